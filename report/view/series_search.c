/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/hashmap.h"
#include "report/view/series_search.h"
#include "store/util/array.h"
#include "store/util/utc.h"

/* Mails that are read upwards from an answer to the patch that it is about. */
#define ABOVE_MAX 100
/* Series of the same words that are listed. */
#define LISTED_MAX 10

static const struct post *post_of(const struct selection *s, uint64_t key)
{
	for (size_t i = 0; i < s->n; i++)
		if (post_key(&s->posts[i]) == key)
			return &s->posts[i];
	return NULL;
}

static enum status read_versions(struct selection *s, const struct post **of,
				 struct inbox *inbox, const struct mail *m)
{
	enum status st = series_versions_read(s, inbox, m);

	*of = post_of(s, mail_key(&m->record));
	return st;
}

static bool is_patch(const struct record *r)
{
	return r->kind == KIND_PATCH || r->kind == KIND_COVER;
}

static enum status say_no_mail(struct buf *why, enum status st, struct str id)
{
	if (st == ST_DAMAGED)
		return status_say(why, ST_DAMAGED, "the mail <%.*s> can't be read",
				  (int)id.len, id.s);
	return status_say(why, ST_NOCOMMIT,
			  "no mail here has the Message-ID <%.*s>: was it sent to this "
			  "list?",
			  (int)id.len, id.s);
}

static enum status say_no_patch(struct buf *why, const struct record *r, struct str id)
{
	if (r->kind == KIND_PULL)
		return status_say(why, ST_NOCOMMIT,
				  "<%.*s> is a pull request, no series: "
				  "--sections=pulls shows what became of it",
				  (int)id.len, id.s);
	return status_say(why, ST_NOCOMMIT,
			  "<%.*s> is no patch, and answers none that is here",
			  (int)id.len, id.s);
}

/* Reads the mail that another one answers. Returns false if it is not here. */
static bool read_above(struct selection *s, struct mail *m, struct inbox **inbox)
{
	struct arena arena = ARENA_INIT;
	struct str parent = m->record.in_reply_to;
	struct post p;
	bool read = false;

	if (parent.len) {
		post_init(&p, *inbox, m, &arena, false);
		read = selection_mail(s, p.in_reply_to, &p, m, inbox) == ST_OK;
	}
	arena_release(&arena);
	return read;
}

static enum status find_by_id(struct selection *s, const struct post **of, struct str id,
			      struct buf *why)
{
	static const struct post anyone;
	struct mail m = MAIL_INIT;
	struct inbox *inbox;
	enum status st = selection_mail(s, id, &anyone, &m, &inbox);

	if (st != ST_OK) {
		mail_release(&m);
		return say_no_mail(why, st, id);
	}
	for (int i = 0; i < ABOVE_MAX && !is_patch(&m.record) &&
			m.record.kind != KIND_PULL && read_above(s, &m, &inbox);
	     i++)
		;
	st = is_patch(&m.record) ? read_versions(s, of, inbox, &m)
				 : say_no_patch(why, &m.record, id);
	mail_release(&m);
	return st;
}

/* A patch or cover that the words fit. */
struct found_mail {
	struct inbox *inbox;
	uint32_t seq;
	uint64_t key;
	int64_t arrival;
};

struct word_search {
	const struct series_query *query;
	struct selection *sel;
	struct inbox *inbox; /* being read */
	struct found_mail *list;
	size_t n, cap;
	struct hashmap known; /* keys of the list; 1: its series was found */
	enum query_fit fit;   /* of all of the list: the best */
};

static bool add_fitting(void *arg, struct mail *m)
{
	struct word_search *w = arg;
	enum query_fit fit = series_query_fit(w->query, &m->record);
	uint64_t key;

	if (fit == FITS_NOT || fit < w->fit)
		return true;
	selection_set_kind(w->sel, &m->record);
	key = mail_key(&m->record);
	if (!is_patch(&m->record) ||
	    (fit == w->fit && hashmap_get(&w->known, key) != HASHMAP_NONE))
		return true;
	if (fit > w->fit)
		w->n = 0;
	w->fit = fit;
	w->list = array_grow(w->list, w->n, &w->cap, sizeof(*w->list));
	w->list[w->n++] = (struct found_mail){ w->inbox, m->seq, key, m->record.arrival };
	hashmap_put(&w->known, key, 0);
	return true;
}

static int cmp_found_newest(const void *a, const void *b)
{
	const struct found_mail *x = a, *y = b;

	if (x->arrival != y->arrival)
		return x->arrival < y->arrival ? 1 : -1;
	return (x->key > y->key) - (x->key < y->key);
}

static enum status find_fitting(struct word_search *w, struct search_time time)
{
	enum status worst = ST_OK;

