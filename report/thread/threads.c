/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/version_order.h"
#include "report/window/kept_posts.h"
#include "report/window/post.h"
#include "report/window/same_id.h"
#include "report/thread/threads.h"
#include "store/util/array.h"

/* The newest References of a mail are looked up; a hostile mail has thousands. */
#define REFS_MAX 64

/* Takes mails from a store. */
struct thread_reader {
	struct threads *threads;
	struct inbox *inbox; /* the store */
	threads_want_fn *want;
	void *arg;
	size_t read, most; /* mails; most 0: no limit */
};

static void note_thread(struct threads *t, enum status st)
{
	if (st == ST_DAMAGED)
		t->st = st;
}

/* Marks the Message-ID in by_id as one that several mails have. */
static uint64_t reused_key(uint64_t id)
{
	return hash_mix(id, 1);
}

/* The earliest mail with the Message-ID and the title; with it and the poster. */
static uint64_t titled_key(uint64_t id, const struct post *p)
{
	return hash_mix(hash_mix(id, 2), post_title_hash(p));
}

static uint64_t posted_key(uint64_t id, const struct post *p)
{
	return hash_mix(hash_mix(id, 3), hash_nocase(p->poster_addr));
}

/* Puts it into by_id, unless an earlier mail is there. */
static void put_earliest(struct threads *t, uint64_t key, size_t at)
{
	size_t old = hashmap_get(&t->by_id, key);

	if (old == HASHMAP_NONE ||
	    post_cmp_date(t->mails[at].post, t->mails[old].post) < 0)
		hashmap_put(&t->by_id, key, at);
}

static void index_mail(struct threads *t, size_t at)
{
	const struct post *p = t->mails[at].post;
	uint64_t id = post_id(p);

	hashmap_put(&t->by_id, post_key(p), at);
	if (hashmap_get(&t->by_id, id) != HASHMAP_NONE) {
		t->reused = true;
		hashmap_put(&t->by_id, reused_key(id), 0);
	}
	put_earliest(t, id, at);
}

static void add_thread_mail(struct threads *t, const struct post *p, bool in_window)
{
	if (threads_find(t, p) != THREAD_NONE)
		return;
	t->mails = array_grow(t->mails, t->n, &t->cap, sizeof(*t->mails));
	t->mails[t->n] = (struct thread_mail){
		.post = p,
		.in_window = in_window,
		.parent = THREAD_NONE,
		.about = THREAD_NONE,
		.root = THREAD_NONE,
		.series = THREAD_NONE,
	};
	index_mail(t, t->n++);
}

static bool take_post(void *arg, const struct post *p)
{
	struct threads *t = arg;

	if (t->n >= t->most)
		return false;
	if (threads_find(t, p) == THREAD_NONE)
		add_thread_mail(t, kept_post(&t->wide, p, &t->arena), false);
	return true;
}

static bool take_thread_mail(void *arg, struct mail *m)
{
	struct thread_reader *rd = arg;
	struct threads *t = rd->threads;

	if (t->n >= t->most || (rd->most && rd->read++ >= rd->most))
		return false;
	if (rd->want && !rd->want(rd->arg, &m->record))
		return true;
	selection_set_kind(&t->wide, &m->record);
	if (rd->want && !rd->want(rd->arg, &m->record))
		return true;
	return kept_posts_visit(&t->wide, rd->inbox, m, take_post, t);
}

void threads_init(struct threads *t, const struct selection *sel)
{
	*t = (struct threads){ .wide = *sel, .most = SIZE_MAX, .arena = ARENA_INIT };
	t->wide.whole = false;
	/* wide gets memory of its own */
	t->wide.posts = t->wide.replies = NULL;
	t->wide.n = t->wide.n_replies = 0;
	t->wide.arena = (struct arena)ARENA_INIT;
	for (size_t i = 0; i < sel->n; i++)
		add_thread_mail(t, &sel->posts[i], true);
	for (size_t i = 0; i < sel->n_replies; i++)
		add_thread_mail(t, &sel->replies[i], true);
}

