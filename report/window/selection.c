/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/window/commit_id.h"
#include "report/window/kept_posts.h"
#include "report/window/list_label.h"
#include "report/window/same_id.h"
#include "report/window/thread_kind.h"
#include "report/window/selection.h"
#include "store/inbox/same_mail.h"
#include "store/util/array.h"

/* Mails before the window that are looked at in an inbox: bounds the time if other
 * inboxes have all of them too. */
#define LOOKED_BEFORE_MAX 64

/* The last mail by arrival, then by Message-ID, poster and title. */
struct last_mail {
	int64_t arrival;
	struct buf name; /* record_add_name(); empty: no mail */
	size_t store;
	uint32_t seq; /* in that store */
};

/* Collects posts from one store after another, and what the heading says of all mails. */
struct selection_reader {
	struct selection *selection;
	const struct stores *stores;
	const struct window_bounds *bounds; /* of the store being read */
	size_t store;
	enum selection_for purpose;
	size_t cap, replies_cap, notes_cap;
	bool any;
	int64_t first; /* arrival, if any */
	struct last_mail last;
};

static bool is_selected(const struct record *r, enum selection_for purpose)
{
	if (purpose == FOR_CLASSIC)
		return r->facts & FACT_CLASSIC_COUNTED;
	return r->kind == KIND_PATCH || r->kind == KIND_COVER || r->kind == KIND_PULL;
}

static void note_last(struct last_mail *last, const struct mail *m, size_t store)
{
	struct buf name = BUF_INIT;

	if (last->name.len && m->record.arrival < last->arrival)
		return;
	record_add_name(&name, &m->record);
	if (!last->name.len || m->record.arrival > last->arrival ||
	    str_cmp(buf_str(&name), buf_str(&last->name)) > 0) {
		buf_release(&last->name);
		*last = (struct last_mail){ m->record.arrival, name, store, m->seq };
		name = (struct buf)BUF_INIT;
	}
	buf_release(&name);
}

static void count_arrival(struct selection_reader *rd, const struct mail *m)
{
	const struct record *r = &m->record;

	if (!rd->any || r->arrival < rd->first)
		rd->first = r->arrival;
	note_last(&rd->last, m, rd->store);
	rd->any = true;
}

/* Makes room at the end of a list. */
static struct post *append_post(struct post **list, size_t *n, size_t *cap)
{
	*list = array_grow(*list, *n, cap, sizeof(**list));
	return &(*list)[(*n)++];
}

static void note_mail(struct selection_reader *rd, struct mail *m)
{
	struct str links = m->record.links, id;
	struct selection *s = rd->selection;

	if (rd->purpose != FOR_CLASSIC &&
	    post_links_next(&links, STR("supersedes "), &id))
		post_init(append_post(&s->notes, &s->n_notes, &rd->notes_cap),
			  rd->stores->inboxes[rd->store], m, &s->arena, false);
}

static void select_mail(struct selection_reader *rd, struct mail *m)
{
	struct selection *s = rd->selection;
	struct post *p;

	count_arrival(rd, m);
	s->n_older += m->record.rules < RECORD_RULES;
	if (rd->purpose != FOR_CLASSIC)
		selection_set_kind(s, &m->record);
	if (!is_selected(&m->record, rd->purpose))
		note_mail(rd, m);
	if (is_selected(&m->record, rd->purpose))
		p = append_post(&s->posts, &s->n, &rd->cap);
	else if (rd->purpose == FOR_SECTIONS)
		p = append_post(&s->replies, &s->n_replies, &rd->replies_cap);
	else
		return;
	post_init(p, rd->stores->inboxes[rd->store], m, &s->arena,
		  rd->purpose == FOR_CLASSIC);
}

static bool select_best_copy(void *arg, struct mail *m)
{
	struct selection_reader *rd = arg;

	if (!stores_better_elsewhere(rd->stores, rd->store, &m->record))
		select_mail(rd, m);
	return true;
}

static bool select_new_mail(void *arg, struct mail *m, size_t store)
{
	struct selection_reader *rd = arg;

	rd->store = store;
	select_mail(rd, m);
	return true;
}

static bool select_mail_in_bounds(void *arg, struct mail *m,
				  const struct commit_entry *entry)
{
	struct selection_reader *rd = arg;
	size_t before = rd->selection->n;

	if (archive_pos_is_live(entry->pos) &&
	    (m->record.arrival <= rd->bounds->after_time ||
	     m->record.arrival > rd->bounds->upto_time))
		return true;
	select_best_copy(rd, m);
	if (rd->selection->n > before)
		rd->selection->posts[before].pos = entry->pos;
	return true;
}

static int cmp_post_newest(const void *a, const void *b)
{
	return post_cmp_arrival(b, a);
}

