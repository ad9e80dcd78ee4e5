/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/window/window.h"
#include "store/util/array.h"

/* Posts as they come from one store, and what the head needs of all its mails. */
struct reader {
	struct selection *selection;
	const struct stores *stores;
	const struct bounds *bounds; /* of the store being read */
	size_t store;
	enum selection_for purpose;
	size_t cap, replies_cap;
	bool any;
	int64_t first, last; /* arrivals, if any */
	struct buf newest;   /* Message-ID of the last one by (arrival, Message-ID) */
};

static bool is_wanted(const struct record *r, enum selection_for purpose)
{
	if (purpose == FOR_CLASSIC)
		return r->facts & FACT_CLASSIC_COUNTED;
	return r->kind == KIND_PATCH || r->kind == KIND_COVER || r->kind == KIND_PULL;
}

static void note_arrival(struct reader *rd, const struct record *r)
{
	if (!rd->any || r->arrival < rd->first)
		rd->first = r->arrival;
	if (!rd->any || r->arrival > rd->last ||
	    (r->arrival == rd->last &&
	     str_cmp(r->message_id, buf_str(&rd->newest)) > 0)) {
		rd->last = r->arrival;
		buf_reset(&rd->newest);
		buf_adds(&rd->newest, r->message_id);
	}
	rd->any = true;
}

/* Room for one more at the end of a list. */
static struct post *next_post(struct post **list, size_t *n, size_t *cap)
{
	*list = array_grow(*list, *n, cap, sizeof(**list));
	return &(*list)[(*n)++];
}

static void keep_mail(struct reader *rd, struct mail *m)
{
	struct selection *s = rd->selection;
	struct post *p;

	note_arrival(rd, &m->record);
	if (is_wanted(&m->record, rd->purpose))
		p = next_post(&s->posts, &s->n, &rd->cap);
	else if (rd->purpose == FOR_SECTIONS)
		p = next_post(&s->replies, &s->n_replies, &rd->replies_cap);
	else
		return;
	post_init(p, rd->stores->inboxes[rd->store], m, &s->arena,
		  rd->purpose == FOR_CLASSIC);
}

static bool take_mail(void *arg, struct mail *m)
{
	struct reader *rd = arg;

	if (!stores_elsewhere(rd->stores, rd->store, m->record.message_id))
		keep_mail(rd, m);
	return true;
}

static bool take_fresh(void *arg, struct mail *m, size_t store)
{
	struct reader *rd = arg;

	rd->store = store;
	keep_mail(rd, m);
	return true;
}

static bool take_placed(void *arg, struct mail *m, const struct commit_entry *entry)
{
	struct reader *rd = arg;
	size_t before = rd->selection->n;

	if (archive_pos_is_live(entry->pos) &&
	    (m->record.arrival <= rd->bounds->after_time ||
	     m->record.arrival > rd->bounds->upto_time))
		return true;
	take_mail(rd, m);
	if (rd->selection->n > before)
		rd->selection->posts[before].pos = entry->pos;
	return true;
}

static int cmp_newest_first(const void *a, const void *b)
{
	return post_cmp_arrival(b, a);
}

/* A run of posts of one store, in archive order. */
struct run {
	const struct post *at, *end;
};

/* As commit_id_cmp between two stores. */
static bool comes_first(const struct post *a, const struct post *b)
{
	if (a->pos.epoch != b->pos.epoch)
		return a->pos.epoch < b->pos.epoch;
	if (archive_pos_is_live(a->pos))
		return post_cmp_arrival(a, b) < 0;
	return a->pos.ordinal < b->pos.ordinal;
}

/* Merges the stores' runs, each of which stays in its own order, newest first. */
static void merge_runs(struct selection *s, struct run *runs, size_t n_runs)
{
	struct post *merged = xcalloc(s->n, sizeof(*merged));

	for (size_t to = s->n; to-- > 0;) {
		struct run *first = NULL;

		for (size_t i = 0; i < n_runs; i++)
			if (runs[i].at < runs[i].end &&
			    (!first || comes_first(runs[i].at, first->at)))
				first = &runs[i];
		if (!first)
			break; /* the runs hold as many as the selection */
		merged[to] = *first->at++;
	}
	free(s->posts);
	s->posts = merged;
}

static enum status read_commits(struct reader *rd, const struct plan *plan)
{
	struct selection *s = rd->selection;
	const struct stores *stores = rd->stores;
	size_t *ends = xcalloc(stores->n, sizeof(*ends));
	struct run *runs = xcalloc(stores->n, sizeof(*runs));
	enum status worst = ST_OK;

	for (size_t i = 0; i < stores->n; i++) {
		const struct bounds *b = &plan->bounds[i];
		enum status st;

		rd->store = i;
		rd->bounds = b;
		st = inbox_in_archive_order(stores->inboxes[i], b->after, b->upto,
					    take_placed, rd);
		if (st != ST_OK)
			worst = st;
		ends[i] = s->n;
	}
	for (size_t i = 0; i < stores->n; i++)
		runs[i] =
		    (struct run){ s->posts + (i ? ends[i - 1] : 0), s->posts + ends[i] };
	merge_runs(s, runs, stores->n);
	free(ends);
	free(runs);
	return worst;
}