size_t threads_find(const struct threads *t, const struct post *p)
{
	return hashmap_get(&t->by_id, post_key(p));
}

size_t threads_find_id(const struct threads *t, struct str message_id)
{
	return hashmap_get(&t->by_id, hash_id(message_id));
}

void threads_arrived(struct threads *t, int64_t since, int64_t until,
		     threads_want_fn *want, void *arg)
{
	struct thread_reader rd = { .threads = t, .want = want, .arg = arg };

	selection_begin_reads(&t->wide);
	for (size_t i = 0; i < t->wide.n_inboxes; i++) {
		rd.inbox = t->wide.inboxes[i];
		note_thread(t,
			    inbox_arrived(rd.inbox, since, until, take_thread_mail, &rd));
	}
	selection_end_reads(&t->wide);
}

void threads_offer(struct threads *t, struct inbox *inbox, struct mail *m)
{
	struct thread_reader rd = { .threads = t, .inbox = inbox };

	(void)take_thread_mail(&rd, m);
}

void threads_take(struct threads *t, struct inbox *inbox, uint32_t seq)
{
	struct thread_reader rd = { .threads = t, .inbox = inbox };
	struct mail m = MAIL_INIT;
	enum status st = inbox_mail(inbox, seq, &m);

	note_thread(t, st);
	if (st == ST_OK)
		take_thread_mail(&rd, &m);
	mail_release(&m);
}

/* Reads the mails that bear the Message-ID. False: an inbox has more than most of them;
 * 0: no limit. */
static bool read_mails(struct threads *t, struct str message_id, size_t most)
{
	struct thread_reader rd = { .threads = t, .most = most };

	for (size_t i = 0; i < t->wide.n_inboxes; i++) {
		rd.inbox = t->wide.inboxes[i];
		rd.read = 0; /* another inbox may have copies of them */
		note_thread(t, inbox_with_message_id(rd.inbox, message_id,
						     take_thread_mail, &rd));
		if (most && rd.read > most)
			return false;
	}
	return true;
}

/* Reads the other mails that bear the Message-ID of a mail. As read_mails. */
static bool read_namesakes(struct threads *t, const struct post *p, size_t most)
{
	return (t->wide.n_inboxes == 1 && t->wide.inboxes[0] == p->inbox &&
		!inbox_id_is_reused(p->inbox, p->message_id)) ||
	       read_mails(t, p->message_id, most);
}

/* Whether a mail is here that has the Message-ID which p answers, and p's title. */
static bool has_parent(const struct threads *t, const struct post *p)
{
	size_t at = hashmap_get(&t->by_id, post_answers(p));

	return at != THREAD_NONE && str_ieq(t->mails[at].post->title, p->title);
}

/* Reads the parents of replies; series find their own mails. */
static void read_above(struct threads *t)
{
	struct hashmap visited = HASHMAP_INIT; /* by Message-ID */

	selection_begin_reads(&t->wide);
	for (size_t i = 0; i < t->n; i++) {
		const struct post *p = t->mails[i].post;
		uint64_t id;

		if (post_is_counted(p) || !p->in_reply_to.len || has_parent(t, p))
			continue;
		id = post_answers(p);
		if (hashmap_get(&visited, id) == HASHMAP_NONE)
			(void)read_mails(t, p->in_reply_to, 0);
		hashmap_put(&visited, id, 0);
	}
	selection_end_reads(&t->wide);
	hashmap_release(&visited);
}

static int cmp_wide_post(const void *a, const void *b)
{
	return post_cmp_arrival(b, a);
}

/* Makes a window of all patches, and finds the series in it. */
static void build_series(struct threads *t, const struct series_match *match)
{
	struct selection *w = &t->wide;

	w->posts = xcalloc(t->n + 1, sizeof(*w->posts));
	w->window.kind = WINDOW_TIME;
	for (size_t i = 0; i < t->n; i++) {
		const struct post *p = t->mails[i].post;

		if (!post_is_counted(p) && p->kind != KIND_PULL)
			continue;
		if (!w->n || p->arrival < w->window.since)
			w->window.since = p->arrival;
		if (!w->n || p->arrival >= w->window.until)
			w->window.until = p->arrival + 1;
		w->posts[w->n++] = *p;
	}
	if (w->n)
		qsort(w->posts, w->n, sizeof(*w->posts), cmp_wide_post);
	note_thread(t, t->versions ? series_build_versions(&t->set, w)
				   : series_build(&t->set, w));
	series_match_keep(&t->set, w, match);
}

