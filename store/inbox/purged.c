/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/inbox/commit_entry.h"
#include "store/inbox/purged.h"
#include "store/util/array.h"

/* Part of an archive may have been read only: an older generation ends after so many
 * positions without an entry. */
#define GAP_MAX 4096

/* Reading an entry leaves the bytes after a SHA-1 as they are: where commits are compared
 * they are zeros from the start. */
struct purged_search {
	struct inbox *ib;
	struct purged *found;
	size_t room;
	struct mail mail;
};

static void add_candidate(struct purged_search *s, const struct commit_entry *entry)
{
	struct purged *p = s->found;

	p->mail = array_grow(p->mail, p->n, &s->room, sizeof(*p->mail));
	p->mail[p->n] =
	    (struct purged_mail){ s->mail.first, entry->seq, entry->pos, { 0 } };
	memcpy(p->mail[p->n++].commit, entry->commit, COMMIT_MAX);
}

/* Whether the position is the mail's best: no later position was read. */
static bool is_candidate(struct purged_search *s, const struct commit_entry *entry)
{
	struct id_entry e;

	return commit_entry_mail(s->ib, entry, &s->mail, &e) == ST_OK &&
	       archive_pos_cmp(e.best, entry->pos) == 0 &&
	       (e.seq == s->mail.seq || inbox_mail(s->ib, e.seq, &s->mail) == ST_OK) &&
	       !(s->mail.record.facts & FACT_DELETED);
}

static bool same_first_commit(struct inbox *ib, struct archive_pos a, uint32_t generation)
{
	struct archive_pos b = { a.epoch, generation, 0 }, prev;
	struct commit_entry x = { .seq = 0 }, y = { .seq = 0 };

	return commit_entry_fetch(ib, a, &x, &prev) == ST_OK &&
	       commit_entry_fetch(ib, b, &y, &prev) == ST_OK &&
	       x.commit_digits == y.commit_digits &&
	       memcmp(x.commit, y.commit, COMMIT_MAX) == 0;
}

static void find_candidates(struct purged_search *s, struct archive_pos at)
{
	struct commit_entry entry = { .seq = 0 };
	struct archive_pos prev;

	for (uint32_t gap = 0; gap < GAP_MAX; at.ordinal++) {
		enum status st = commit_entry_fetch(s->ib, at, &entry, &prev);

		gap = st == ST_NOTFOUND ? gap + 1 : 0;
		if (st == ST_OK && is_candidate(s, &entry))
			add_candidate(s, &entry);
	}
}

static int compare_commits(const void *a, const void *b)
{
	const struct purged_mail *x = a, *y = b;

	return memcmp(x->commit, y->commit, COMMIT_MAX);
}

static int compare_firsts(const void *a, const void *b)
{
	const struct purged_mail *x = a, *y = b;

	return x->first < y->first ? -1 : x->first > y->first;
}

/* Marks the mails that are not purged: no record has the seq 0. */
static void mark_found(struct purged *p, const struct purged_mail *key,
		       int (*compare)(const void *, const void *))
{
	struct purged_mail *hit = bsearch(key, p->mail, p->n, sizeof(*p->mail), compare);
	struct purged_mail *last = p->mail + p->n;

	while (hit && hit > p->mail && compare(hit - 1, key) == 0)
		hit--;
	for (; hit && hit < last && compare(hit, key) == 0; hit++)
		hit->seq = 0;
}

static void drop_found(struct purged *p, int (*next)(const void *, const void *))
{
	size_t kept = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->mail[i].seq)
			p->mail[kept++] = p->mail[i];
	p->n = kept;
	if (p->n)
		qsort(p->mail, p->n, sizeof(*p->mail), next);
}

/* Marks the candidates whose commit, or else whose mail, is at one of the positions. */
static void look_at_positions(struct purged_search *s, struct archive_pos at,
			      uint32_t end, bool commits)
{
	for (; at.ordinal < end && s->found->n; at.ordinal++) {
		struct purged_mail key = { 0 };
		struct commit_entry entry = { .seq = 0 };
		struct archive_pos prev;

		if (commit_entry_fetch(s->ib, at, &entry, &prev) != ST_OK)
			continue;
		memcpy(key.commit, entry.commit, COMMIT_MAX);
		if (!commits && (entry.seq == SEQ_NONE ||
				 inbox_mail(s->ib, entry.seq, &s->mail) != ST_OK))
			continue;
		key.first = s->mail.first;
		mark_found(s->found, &key, commits ? compare_commits : compare_firsts);
	}
}

/* Drops the candidates that have a position in an archive, or a live one. */
static void drop_those_elsewhere(struct purged_search *s)
{
	const struct totals *now = inbox_newest_totals(s->ib);
	struct epoch_range x;

	for (uint32_t e = 0; e < now->epochs; e++)
		if (epoch_range_fetch(s->ib, e, &x) == ST_OK)
			look_at_positions(
			    s, (struct archive_pos){ e, x.generation, x.first }, x.end,
			    false);
	look_at_positions(s, (struct archive_pos){ EPOCH_LIVE, 0, 0 }, now->next_live,
			  false);
}

enum status purged_find(struct inbox *ib, uint32_t epoch, struct purged *p)
{
	struct purged_search s = { .ib = ib, .found = p, .mail = MAIL_INIT };
	struct archive_pos newest = { .epoch = epoch };
	struct epoch_range x;
	enum status st = pending_flush(ib, &ib->epoch_range);

	*p = (struct purged){ .n = 0 };
	if (st == ST_OK)
		st = epoch_range_fetch(ib, epoch, &x);
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	newest.generation = x.generation;
	for (uint32_t g = 0; g < x.generation; g++)
		if (same_first_commit(ib, newest, g))
			find_candidates(&s, (struct archive_pos){ epoch, g, 0 });
	drop_found(p, compare_commits);
	newest.ordinal = x.first;
	look_at_positions(&s, newest, x.end, true);
	drop_found(p, compare_firsts);
	drop_those_elsewhere(&s);
	drop_found(p, compare_firsts);
	p->of = (uint64_t)(x.end - x.first) + p->n;
	mail_release(&s.mail);
	return ST_OK;
}
