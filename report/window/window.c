/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/window/commit_id.h"
#include "report/window/list_label.h"
#include "store/util/timespec.h"
#include "report/window/window.h"
#include "store/util/hex.h"
#include "store/util/utc.h"

static enum status check_window_end(struct str end, struct buf *why)
{
	if (!hex_only(end))
		return status_say(why, ST_USAGE,
				  "'%.*s' is no commit: expected hex digits",
				  (int)end.len, end.s);
	if (end.len && (end.len < PREFIX_MIN || end.len > 2 * COMMIT_MAX))
		return status_say(why, ST_USAGE,
				  "'%.*s': expected %d to %d digits of a commit",
				  (int)end.len, end.s, PREFIX_MIN, 2 * COMMIT_MAX);
	return ST_OK;
}

/* A..B, A.., ..B */
static enum status split_range(struct window_plan *p, const char *range, struct buf *why)
{
	struct str s = str_from(range);
	size_t dots = str_find(s, STR(".."));
	enum status st;

	if (dots == s.len || s.len == 2)
		return status_say(
		    why, ST_USAGE,
		    "'%s' is no window: expected A..B or A.., from after commit A "
		    "up to B",
		    range);
	p->a = str_sub(s, 0, dots);
	p->b = str_sub(s, dots + 2, s.len);
	st = check_window_end(p->a, why);
	return st == ST_OK ? check_window_end(p->b, why) : st;
}

static enum status find_named_commit(struct commit_id *id, const struct stores *s,
				     struct str given, struct buf *why)
{
	char lower[ID_HEX];

	for (size_t i = 0; i < given.len; i++)
		lower[i] = to_lower(given.s[i]);
	return commit_id_find(id, s, (struct str){ lower, given.len }, why);
}

/* The position of an end in one store. Sets *time if only its arrival can tell. */
static enum status find_bound(struct archive_pos *pos, int64_t *time,
			      const struct commit_id *end, const struct stores *s,
			      size_t store)
{
	enum status st = commit_id_pos(end, s, store, pos);

	if (st != ST_NOTFOUND)
		return st;
	*pos = end->entry.pos; /* archives are equal in all stores */
	if (archive_pos_is_live(*pos))
		*time = end->arrival;
	return ST_OK;
}

static enum status find_bounds(struct window_bounds *b, const struct commit_id *a,
			       const struct commit_id *z, const struct stores *s,
			       size_t store)
{
	enum status st = ST_OK;

	*b = (struct window_bounds){ ARCHIVE_POS_START, ARCHIVE_POS_NONE, INT64_MIN,
				     INT64_MAX };
	if (*a->hex)
		st = find_bound(&b->after, &b->after_time, a, s, store);
	if (st == ST_OK && *z->hex)
		st = find_bound(&b->upto, &b->upto_time, z, s, store);
	if (b->after_time != INT64_MIN) /* the whole archive comes before it */
		b->after = archive_pos_before((struct archive_pos){ EPOCH_LIVE, 0, 0 });
	if (b->upto_time != INT64_MAX)
		b->upto = ARCHIVE_POS_NONE;
	return st;
}

/* Whether A comes after B. A store that has both knows best. */
static bool end_is_newer(const struct commit_id *a, const struct commit_id *b,
			 const struct stores *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct commit_id x = { .store = i }, y = { .store = i };

		if (commit_id_pos(a, s, i, &x.entry.pos) == ST_OK &&
		    commit_id_pos(b, s, i, &y.entry.pos) == ST_OK)
			return commit_id_cmp(&x, &y) > 0;
	}
	return commit_id_cmp(a, b) > 0;
}

/* The heading prints an end as given, and an open end in as many digits as the other. */
static void set_heading_ends(struct window_plan *p, const struct commit_id *b)
{
	if (p->a.len)
		buf_adds(&p->from, p->a);
	else
		buf_addstr(&p->from, "(start)");
	if (p->b.len)
		buf_adds(&p->to, p->b);
	else
		buf_adds(&p->to, str_sub(str_from(b->hex), 0, p->a.len));
}

static enum status say_one_list(const struct window_plan *p, const struct stores *s,
				struct buf *why)
{
	buf_addf(why, "%.*s..%.*s with several lists (", (int)p->a.len, p->a.s,
		 (int)p->b.len, p->b.s);
	list_labels_add(why, buf_str(&s->lists));
	return status_say(why, ST_USAGE,
			  "): commits are a window of one list; use --since and --until, "
			  "or --since-last");
}

enum status window_plan_resolve(struct window_plan *p, const struct stores *s,
				struct buf *why)
{
	struct commit_id a = COMMIT_ID_INIT, b = COMMIT_ID_INIT;
	enum status st = ST_OK;

	if (p->kind != WINDOW_COMMITS)
		return ST_OK;
	if (s->n_lists > 1)
		return say_one_list(p, s, why);
	if (p->a.len)
		st = find_named_commit(&a, s, p->a, why);
	if (st == ST_OK)
		st = p->b.len ? find_named_commit(&b, s, p->b, why)
			      : commit_id_newest(&b, s);
	if (st == ST_OK && *a.hex && end_is_newer(&a, &b, s))
		st = status_say(why, ST_NOCOMMIT,
				"%.*s is newer than %.*s: the older one stands first",
				(int)p->a.len, p->a.s, (int)p->b.len, p->b.s);
	p->bounds = xcalloc(s->n, sizeof(*p->bounds));
	for (size_t i = 0; i < s->n && st == ST_OK; i++)
		st = find_bounds(&p->bounds[i], &a, &b, s, i);
	if (st == ST_OK)
		set_heading_ends(p, &b);
	commit_id_release(&a);
	commit_id_release(&b);
	return st;
}

static enum status parse_time_option(int64_t *time, const char *option, const char *text,
				     int64_t now, struct buf *why)
{
	if (!text)
		return ST_OK;
	buf_addf(why, "%s ", option);
	if (timespec_parse(time, str_from(text), now, why) != ST_OK)
		return ST_USAGE;
	buf_reset(why);
	return ST_OK;
}

static enum status parse_time_window(struct window_plan *p,
				     const struct window_request *r, struct buf *why)
{
	enum status st;

	p->kind = WINDOW_TIME;
	p->since = r->until ? INT64_MIN : r->now - WINDOW_DAYS * DAY_SECONDS;
	p->until = INT64_MAX;
	st = parse_time_option(&p->since, "--since", r->since, r->now, why);
	if (st == ST_OK)
		st = parse_time_option(&p->until, "--until", r->until, r->now, why);
	/* of the future no mail is there */
	if (st == ST_OK && !r->until && p->since > r->now)
		p->until = p->since;
	if (st == ST_OK && p->since > p->until)
		st = status_say(why, ST_USAGE, "--since %s is later than --until %s",
				r->since, r->until);
	return st;
}

enum status window_plan_parse(struct window_plan *p, const struct window_request *r,
			      struct buf *why)
{
	*p = (struct window_plan){ .kind = WINDOW_COMMITS, .now = r->now };
	if (r->bookmark) {
		p->kind = WINDOW_BOOKMARK;
		return ST_OK;
	}
	return r->range ? split_range(p, r->range, why) : parse_time_window(p, r, why);
}

void window_plan_since_last(struct window_plan *p, const struct stores *s,
			    const struct bookmark *b)
{
	p->spans = since_last_spans(b, s, p->now, &p->since);
	p->until = INT64_MAX;
}

void window_plan_release(struct window_plan *p)
{
	free(p->bounds);
	free(p->spans);
	buf_release(&p->from);
	buf_release(&p->to);
}