static enum status read_time(struct reader *rd, const struct plan *plan)
{
	enum status worst = ST_OK;

	for (rd->store = 0; rd->store < rd->stores->n; rd->store++) {
		enum status st = inbox_arrived(rd->stores->inboxes[rd->store],
					       plan->since, plan->until, take_mail, rd);

		if (st != ST_OK)
			worst = st;
	}
	return worst;
}

static void sort_by_arrival(struct selection *s)
{
	if (s->n)
		qsort(s->posts, s->n, sizeof(*s->posts), cmp_newest_first);
}

static enum status mail_before(const struct stores *s, const struct plan *plan,
			       size_t store, struct mail *m)
{
	if (plan->kind == WINDOW_BOOKMARK)
		return since_last_before(s, plan->spans, store, plan->since, m);
	return inbox_last_before(s->inboxes[store], plan->since, m);
}

/* The Message-ID of the last mail of all stores before the window; empty if there is
 * none. */
static void last_before(struct buf *id, const struct stores *s, const struct plan *plan)
{
	int64_t arrival = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct mail m = MAIL_INIT;

		if (mail_before(s, plan, i, &m) == ST_OK &&
		    (!id->len || m.record.arrival > arrival ||
		     (m.record.arrival == arrival &&
		      str_cmp(m.record.message_id, buf_str(id)) > 0))) {
			arrival = m.record.arrival;
			buf_reset(id);
			buf_adds(id, m.record.message_id);
		}
		mail_release(&m);
	}
}

/* A mail's id in as many digits as name it alone. */
static struct str short_id(struct selection *s, const struct stores *stores,
			   struct str message_id)
{
	struct commit_id id = COMMIT_ID_INIT;
	struct str text = STR("(start)");

	if (message_id.len && commit_id_of_mail(&id, stores, message_id) == ST_OK)
		text = arena_str(
		    &s->arena, str_sub(str_from(id.hex), 0,
				       commit_id_unique_len(&id, stores, WINDOW_DIGITS)));
	commit_id_release(&id);
	return text;
}

static void name_ends(struct reader *rd, const struct plan *plan)
{
	struct selection *s = rd->selection;
	struct buf before = BUF_INIT;

	if (plan->since != INT64_MIN)
		last_before(&before, rd->stores, plan);
	s->window.from = short_id(s, rd->stores, buf_str(&before));
	s->window.to =
	    rd->any ? short_id(s, rd->stores, buf_str(&rd->newest)) : s->window.from;
	buf_release(&before);
}

/* Open ends: from the first mail there is, up to now. */
static void set_times(struct reader *rd, const struct plan *plan)
{
	struct window *w = &rd->selection->window;

	w->since = rd->first;
	w->until = rd->last;
	if (plan->kind == WINDOW_COMMITS)
		return;
	w->until = plan->until != INT64_MAX ? plan->until : plan->now;
	if (plan->since != INT64_MIN)
		w->since = plan->since;
	else if (!rd->any)
		w->since = w->until;
}

static struct str title_of(const struct selection *s, const char *given)
{
	return given ? str_from(given) : str_sub(s->list, 0, str_chr(s->list, '.'));
}

enum status selection_read(struct selection *s, const struct stores *stores,
			   const struct plan *plan, enum selection_for purpose,
			   const char *title)
{
	struct reader rd = { .selection = s, .stores = stores, .purpose = purpose };
	enum status st;

	*s = (struct selection){ .window.kind = plan->kind,
				 .inboxes = stores->inboxes,
				 .n_inboxes = stores->n,
				 .list = buf_str(&stores->list),
				 .arena = ARENA_INIT };
	s->title = title_of(s, title);
	if (plan->kind == WINDOW_COMMITS) {
		st = read_commits(&rd, plan);
		s->window.from = buf_str(&plan->from);
		s->window.to = buf_str(&plan->to);
	} else {
		st = plan->kind == WINDOW_TIME
			 ? read_time(&rd, plan)
			 : since_last_each(stores, plan->spans, take_fresh, &rd);
		sort_by_arrival(s);
		name_ends(&rd, plan);
	}
	set_times(&rd, plan);
	buf_release(&rd.newest);
	return st;
}

enum status selection_mail(const struct selection *s, struct str message_id,
			   struct mail *m, struct inbox **inbox)
{
	enum status worst = ST_NOTFOUND;
	uint32_t seq;

	for (size_t i = 0; i < s->n_inboxes; i++) {
		enum status st = inbox_lookup(s->inboxes[i], message_id, &seq, NULL);

		if (st == ST_OK)
			st = inbox_mail(s->inboxes[i], seq, m);
		if (st == ST_DAMAGED)
			worst = st;
		if (st != ST_OK)
			continue;
		*inbox = s->inboxes[i];
		return ST_OK;
	}
	return worst;
}

void selection_release(struct selection *s)
{
	free(s->posts);
	free(s->replies);
	arena_release(&s->arena);
}
