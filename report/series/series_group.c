/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/window/kinship.h"
#include "report/series/series_group_find.h"

static size_t new_posting(struct binder *b, size_t mail)
{
	const struct post *p = b->set->mails[mail].post;
	size_t at = b->set->n++;

	b->set->list[at] = (struct posting){
		.first = mail,
		.last = mail,
		.head = p,
		.version = p->version,
		.total = p->total,
		.numbered = post_in_series(p),
	};
	return at;
}

static void join(struct binder *b, size_t at, size_t mail)
{
	struct posting *to = &b->set->list[at];
	struct posted *m = &b->set->mails[mail];
	const struct post *p = m->post;

	if (to->last != mail)
		b->set->mails[to->last].next = mail;
	to->last = mail;
	m->posting = at;
	if (post_is_cover(p)) {
		to->cover = p;
		to->version = p->version;
	} else {
		to->parts++;
		to->highest = p->number > to->highest ? p->number : to->highest;
		to->threaded = to->threaded || m->parent;
	}
	if (p->total && !(to->total && p == to->cover))
		to->total = p->total;
	if (p == to->cover || (!to->cover && p->number < to->head->number))
		to->head = p;
	idmap_put(&b->slots, hash_mix(at, p->number), at);
}

static void claim(struct binder *b, size_t at, uint64_t id, const struct marks *s)
{
	uint64_t key = hash_mix(id, s->kin);

	idmap_put(&b->claims, key, at);
	for (int by = 0; by < SENDER_COUNT; by++)
		if (s->sender[by])
			idmap_put(&b->claims, hash_mix(key, s->sender[by]), at);
}

/* So that later mails find the posting. */
static void leave_marks(struct binder *b, size_t at, const struct posted *m,
			const struct marks *s)
{
	struct str refs = marks_refs(m->post);
	uint64_t id;

	if (m->parent)
		claim(b, at, m->parent, s);
	while (marks_next_ref(&refs, &id))
		claim(b, at, id, s);
	for (int by = 0; by < SENDER_COUNT; by++) {
		if (!s->sender[by])
			continue;
		idmap_put(&b->markers, marks_key(s, m->targets, by), at);
		idmap_put(&b->markers, marks_key(s, MARKS_ANY_TARGET, by), at);
	}
}

static void bind_numbered(struct binder *b, size_t mail)
{
	struct posted *m = &b->set->mails[mail];
	struct marks s = marks_of(m->post);
	size_t at = posting_find(b, m, &s);

	if (at == POSTING_NONE)
		at = new_posting(b, mail);
	join(b, at, mail);
	leave_marks(b, at, m, &s);
}

/*
 * A cover whose Date is later than its parts' would come too late for parts by several
 * authors.
 */
static void bind_cover_of(struct binder *b, const struct posted *m)
{
	size_t i = m->parent ? idmap_get(&b->set->by_id, m->parent) : IDMAP_NONE;

	if (i == IDMAP_NONE || b->set->mails[i].posting != POSTING_NONE ||
	    !post_is_cover(b->set->mails[i].post) || post_is_cover(m->post))
		return;
	bind_numbered(b, i);
}

static void bind_mail(struct binder *b, size_t mail)
{
	struct posted *m = &b->set->mails[mail];

	if (m->posting != POSTING_NONE)
		return;
	if (!post_in_series(m->post)) {
		join(b, new_posting(b, mail), mail);
		return;
	}
	bind_cover_of(b, m);
	bind_numbered(b, mail);
}

static int cmp_posted(const void *a, const void *b)
{
	return post_cmp_date(((const struct posted *)a)->post,
			     ((const struct posted *)b)->post);
}

void postings_bind(struct postings *set, const struct post *const *posts, size_t n)
{
	struct binder b = { .set = set };

	*set = (struct postings){
		.mails = xcalloc(n + 1, sizeof(*set->mails)),
		.n_mails = n,
		.list = xcalloc(n + 1, sizeof(*set->list)),
	};
	for (size_t i = 0; i < n; i++)
		set->mails[i] = (struct posted){
			.post = posts[i],
			.id = hash_id(posts[i]->message_id),
			.parent = posts[i]->in_reply_to.len
				      ? hash_id(posts[i]->in_reply_to)
				      : 0,
			.targets = post_targets(posts[i]),
			.posting = POSTING_NONE,
			.next = POSTING_NONE,
		};
	qsort(set->mails, n, sizeof(*set->mails), cmp_posted);
	for (size_t i = 0; i < n; i++)
		idmap_put(&set->by_id, set->mails[i].id, i);
	for (size_t i = 0; i < n; i++)
		bind_mail(&b, i);
	idmap_release(&b.claims);
	idmap_release(&b.markers);
	idmap_release(&b.slots);
}

void postings_release(struct postings *set)
{
	free(set->mails);
	free(set->list);
	idmap_release(&set->by_id);
	*set = (struct postings){ .n = 0 };
}
