/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/kinship.h"
#include "report/marks.h"
#include "report/posting.h"

#define DAY 86400

/* What was seen so far; all values are indices of postings, the newest of that key. */
struct binder {
	struct postings *set;
	struct idmap claims;  /* (an id somebody refers to, version, total[, sender]) */
	struct idmap markers; /* (version, total, targets or any, sender) */
	struct idmap slots;   /* (posting, number): taken */
};

static int64_t post_date(const struct post *p)
{
	return p->date == DATE_NONE ? p->arrival : p->date;
}

static bool slot_free(const struct binder *b, size_t posting, const struct post *p)
{
	return idmap_get(&b->slots, hash_mix(posting, p->number)) == IDMAP_NONE;
}

/* Rule 15: an unversioned part that replies to a versioned cover takes its version. */
static bool version_fits(const struct posting *to, const struct post *p)
{
	if (version_cmp(to->version, p->version) == 0)
		return true;
	return !(p->facts & FACT_VERSIONED) && to->cover &&
	       (to->cover->facts & FACT_VERSIONED);
}

/*
 * A cover whose total is wrong still is the cover of what its author sends in reply to it
 * alone.
 */
static bool total_fits(const struct posting *to, const struct post *p,
		       const struct post *parent)
{
	return !to->total || !p->total || to->total == p->total ||
	       (parent && parent == to->cover && !to->parts &&
		post_same_author(parent, p));
}

/* By a mail of the set that p refers to; direct: its parent. */
static size_t by_member(const struct binder *b, const struct post *p, uint64_t id,
			bool direct)
{
	size_t i = idmap_get(&b->set->by_id, id), at;
	const struct posting *to;
	const struct post *member;

	if (i == IDMAP_NONE || b->set->mails[i].posting == POSTING_NONE)
		return POSTING_NONE;
	at = b->set->mails[i].posting;
	to = &b->set->list[at];
	member = b->set->mails[i].post;
	if (!to->numbered || !version_fits(to, p) || !slot_free(b, at, p) ||
	    !total_fits(to, p, direct ? member : NULL))
		return POSTING_NONE;
	return direct || post_same_author(member, p) ? at : POSTING_NONE;
}

/* The posting that has the key, if the mail's slot in it is free. */
static size_t holder(const struct binder *b, const struct idmap *map, uint64_t key,
		     const struct post *p)
{
	size_t at = idmap_get(map, key);

	return at != IDMAP_NONE && slot_free(b, at, p) ? at : POSTING_NONE;
}

/*
 * By an id that other mails of the posting refer to as well: a cover that is
 * not here, an older version.
 */
static size_t by_claim(const struct binder *b, const struct post *p, uint64_t id,
		       const struct marks *s)
{
	uint64_t key = hash_mix(id, s->kin);
	size_t at = POSTING_NONE;

	for (int by = 0; by < SENDER_COUNT && at == POSTING_NONE; by++)
		if (s->sender[by])
			at = holder(b, &b->claims, hash_mix(key, s->sender[by]), p);
	return at;
}

/* By mails that came with an earlier Date and refer to p itself. */
static size_t by_own_id(const struct binder *b, const struct posted *m, const struct marks *s)
{
	const struct post *p = m->post;
	uint64_t unversioned = marks_kin(STR("1"), p->total);
	size_t at = holder(b, &b->claims, hash_mix(m->id, s->kin), p);

	if (at == POSTING_NONE && post_is_cover(p) && (p->facts & FACT_VERSIONED))
		at = holder(b, &b->claims, hash_mix(m->id, unversioned), p);
	return at;
}

/*
 * A part that replies to what isn't here is not given to a posting that has its own
 * thread.
 */
static bool marker_fits(const struct binder *b, size_t at, const struct posted *m)
{
	const struct posting *to = &b->set->list[at];
	const struct posted *first = &b->set->mails[to->first];

	if (m->targets && first->targets && m->targets != first->targets)
		return false;
	return post_date(m->post) - post_date(first->post) <= DAY &&
	       !(m->parent && to->threaded);
}

/*
 * Without a thread: the newest posting of the same sender, version and total; of the same
 * targets before others.
 */
static size_t by_markers(const struct binder *b, const struct posted *m,
			 const struct marks *s)
{
	uint64_t kinds[] = { m->targets, MARKS_ANY_TARGET };

	for (int by = 0; by < SENDER_COUNT; by++) {
		if (!s->sender[by])
			continue;
		for (size_t k = 0; k < 2; k++) {
			size_t at = holder(b, &b->markers, marks_key(s, kinds[k], by),
					   m->post);

			if (at != POSTING_NONE && marker_fits(b, at, m))
				return at;
		}
	}
	return POSTING_NONE;
}

static size_t find_posting(const struct binder *b, const struct posted *m,
			   const struct marks *s)
{
	struct str refs = marks_refs(m->post);
	size_t at = by_own_id(b, m, s);
	uint64_t id = m->parent;
	bool direct = true;

	while (at == POSTING_NONE && id) {
		at = by_member(b, m->post, id, direct);
		if (at == POSTING_NONE)
			at = by_claim(b, m->post, id, s);
		direct = false;
		if (!marks_next_ref(&refs, &id))
			break;
	}
	return at == POSTING_NONE ? by_markers(b, m, s) : at;
}

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
	size_t at = find_posting(b, m, &s);

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
