/* SPDX-License-Identifier: MIT */
#include "report/util/hashmap.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/series/series_group_find.h"
#include "store/util/utc.h"

/* A series needs far fewer; a hostile mail has thousands. */
#define REFS_MAX 64

uint64_t numbering_key(struct str version, uint32_t total)
{
	return hash_mix(hash_text(version), total);
}

struct group_keys group_keys_of(const struct group_mail *m)
{
	return (struct group_keys){ numbering_key(m->version, m->post->total),
				    &m->sender };
}

uint64_t sender_group_key(const struct group_keys *k, uint64_t targets, int by)
{
	return hash_mix(hash_mix(k->numbering, targets), k->sender->by[by]);
}

struct str newest_refs(const struct post *p)
{
	size_t most = REFS_MAX * ID_HASH;

	return str_sub(p->refs, p->refs.len > most ? p->refs.len - most : 0, p->refs.len);
}

bool newest_refs_next(struct str *refs, uint64_t *id)
{
	if (refs->len < ID_HASH)
		return false;
	refs->len -= ID_HASH;
	*id = hash_bytes(refs->s + refs->len);
	return true;
}

static int64_t post_date(const struct post *p)
{
	return p->date == DATE_NONE ? p->arrival : p->date;
}

static bool has_room(const struct group_builder *b, size_t group, const struct post *p)
{
	return hashmap_get(&b->parts, hash_mix(group, p->number)) == HASHMAP_NONE;
}

/* Rule 15: under the same cover the later post of a part replaces the earlier one. */
static bool may_replace(const struct group_builder *b, size_t group, const struct post *p)
{
	size_t taken = hashmap_get(&b->parts, hash_mix(group, p->number));

	return b->set->list[group].cover && !post_is_cover(p) && taken != HASHMAP_NONE &&
	       b->set->mails[taken].targets == post_targets(p);
}

/*
 * patchdigest-rules(7), rule 15: an unversioned part takes the version of its cover, if
 * no direct answer to the cover has that version.
 */
static bool version_fits(const struct series_group *to, const struct post *p)
{
	if (version_cmp(to->version, p->version) == 0)
		return true;
	return !(p->facts & FACT_VERSIONED) && to->cover &&
	       (to->cover->facts & FACT_VERSIONED) && !to->version_answered;
}

/* A cover whose total no direct answer has gets the total of its first part. */
static bool total_fits(const struct series_group *to, const struct post *p,
		       const struct post *parent)
{
	return !to->total || !p->total || to->total == p->total ||
	       (parent && parent == to->cover && !to->parts && !to->total_answered);
}

/* Rule 15: a part's poster posted the cover or another part. */
static bool poster_fits(const struct group_builder *b, size_t group,
			const struct group_keys *k)
{
	for (int by = 0; by < KNOWN_BY; by++)
		if (k->sender->by[by] &&
		    hashmap_get(&b->posters, hash_mix(group, k->sender->by[by])) !=
			HASHMAP_NONE)
			return true;
	return false;
}

/* The group of a mail that p refers to. */
static size_t find_by_thread(const struct group_builder *b, const struct group_mail *m,
			     uint64_t id, const struct group_keys *k)
{
	const struct post *p = m->post;
	bool direct = m->parent && id == m->parent;
	size_t i = hashmap_get(&b->set->by_id, id), at;
	const struct series_group *to;
	const struct post *member;

	if (i == HASHMAP_NONE || b->set->mails[i].group == SERIES_GROUP_NONE)
		return SERIES_GROUP_NONE;
	at = b->set->mails[i].group;
	to = &b->set->list[at];
	member = b->set->mails[i].post;
	if (!to->numbered || !version_fits(to, p) ||
	    !(has_room(b, at, p) || may_replace(b, at, p)) ||
	    !total_fits(to, p, direct ? member : NULL))
		return SERIES_GROUP_NONE;
	return poster_fits(b, at, k) ? at : SERIES_GROUP_NONE;
}

/* The group that has the key, if it has no part of this number yet. */
static size_t group_with_room(const struct group_builder *b, const struct hashmap *map,
			      uint64_t key, const struct post *p)
{
	size_t at = hashmap_get(map, key);

	return at != HASHMAP_NONE && has_room(b, at, p) ? at : SERIES_GROUP_NONE;
}

/* A RESEND of a cover has no parts that were sent before it. */
static bool resend_fits(const struct group_builder *b, size_t at, const struct post *p)
{
	const struct post *first = b->set->mails[b->set->list[at].first].post;

	return !post_is_cover(p) || !(p->facts & FACT_RESEND) ||
	       (first->facts & FACT_RESEND);
}

/* A group whose mails refer to that id: by what their poster is known. */
static size_t group_that_refers(const struct group_builder *b, const struct post *p,
				uint64_t key, const struct group_keys *k)
{
	size_t at = SERIES_GROUP_NONE;

	for (int by = 0; by < KNOWN_BY && at == SERIES_GROUP_NONE; by++)
		if (k->sender->by[by])
			at = group_with_room(b, &b->by_ref,
					     hash_mix(key, k->sender->by[by]), p);
	return at;
}

/* A group whose mails refer to that id as well: to a missing cover, an older version. */
static size_t find_by_ref(const struct group_builder *b, const struct post *p,
			  uint64_t id, const struct group_keys *k)
{
	size_t at = group_that_refers(b, p, hash_mix(id, k->numbering), k);

	return at == SERIES_GROUP_NONE || resend_fits(b, at, p) ? at : SERIES_GROUP_NONE;
}

/* A group whose mails have an earlier Date and refer to the mail itself. */
static size_t find_by_own_id(const struct group_builder *b, const struct group_mail *m,
			     const struct group_keys *k)
{
	const struct post *p = m->post;
	uint64_t unversioned = numbering_key(STR("1"), p->total);
	size_t at = group_that_refers(b, p, hash_mix(m->id, k->numbering), k);

	if (at == SERIES_GROUP_NONE && post_is_cover(p) && (p->facts & FACT_VERSIONED))
		at = group_that_refers(b, p, hash_mix(m->id, unversioned), k);
	return at;
}

/* A part that replies to a missing mail joins no group that has a thread of its own. */
static bool thread_fits(const struct group_builder *b, size_t at,
			const struct group_mail *m)
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
 * The newest group with this sender, version and total. A group with these targets comes
 * before one with others.
 */
static size_t find_by_sender(const struct group_builder *b, const struct group_mail *m,
			     const struct group_keys *k)
{
	const uint64_t targets[] = { m->targets, ANY_TARGETS };

	for (int by = 0; by < KNOWN_BY; by++) {
		if (!k->sender->by[by])
			continue;
		for (size_t i = 0; i < 2; i++) {
			uint64_t key = sender_group_key(k, targets[i], by);
			size_t at = group_with_room(b, &b->by_sender, key, m->post);

			if (at != SERIES_GROUP_NONE && thread_fits(b, at, m))
				return at;
		}
	}
	return SERIES_GROUP_NONE;
}

size_t series_group_find(const struct group_builder *b, const struct group_mail *m,
			 const struct group_keys *k)
{
	struct str refs = newest_refs(m->post);
	size_t at = find_by_own_id(b, m, k);
	uint64_t id = m->parent;

	while (at == SERIES_GROUP_NONE && id) {
		at = find_by_thread(b, m, id, k);
		if (at == SERIES_GROUP_NONE)
			at = find_by_ref(b, m->post, id, k);
		if (!newest_refs_next(&refs, &id))
			break;
	}
	return at == SERIES_GROUP_NONE ? find_by_sender(b, m, k) : at;
}
