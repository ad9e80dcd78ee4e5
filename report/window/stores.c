/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/window/stores.h"
#include "store/tdb/list_folder.h"
#include "store/util/list_name.h"

static int cmp_line(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Sorts lines and drops repeated ones. */
static void sort_lines(struct buf *lines)
{
	struct str *all = xcalloc(lines->len + 1, sizeof(*all));
	struct str rest = buf_str(lines), line;
	struct buf sorted = BUF_INIT;
	size_t n = 0;

	while (str_line(&rest, &line))
		all[n++] = line;
	qsort(all, n, sizeof(*all), cmp_line);
	for (size_t i = 0; i < n; i++) {
		if (i && str_eq(all[i], all[i - 1]))
			continue;
		buf_adds(&sorted, all[i]);
		buf_addch(&sorted, '\n');
	}
	free(all);
	buf_release(lines);
	*lines = sorted;
}

enum status stores_lists(const char *const *dirs, size_t n, struct buf *names,
			 struct buf *why)
{
	for (size_t i = 0; i < n; i++) {
		struct buf some = BUF_INIT;
		enum status st = list_folder_lists(dirs[i], &some, why);

		buf_adds(names, buf_str(&some));
		buf_release(&some);
		if (st != ST_OK)
			return st;
	}
	sort_lines(names);
	return ST_OK;
}

/* Appends the list of that name, else all with that first label. Returns how many. */
static size_t match_list_name(struct buf *matches, struct str names, struct str wanted)
{
	struct str line, rest = names, label;
	size_t n = 0;

	while (str_line(&rest, &line)) {
		label = str_sub(line, 0, str_chr(line, '.'));
		if (str_eq(line, wanted)) {
			buf_reset(matches);
			buf_adds(matches, line);
			return 1;
		}
		if (str_eq(label, wanted)) {
			buf_addstr(matches, n++ ? "\n" : "");
			buf_adds(matches, line);
		}
	}
	return n;
}

static void append_list_names(struct buf *why, struct str names)
{
	const char *gap = "";
	struct str line;

	while (str_line(&names, &line)) {
		buf_addstr(why, gap);
		buf_adds(why, line);
		gap = ", ";
	}
}

static void append_dirs(struct buf *why, const struct stores *s)
{
	for (size_t i = 0; i < s->n_dirs; i++)
		buf_addf(why, "%s%s", i ? ", " : "", s->dirs[i]);
}

static enum status choose_list(struct stores *s, struct str names, const char *wanted,
			       struct buf *why)
{
	struct buf folded = BUF_INIT;
	size_t n = 0;

	if (wanted) {
		list_name_make(&folded, str_from(wanted));
		n = match_list_name(&s->list, names, buf_str(&folded));
		buf_release(&folded);
	} else {
		struct str rest = names, line;

		for (; str_line(&rest, &line); n++)
			if (!n)
				buf_adds(&s->list, line);
	}
	if (n == 1)
		return ST_OK;
	if (!names.len) {
		append_dirs(why, s);
		return status_say(
		    why, ST_NOINPUT,
		    " holds no list yet: patchdigest-filter brings mail in");
	}
	if (n == 0) {
		buf_addf(why, "no list '%s' in ", wanted);
		append_dirs(why, s);
		buf_addstr(why, "; there are: ");
		append_list_names(why, names);
		return ST_NOINPUT;
	}
	buf_addf(why,
		 wanted ? "--list %s: more than one fits: "
			: "which list? --list is one of: ",
		 wanted);
	append_list_names(why, wanted ? buf_str(&s->list) : names);
	return ST_USAGE;
}

enum status stores_open_one(struct inbox **inbox, const char *dir, const char *list,
			    struct buf *why)
{
	struct store_options options = { .dir = dir, .list = list, .mode = STORE_READ };
	struct buf names = BUF_INIT;
	enum status st = list_folder_lists(dir, &names, why);

	*inbox = NULL;
	if (st == ST_OK)
		st = str_has_line(buf_str(&names), str_from(list))
			 ? inbox_open(inbox, &options, why)
			 : ST_NOTFOUND;
	buf_release(&names);
	return st;
}

enum status stores_pick(struct stores *s, const char *const *dirs, size_t n,
			const char *wanted, struct buf *why)
{
	struct buf names = BUF_INIT;
	enum status st;

	s->dirs = dirs;
	s->n_dirs = n;
	st = stores_lists(dirs, n, &names, why);
	if (st == ST_OK)
		st = choose_list(s, buf_str(&names), wanted, why);
	buf_release(&names);
	return st;
}

enum status stores_open(struct stores *s, const char *const *dirs, size_t n,
			const char *wanted, struct buf *why)
{
	enum status st = stores_pick(s, dirs, n, wanted, why);

	s->inboxes = xcalloc(n, sizeof(struct inbox *));
	s->homes = xcalloc(n, sizeof(*s->homes));
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		st = stores_open_one(&s->inboxes[s->n], dirs[i], buf_cstr(&s->list), why);
		if (st == ST_OK)
			s->homes[s->n++] = dirs[i];
		else if (st == ST_NOTFOUND)
			st = ST_OK;
	}
	return st;
}

void stores_close(struct stores *s)
{
	for (size_t i = 0; i < s->n; i++)
		inbox_close(s->inboxes[i]);
	free(s->inboxes);
	free(s->homes);
	buf_release(&s->list);
}

/* 0: not in this store, 1: a live copy, 2: an archived copy. own: the record is its own.
 */
static int copy_rank(struct inbox *inbox, const struct record *r, bool own)
{
	struct archive_pos pos;
	uint32_t seq;
	enum status st = own && !(r->facts & FACT_ID_REUSED)
			     ? inbox_lookup(inbox, r->message_id, &seq, &pos)
			     : inbox_lookup_mail(inbox, r, &seq, &pos);

	if (st != ST_OK)
		return 0;
	return pos.epoch == EPOCH_LIVE ? 1 : 2;
}

size_t stores_best_copy(const struct stores *s, size_t store, const struct record *r)
{
	size_t best = store;
	int rank;

	if (s->n < 2)
		return store;
	rank = copy_rank(s->inboxes[store], r, true);
	for (size_t i = 0; i < s->n; i++) {
		int other = i == store ? 0 : copy_rank(s->inboxes[i], r, false);

		if (other < rank || (other == rank && i >= best))
			continue;
		best = i;
		rank = other;
	}
	return best;
}

bool stores_better_elsewhere(const struct stores *s, size_t store, const struct record *r)
{
	return stores_best_copy(s, store, r) != store;
}