static void set_part(struct thread_mail *m, size_t series)
{
	m->series = series;
	m->title = post_title_hash(m->post);
}

/* Notes the series of each mail, and adds mails of series outside of the window. */
static void mark_series(struct threads *t)
{
	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];

		for (size_t k = 0; k < s->n_mails; k++) {
			add_thread_mail(t, s->mails[k], false);
			set_part(&t->mails[threads_find(t, s->mails[k])], i);
		}
	}
}

static void read_replies(struct threads *t, uint64_t id, int64_t since)
{
	for (size_t k = 0; k < t->wide.n_inboxes; k++)
		note_thread(t, kept_posts_replies(&t->wide, t->wide.inboxes[k], id, since,
						  take_post, t));
}

/*
 * Reads the replies to all mails but to patches of other series. Several mails with one
 * Message-ID have their replies in common, whenever they came.
 */
static void read_below(struct threads *t)
{
	struct hashmap visited = HASHMAP_INIT; /* by Message-ID; 1: as a reused one */

	selection_begin_reads(&t->wide);
	for (size_t i = 0; i < t->n; i++) {
		const struct post *p = t->mails[i].post;
		uint64_t id;
		size_t reused, before;

		if (post_is_counted(p) && t->mails[i].series == THREAD_NONE)
			continue;
		id = post_id(p);
		reused = hashmap_get(&t->by_id, reused_key(id)) != HASHMAP_NONE;
		before = hashmap_get(&visited, id);
		if (before != HASHMAP_NONE && before >= reused)
			continue;
		hashmap_put(&visited, id, reused);
		read_replies(t, id, reused ? INT64_MIN : p->arrival);
	}
	selection_end_reads(&t->wide);
	hashmap_release(&visited);
}

/* Which of several mails with one Message-ID a mail means; at: the earliest. */
static size_t find_meant(const struct threads *t, const struct post *p, uint64_t id,
			 size_t at)
{
	size_t meant = HASHMAP_NONE;

	if (at == HASHMAP_NONE || !t->reused)
		return at;
	meant = hashmap_get(&t->by_id, titled_key(id, p));
	if (meant == HASHMAP_NONE && post_is_counted(p))
		meant = hashmap_get(&t->by_id, posted_key(id, p));
	return meant == HASHMAP_NONE ? at : meant;
}

static size_t find_by_hash(const struct threads *t, const struct post *p, uint64_t id)
{
	return find_meant(t, p, id, hashmap_get(&t->by_id, id));
}

static size_t find_parent(const struct threads *t, const struct post *p)
{
	size_t n = p->refs.len / ID_HASH, at = THREAD_NONE, tried = 0;

	if (p->in_reply_to.len)
		at = find_by_hash(t, p, post_answers(p));
	while (at == THREAD_NONE && n-- > 0 && tried++ < REFS_MAX)
		at = find_by_hash(t, p, hash_bytes(p->refs.s + n * ID_HASH));
	return at;
}

/* Mails may answer each other in a circle: then the oldest one answers no mail. */
static void cut_circle(struct threads *t, size_t at)
{
	size_t oldest = at;

	for (size_t i = t->mails[at].parent; i != at; i = t->mails[i].parent)
		if (post_cmp_date(t->mails[i].post, t->mails[oldest].post) < 0)
			oldest = i;
	t->mails[oldest].parent = THREAD_NONE;
}

static void inherit_above(struct threads *t, size_t at)
{
	struct thread_mail *m = &t->mails[at];
	const struct thread_mail *above;

	if (m->parent == THREAD_NONE) {
		m->root = at;
		return;
	}
	above = &t->mails[m->parent];
	m->root = above->root;
	m->about = post_is_counted(above->post) || above->post->kind == KIND_PULL
		       ? m->parent
		       : above->about;
}