/* The posts of one store that are not merged yet, in archive order. */
struct store_posts {
	const struct post *at, *end;
};

/* As commit_id_cmp, for posts of different stores. */
static bool post_is_older(const struct post *a, const struct post *b)
{
	if (a->pos.epoch != b->pos.epoch)
		return a->pos.epoch < b->pos.epoch;
	if (archive_pos_is_live(a->pos))
		return post_cmp_arrival(a, b) < 0;
	return a->pos.ordinal < b->pos.ordinal;
}

/* Merges the stores' posts, newest first. Each store's posts keep their order. */
static void merge_store_posts(struct selection *s, struct store_posts *unmerged,
			      size_t n_stores)
{
	struct post *merged = xcalloc(s->n, sizeof(*merged));

	for (size_t to = s->n; to-- > 0;) {
		struct store_posts *first = NULL;

		for (size_t i = 0; i < n_stores; i++)
			if (unmerged[i].at < unmerged[i].end &&
			    (!first || post_is_older(unmerged[i].at, first->at)))
				first = &unmerged[i];
		if (!first)
			break; /* not reached: the stores have s->n posts */
		merged[to] = *first->at++;
	}
	free(s->posts);
	s->posts = merged;
}

static enum status read_commits(struct selection_reader *rd,
				const struct window_plan *plan)
{
	struct selection *s = rd->selection;
	const struct stores *stores = rd->stores;
	size_t *ends = xcalloc(stores->n, sizeof(*ends));
	struct store_posts *unmerged = xcalloc(stores->n, sizeof(*unmerged));
	enum status worst = ST_OK;

	for (size_t i = 0; i < stores->n; i++) {
		const struct window_bounds *b = &plan->bounds[i];
		enum status st;

		rd->store = i;
		rd->bounds = b;
		st = inbox_in_archive_order(stores->inboxes[i], b->after, b->upto,
					    select_mail_in_bounds, rd);
		if (st != ST_OK)
			worst = st;
		ends[i] = s->n;
	}
	for (size_t i = 0; i < stores->n; i++)
		unmerged[i] = (struct store_posts){ s->posts + (i ? ends[i - 1] : 0),
						    s->posts + ends[i] };
	merge_store_posts(s, unmerged, stores->n);
	free(ends);
	free(unmerged);
	return worst;
}

static enum status read_arrived(struct selection_reader *rd,
				const struct window_plan *plan)
{
	enum status worst = ST_OK;

	for (rd->store = 0; rd->store < rd->stores->n; rd->store++) {
		enum status st =
		    inbox_arrived(rd->stores->inboxes[rd->store], plan->since,
				  plan->until, select_best_copy, rd);

		if (st != ST_OK)
			worst = st;
	}
	return worst;
}

static enum status read_window(struct selection_reader *rd,
			       const struct window_plan *plan)
{
	if (plan->kind == WINDOW_COMMITS)
		return read_commits(rd, plan);
	if (plan->kind == WINDOW_TIME)
		return read_arrived(rd, plan);
	return since_last_each(rd->stores, plan->spans, select_new_mail, rd);
}

static enum status read_mail_before(const struct stores *s,
				    const struct window_plan *plan, size_t inbox,
				    int64_t time, struct mail *m)
{
	if (plan->kind == WINDOW_BOOKMARK)
		return since_last_before(s, plan->spans, inbox, time, m);
	return inbox_last_before(s->inboxes[inbox], time, m);
}

/*
 * Notes the last mail before the window in one inbox. A mail of which another inbox has
 * the copy that counts is passed over: that copy may be in the window.
 */
static void note_mail_before(struct last_mail *last, const struct stores *s,
			     const struct window_plan *plan, size_t inbox)
{
	int64_t time = plan->since;
	struct mail m = MAIL_INIT;

	for (int looked = 0; looked < LOOKED_BEFORE_MAX; looked++) {
		if (read_mail_before(s, plan, inbox, time, &m) != ST_OK)
			break;
		if (!stores_better_elsewhere(s, inbox, &m.record)) {
			note_last(last, &m, inbox);
			break;
		}
		time = m.record.arrival;
	}
	mail_release(&m);
}

/* The last mail before the window in any inbox; none if it begins with the first mail. */
static void find_mail_before(struct last_mail *last, const struct stores *s,
			     const struct window_plan *plan)
{
	for (size_t i = 0; i < s->n; i++)
		note_mail_before(last, s, plan, i);
}

