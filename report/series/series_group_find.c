/* SPDX-License-Identifier: MIT */
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/series/series_group_find.h"
#include "store/util/utc.h"

static int64_t post_date(const struct post *p)
{
	return p->date == DATE_NONE ? p->arrival : p->date;
}

static bool slot_free(const struct binder *b, size_t posting, const struct post *p)
{
	return hashmap_get(&b->slots, hash_mix(posting, p->number)) == HASHMAP_NONE;
}

/* Rule 15: an unversioned part that replies to a versioned cover takes its version. */
static bool version_fits(const struct series_group *to, const struct post *p)
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
static bool total_fits(const struct series_group *to, const struct post *p,
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
	size_t i = hashmap_get(&b->set->by_id, id), at;
	const struct series_group *to;
	const struct post *member;

	if (i == HASHMAP_NONE || b->set->mails[i].posting == SERIES_GROUP_NONE)
		return SERIES_GROUP_NONE;
	at = b->set->mails[i].posting;
	to = &b->set->list[at];
	member = b->set->mails[i].post;
	if (!to->numbered || !version_fits(to, p) || !slot_free(b, at, p) ||
	    !total_fits(to, p, direct ? member : NULL))
		return SERIES_GROUP_NONE;
	return direct || post_same_author(member, p) ? at : SERIES_GROUP_NONE;
}

/* The posting that has the key, if the mail's slot in it is free. */
static size_t holder(const struct binder *b, const struct hashmap *map, uint64_t key,
		     const struct post *p)
{
	size_t at = hashmap_get(map, key);

	return at != HASHMAP_NONE && slot_free(b, at, p) ? at : SERIES_GROUP_NONE;
}

/* A cover that is sent anew isn't that of parts sent before. */
static bool resend_fits(const struct binder *b, size_t at, const struct post *p)
{
	const struct post *first = b->set->mails[b->set->list[at].first].post;

	return !post_is_cover(p) || !(p->facts & FACT_RESEND) ||
	       (first->facts & FACT_RESEND);
}

/*
 * By an id that other mails of the posting refer to as well: a cover that is
 * not here, an older version.
 */
static size_t by_claim(const struct binder *b, const struct post *p, uint64_t id,
		       const struct marks *s)
{
	uint64_t key = hash_mix(id, s->kin);
	size_t at = SERIES_GROUP_NONE;

	for (int by = 0; by < SENDER_COUNT && at == SERIES_GROUP_NONE; by++)
		if (s->sender[by])
			at = holder(b, &b->claims, hash_mix(key, s->sender[by]), p);
	return at == SERIES_GROUP_NONE || resend_fits(b, at, p) ? at : SERIES_GROUP_NONE;
}

/* By mails that came with an earlier Date and refer to p itself. */
static size_t by_own_id(const struct binder *b, const struct group_mail *m,
			const struct marks *s)
{
	const struct post *p = m->post;
	uint64_t unversioned = marks_kin(STR("1"), p->total);
	size_t at = holder(b, &b->claims, hash_mix(m->id, s->kin), p);

	if (at == SERIES_GROUP_NONE && post_is_cover(p) && (p->facts & FACT_VERSIONED))
		at = holder(b, &b->claims, hash_mix(m->id, unversioned), p);
	return at;
}

/*
 * A part that replies to what isn't here is not given to a posting that has its own
 * thread.
 */
static bool marker_fits(const struct binder *b, size_t at, const struct group_mail *m)
{
	const struct series_group *to = &b->set->list[at];
	const struct group_mail *first = &b->set->mails[to->first];

	if ((m->targets && first->targets && m->targets != first->targets) ||
	    !resend_fits(b, at, m->post))
		return false;
	return post_date(m->post) - post_date(first->post) <= DAY_SECONDS &&
	       !(m->parent && to->threaded);
}

/*
 * Without a thread: the newest posting of the same sender, version and total; of the same
 * targets before others.
 */
static size_t by_markers(const struct binder *b, const struct group_mail *m,
			 const struct marks *s)
{
	uint64_t kinds[] = { m->targets, MARKS_ANY_TARGET };

	for (int by = 0; by < SENDER_COUNT; by++) {
		if (!s->sender[by])
			continue;
		for (size_t k = 0; k < 2; k++) {
			size_t at =
			    holder(b, &b->markers, marks_key(s, kinds[k], by), m->post);

			if (at != SERIES_GROUP_NONE && marker_fits(b, at, m))
				return at;
		}
	}
	return SERIES_GROUP_NONE;
}

size_t series_group_find(const struct binder *b, const struct group_mail *m,
			 const struct marks *s)
{
	struct str refs = marks_refs(m->post);
	size_t at = by_own_id(b, m, s);
	uint64_t id = m->parent;
	bool direct = true;

	while (at == SERIES_GROUP_NONE && id) {
		at = by_member(b, m->post, id, direct);
		if (at == SERIES_GROUP_NONE)
			at = by_claim(b, m->post, id, s);
		direct = false;
		if (!marks_next_ref(&refs, &id))
			break;
	}
	return at == SERIES_GROUP_NONE ? by_markers(b, m, s) : at;
}