/* Sets about and root; of a parent before its replies. */
static void link_mails(struct threads *t)
{
	size_t *path = xcalloc(t->n + 1, sizeof(*path));
	bool *on_path = xcalloc(t->n + 1, sizeof(*on_path));

	for (size_t i = 0; i < t->n; i++) {
		size_t depth = 0, at = i;

		while (at != THREAD_NONE && t->mails[at].root == THREAD_NONE &&
		       !on_path[at]) {
			on_path[at] = true;
			path[depth++] = at;
			at = t->mails[at].parent;
		}
		if (at != THREAD_NONE && on_path[at]) {
			cut_circle(t, at);
			while (depth > 0)
				on_path[path[--depth]] = false;
			i--; /* once more, without the circle */
			continue;
		}
		while (depth > 0) {
			inherit_above(t, path[--depth]);
			on_path[path[depth]] = false;
		}
	}
	free(path);
	free(on_path);
}

static int cmp_thread_mail(const void *a, const void *b)
{
	return post_cmp_arrival(((const struct thread_mail *)b)->post,
				((const struct thread_mail *)a)->post);
}

/* Sorted, so that the result doesn't depend on the order in which mails were found. */
static void sort_mails(struct threads *t)
{
	if (t->n)
		qsort(t->mails, t->n, sizeof(*t->mails), cmp_thread_mail);
	hashmap_release(&t->by_id);
	for (size_t i = 0; i < t->n; i++)
		index_mail(t, i);
	for (size_t i = 0; i < t->n && t->reused; i++) {
		uint64_t id = post_id(t->mails[i].post);

		put_earliest(t, titled_key(id, t->mails[i].post), i);
		put_earliest(t, posted_key(id, t->mails[i].post), i);
	}
}

static void link_found(struct threads *t)
{
	sort_mails(t);
	for (size_t i = 0; i < t->n; i++) {
		size_t parent = find_parent(t, t->mails[i].post);

		t->mails[i].parent = parent == i ? THREAD_NONE : parent;
	}
	link_mails(t);
}

void threads_bind(struct threads *t, const struct series_match *match)
{
	read_above(t);
	build_series(t, match);
	mark_series(t);
	read_below(t);
	link_found(t);
}

bool threads_selects(const struct threads *t, const struct series_match *match,
		     const struct thread_mail *m)
{
	size_t about = m->about == THREAD_NONE ? m->root : m->about;
	const struct post *p = t->mails[about].post;

	if (!match || t->mails[about].series != THREAD_NONE)
		return true;
	return !series_match_asks(match) && !post_is_counted(p) &&
	       !series_match_excludes(match, t->wide.mailmap, p, &p, 1);
}

void threads_of_series(struct threads *t, const struct selection *sel,
		       const struct series *s, size_t most)
{
	struct selection none = *sel;
	bool known = true;

	none.n = none.n_replies = 0;
	threads_init(t, &none);
	selection_begin_reads(sel);
	t->most = most;
	for (size_t i = 0; i < s->n_mails; i++) {
		add_thread_mail(t, s->mails[i], false);
		t->mails[threads_find(t, s->mails[i])].series = 0;
	}
	for (size_t i = 0; i < s->n_mails && known; i++)
		known = read_namesakes(t, s->mails[i], SAME_ID_MAX);
	if (known) {
		read_below(t);
		read_above(t); /* a reply may answer another mail with that id */
	}
	selection_end_reads(sel);
	link_found(t);
}

void threads_release(struct threads *t)
{
	free(t->mails);
	free(t->wide.posts);
	hashmap_release(&t->by_id);
	series_release(&t->set);
	arena_release(&t->arena);
	*t = (struct threads){ .n = 0 };
}

bool threads_in_window(const struct threads *t, const struct series *s)
{
	for (size_t i = 0; i < s->n_mails; i++)
		if (t->mails[threads_find(t, s->mails[i])].in_window)
			return true;
	return false;
}