/* A mail's id in as many digits as make it unique. */
static struct str short_commit_id(struct selection *s, const struct stores *stores,
				  const struct last_mail *last)
{
	struct commit_id id = COMMIT_ID_INIT;
	struct str text = STR("(start)");
	struct mail m = MAIL_INIT;

	if (last->name.len &&
	    inbox_mail(stores->inboxes[last->store], last->seq, &m) == ST_OK &&
	    commit_id_of_mail(&id, stores, &m.record) == ST_OK)
		text = arena_str(
		    &s->arena,
		    str_sub(str_from(id.hex), 0,
			    commit_id_unique_len(&id, stores, SELECTION_ID_DIGITS)));
	commit_id_release(&id);
	mail_release(&m);
	return text;
}

static void set_window_ends(struct selection_reader *rd, const struct window_plan *plan)
{
	struct selection *s = rd->selection;
	struct last_mail before = { .name = BUF_INIT };

	if (plan->since != INT64_MIN)
		find_mail_before(&before, rd->stores, plan);
	s->window.from = short_commit_id(s, rd->stores, &before);
	s->window.to =
	    rd->any ? short_commit_id(s, rd->stores, &rd->last) : s->window.from;
	buf_release(&before.name);
}

/* An open window begins with the first mail, and ends now. */
static void set_window_times(struct selection_reader *rd, const struct window_plan *plan)
{
	struct window *w = &rd->selection->window;

	w->since = rd->first;
	w->until = rd->last.arrival;
	if (plan->kind == WINDOW_COMMITS)
		return;
	w->until = plan->until != INT64_MAX ? plan->until : plan->now;
	if (plan->since != INT64_MIN)
		w->since = plan->since;
	else if (!rd->any)
		w->since = w->until;
}

static struct str title_of_lists(struct selection *s)
{
	struct buf title = BUF_INIT;
	struct str kept;

	list_labels_add(&title, s->lists);
	kept = arena_str(&s->arena, buf_str(&title));
	buf_release(&title);
	return kept;
}

void selection_init(struct selection *s, const struct stores *stores, const char *title)
{
	*s = (struct selection){ .window.kind = WINDOW_TIME,
				 .inboxes = stores->inboxes,
				 .n_inboxes = stores->n,
				 .lists = buf_str(&stores->lists),
				 .n_lists = stores->n_lists,
				 .arena = ARENA_INIT };
	s->title = title ? str_from(title) : title_of_lists(s);
	s->covers = xcalloc(1, sizeof(*s->covers));
	s->kept = xcalloc(1, sizeof(struct kept_posts *));
}

enum status selection_read(struct selection *s, const struct stores *stores,
			   const struct window_plan *plan, enum selection_for purpose,
			   const char *title)
{
	struct selection_reader rd = { .selection = s,
				       .stores = stores,
				       .purpose = purpose };
	enum status st;

	selection_init(s, stores, title);
	s->window.kind = plan->kind;
	selection_begin_reads(s);
	st = read_window(&rd, plan);
	selection_end_reads(s);
	if (plan->kind == WINDOW_COMMITS) {
		s->window.from = buf_str(&plan->from);
		s->window.to = buf_str(&plan->to);
	} else {
		if (s->n)
			qsort(s->posts, s->n, sizeof(*s->posts), cmp_post_newest);
		set_window_ends(&rd, plan);
	}
	set_window_times(&rd, plan);
	s->whole = plan->kind == WINDOW_TIME;
	if (s->n_notes)
		qsort(s->notes, s->n_notes, sizeof(*s->notes), cmp_post_newest);
	buf_release(&rd.last.name);
	return st;
}

void selection_begin_reads(const struct selection *s)
{
	for (size_t i = 0; i < s->n_inboxes; i++)
		inbox_begin_reads(s->inboxes[i]);
}

void selection_end_reads(const struct selection *s)
{
	for (size_t i = 0; i < s->n_inboxes; i++)
		inbox_end_reads(s->inboxes[i]);
}

void selection_set_kind(const struct selection *s, struct record *r)
{
	struct thread_kinds k = { s->inboxes, s->n_inboxes, s->covers };

	thread_kind_set(r, &k);
}

enum status selection_mail(const struct selection *s, struct str message_id,
			   const struct post *named_by, struct mail *m,
			   struct inbox **inbox)
{
	const struct same_id_wish wish = {
		.message_id = message_id,
		.title = named_by->title,
		.poster = named_by->poster_addr,
		.max = SAME_ID_MAX,
	};
	size_t store;
	enum status st = same_id_find(s->inboxes, s->n_inboxes, &wish, m, &store);

	if (st == ST_OK) {
		selection_set_kind(s, &m->record);
		*inbox = s->inboxes[store];
	}
	return st;
}

void selection_release(struct selection *s)
{
	free(s->posts);
	free(s->replies);
	free(s->notes);
	if (s->covers)
		hashmap_release(s->covers);
	free(s->covers);
	kept_posts_release(s);
	arena_release(&s->arena);
}