	for (size_t i = 0; i < w->sel->n_inboxes; i++) {
		w->inbox = w->sel->inboxes[i];
		if (inbox_arrived(w->inbox, time.since, time.until, add_fitting, w) !=
		    ST_OK)
			worst = ST_DAMAGED;
	}
	if (w->n)
		qsort(w->list, w->n, sizeof(*w->list), cmp_found_newest);
	return worst;
}

static enum status say_no_words(struct buf *why, struct str words,
				struct search_time time)
{
	buf_addf(why, "no patch from ");
	utc_add(why, time.since, UTC_DAY);
	buf_addstr(why, " to ");
	utc_add(why, time.until, UTC_DAY);
	return status_say(why, ST_NOCOMMIT,
			  " has these words in its subject: %.*s; --since looks further "
			  "back",
			  (int)words.len, words.s);
}

/* "2026-11-13  <ID>  [PATCH v3 0/5] title" */
static void add_listed(struct buf *why, const struct post *p)
{
	buf_addstr(why, "\n  ");
	utc_add(why, p->date, UTC_DAY);
	buf_addstr(why, "  <");
	buf_adds(why, p->message_id);
	buf_addstr(why, ">  ");
	buf_adds(why, p->subject);
}

/* The newest version; of: a mail of the selection. */
static const struct post *newest_head(const struct selection *s, const struct post *of,
				      struct series_set *set)
{
	const struct series *list[1];

	(void)series_build_versions(set, s);
	return series_versions_list(set, of, list, 1) ? list[0]->head : of;
}

/* Marks the mails of a series that was found. */
static void mark_found(struct word_search *w, const struct selection *s)
{
	for (size_t i = 0; i < s->n; i++)
		hashmap_put(&w->known, post_key(&s->posts[i]), 1);
}

/* Reads the series of a mail into another selection of the same lists. */
static void list_series(struct word_search *w, const struct found_mail *found,
			const struct mail *m, struct buf *why)
{
	struct hashmap covers = HASHMAP_INIT;
	struct selection other = *w->sel;
	struct series_set set;
	const struct post *of;

	other.whole = false;
	other.posts = other.replies = other.notes = NULL;
	other.n = other.n_replies = other.n_notes = 0;
	other.covers = &covers;
	other.arena = (struct arena)ARENA_INIT;
	(void)read_versions(&other, &of, found->inbox, m);
	if (of) {
		add_listed(why, newest_head(&other, of, &set));
		series_release(&set);
	}
	mark_found(w, &other);
	hashmap_put(&w->known, found->key, 1);
	free(other.posts);
	free(other.replies);
	free(other.notes);
	hashmap_release(&covers);
	arena_release(&other.arena);
}

/* Lists the series of the found mails, each series once. Returns how many. */
static size_t list_all(struct word_search *w, struct buf *why)
{
	struct mail m = MAIL_INIT;
	size_t listed = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct found_mail *found = &w->list[i];

		if (hashmap_get(&w->known, found->key) == 1 ||
		    inbox_mail(found->inbox, found->seq, &m) != ST_OK)
			continue;
		if (listed == LISTED_MAX) {
			buf_addstr(why, "\n  and others: give more words");
			break;
		}
		selection_set_kind(w->sel, &m.record);
		list_series(w, found, &m, why);
		listed++;
	}
	mail_release(&m);
	return listed;
}

static enum status read_fitting(struct word_search *w, const struct post **of,
				struct buf *why)
{
	struct buf listed = BUF_INIT;
	size_t n = list_all(w, &listed);
	struct mail m = MAIL_INIT;
	enum status st = ST_NOCOMMIT;

	if (n > 1) {
		buf_addstr(why, "several series have these words; choose one by its "
				"Message-ID:");
		buf_adds(why, buf_str(&listed));
	} else {
		st = inbox_mail(w->list[0].inbox, w->list[0].seq, &m);
	}
	if (n <= 1 && st == ST_OK) {
		selection_set_kind(w->sel, &m.record);
		st = read_versions(w->sel, of, w->list[0].inbox, &m);
	}
	mail_release(&m);
	buf_release(&listed);
	return st;
}

static enum status find_by_words(struct selection *s, const struct post **of,
				 const struct series_query *q, struct search_time time,
				 struct buf *why)
{
	struct word_search w = { .query = q, .sel = s };
	enum status st = find_fitting(&w, time), found;

	found = w.n ? read_fitting(&w, of, why) : say_no_words(why, q->words, time);
	free(w.list);
	hashmap_release(&w.known);
	return found == ST_OK ? st : found;
}

enum status series_search(struct selection *s, const struct post **of,
			  const struct series_query *q, struct search_time time,
			  struct buf *why)
{
	*of = NULL;
	if (q->message_id.len)
		return find_by_id(s, of, q->message_id, why);
	return find_by_words(s, of, q, time, why);
}
