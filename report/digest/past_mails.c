/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/day_counts.h"
#include "report/digest/past_mails.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/tree/git_tree.h"
#include "report/util/siphash.h"
#include "store/inbox/applied_subject.h"
#include "store/util/array.h"
#include "store/util/utc.h"

/* Mails between a letter and the patch that it is about. */
#define ABOUT_DEPTH 16

static struct past_person past_person_of(struct person p)
{
	return (struct past_person){ p.addr.len ? hash_nocase(p.addr) : 0,
				     p.name.len ? hash_nocase(p.name) : 0 };
}

bool past_person_same(struct past_person a, struct past_person b)
{
	return (a.addr && a.addr == b.addr) || (a.name && a.name == b.name);
}

/* "applied", or a notice of a robot. */
static bool says_applied(const struct post *p)
{
	struct applied_subject notice;

	if (p->kind == KIND_OTHER)
		return applied_subject_read(&notice, p->subject);
	return p->kind == KIND_REPLY && (p->facts & FACT_APPLIED);
}

static bool is_first_version(const struct past_mail *m, const struct post *p)
{
	return m->posting && m->number <= 1 && !m->robot &&
	       str_eq(p->version, STR("1")) && !(p->facts & (FACT_RESEND | FACT_PULL));
}

/* Several versions of a patch have its author and title: one of them became the commit.
 */
static void find_commit(struct past_mail *m, struct past_mails *past,
			const struct post *p)
{
	const struct git_trees *trees = past->sel->trees;
	struct tree_match match = { .commit = NULL };
	uint64_t key;

	for (size_t i = 0; trees && i < trees->n && !match.commit; i++)
		match = git_tree_find(&trees->list[i], p, INT64_MAX);
	if (!match.commit)
		return;
	m->committed = true;
	key = hash_nocase(match.commit->id);
	if (hashmap_get(&past->commits, key) == HASHMAP_NONE)
		m->applied = match.commit->date;
	hashmap_put(&past->commits, key, 0);
}

/* Most people post what they wrote. */
static void set_people(struct past_mail *m, const struct mailmap *map,
		       const struct post *p)
{
	bool same = str_eq(p->author_addr, p->poster_addr) &&
		    str_eq(p->author_name, p->poster_name);

	m->author = past_person_of(mailmap_author(map, p));
	m->poster = same ? m->author : past_person_of(mailmap_poster(map, p));
}

static void set_past_mail(struct past_mail *m, struct past_mails *past,
			  const struct post *p)
{
	const struct selection *sel = past->sel;

	m->parent = p->in_reply_to.len ? siphash(p->in_reply_to) : 0;
	m->arrival = p->arrival;
	m->applied = DATE_NONE;
	m->head = m->part = PAST_NONE;
	m->posting = post_is_counted(p);
	m->robot = robots_posted(sel->robots, p);
	m->says_applied = says_applied(p);
	if (m->says_applied)
		m->statements = arena_str(&past->arena, p->statements);
	if (m->posting) {
		m->number = p->facts & FACT_NUMBERED ? p->number : 0;
		m->patches = p->kind == KIND_PATCH ? post_patches(p) : 0;
		m->first = is_first_version(m, p);
	}
	if (m->patches)
		find_commit(m, past, p);
	if (m->first || (!m->posting && !m->robot))
		set_people(m, sel->mailmap, p);
}

/* A mail that came by several lists counts once. */
void past_mails_take(struct past_mails *past, const struct post *p)
{
	uint64_t id = siphash(p->message_id);

	if (p->arrival < past->since || hashmap_get(&past->by_id, id) != HASHMAP_NONE)
		return;
	past->list = array_grow(past->list, past->n, &past->cap, sizeof(*past->list));
	past->list[past->n] = (struct past_mail){ .id = id };
	set_past_mail(&past->list[past->n], past, p);
	hashmap_put(&past->by_id, id, past->n);
	past->n++;
}

struct past_reader {
	struct past_mails *past;
	struct inbox *inbox;
};

static bool read_past_mail(void *arg, struct mail *mail)
{
	const struct past_reader *rd = arg;
	struct post p;

	post_borrow(&p, rd->inbox, mail);
	past_mails_take(rd->past, &p);
	return true;
}

static size_t parent_of(const struct past_mails *past, size_t at)
{
	uint64_t parent = past->list[at].parent;

	return parent ? hashmap_get(&past->by_id, parent) : PAST_NONE;
}

/* Parts answer their cover, or each other. */
static bool is_head(const struct past_mails *past, size_t at)
{
	const struct past_mail *m = &past->list[at];
	size_t parent = parent_of(past, at);

	return m->posting && !(m->number && parent != PAST_NONE && parent != at &&
			       past->list[parent].posting);
}

/* Walks up to a head, or to a mail that was seen; then all mails of the way get its head.
 * So each mail is walked over once. */
static void find_head(struct past_mails *past, size_t at)
{
	size_t top = at, next = at, head;

	while (next != PAST_NONE && !past->list[next].seen) {
		top = next;
		past->list[top].seen = true;
		if (is_head(past, top))
			past->list[top].head = top;
		next = past->list[top].head == top ? PAST_NONE : parent_of(past, top);
	}
	head = past->list[next != PAST_NONE ? next : top].head;
	for (next = at; next != top; next = parent_of(past, next))
		past->list[next].head = head;
	past->list[top].head = head;
}

static void bind_past_mails(struct past_mails *past)
{
	for (size_t i = 0; i < past->n; i++)
		find_head(past, i);
	for (size_t i = 0; i < past->n; i++) {
		struct past_mail *m = &past->list[i];

		if (!m->posting || m->head == i || m->head == PAST_NONE)
			continue;
		m->part = past->list[m->head].part;
		past->list[m->head].part = i;
	}
}

/* Adds the mails of the days that a window of that beginning has. */
static bool add_window(uint64_t *sum, const struct past_mails *past, int64_t since)
{
	return day_counts_add(sum, past->sel->inboxes, past->sel->n_inboxes,
			      day_counts_day(since),
			      day_counts_day(since + past->length - 1) + DAY_SECONDS);
}

/* Counts by the totals of days, so that it is known beforehand how much would be read. */
static void plan_past_windows(struct past_mails *past)
{
	int64_t first = day_counts_first(past->sel->inboxes, past->sel->n_inboxes);
	size_t windows = 0;
	uint64_t sum = 0;

	for (int64_t since = past->since; windows < PAST_WINDOWS; windows++) {
		if ((windows && since < day_counts_day(first)) ||
		    !add_window(&sum, past, since) || sum > PAST_MAILS_MAX)
			break;
		past->since = since;
		since -= past->length;
	}
	past->windows = windows < 2 ? 0 : windows;
}

void past_mails_plan(struct past_mails *past, const struct selection *sel, int64_t until,
		     const struct series_match *match)
{
	const struct window *w = &sel->window;

	*past = (struct past_mails){ .sel = sel,
				     .since = w->since,
				     .by_id = HASHMAP_INIT,
				     .commits = HASHMAP_INIT,
				     .arena = ARENA_INIT };
	if (w->kind != WINDOW_TIME || w->since == INT64_MIN || until <= w->since ||
	    (match && match->n))
		return;
	past->length = until - w->since;
	plan_past_windows(past);
}

enum status past_mails_finish(struct past_mails *past, int64_t before)
{
	int64_t end = past_mails_window(past, past->windows);
	int64_t until = before < end ? before : end;
	enum status st = ST_OK;

	selection_begin_reads(past->sel);
	for (size_t i = 0; past->since < until && i < past->sel->n_inboxes; i++) {
		struct past_reader rd = { past, past->sel->inboxes[i] };

		if (inbox_arrived(rd.inbox, past->since, until, read_past_mail, &rd) !=
		    ST_OK)
			st = ST_DAMAGED;
	}
	selection_end_reads(past->sel);
	bind_past_mails(past);
	return st;
}

void past_mails_release(struct past_mails *past)
{
	free(past->list);
	hashmap_release(&past->by_id);
	hashmap_release(&past->commits);
	arena_release(&past->arena);
	*past = (struct past_mails){ .n = 0 };
}

int64_t past_mails_window(const struct past_mails *past, size_t window)
{
	return past->since + (int64_t)window * past->length;
}

size_t past_mails_window_of(const struct past_mails *past, int64_t time)
{
	size_t at =
	    time < past->since ? 0 : (size_t)((time - past->since) / past->length);

	return at < past->windows ? at : past->windows - 1;
}

size_t past_mails_about(const struct past_mails *past, size_t mail)
{
	for (int i = 0; i < ABOUT_DEPTH && mail != PAST_NONE; i++) {
		mail = parent_of(past, mail);
		if (mail != PAST_NONE && past->list[mail].posting)
			return mail;
	}
	return PAST_NONE;
}
