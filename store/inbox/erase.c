/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/inbox/chain.h"
#include "store/inbox/erase.h"
#include "store/inbox/erased.h"
#include "store/inbox/id_entry.h"
#include "store/inbox/left_files.h"
#include "store/inbox/tombstone.h"
#include "store/tdb/wipe.h"
#include "store/util/array.h"
#include "store/util/file.h"

/* A record that is to be erased. */
struct doomed {
	uint32_t seq;
	bool counts; /* as a mail: its mail's first record, unless the archive deleted it
		      */
	unsigned char mail_id[MAIL_ID_SIZE], own_id[MAIL_ID_SIZE];
};

struct erasure {
	struct inbox *ib;
	const struct erase_options *o;
	struct erase_counts *n;
	struct left_files left;
	struct doomed *list;
	size_t len, cap;
	size_t done;	  /* of the list */
	size_t at_once;	  /* records in a transaction */
	uint32_t scanned; /* lower seqs were looked at */
	bool unreadable;
};

/* The totals don't count a mail whose newest record says that the archive deleted it. */
static bool counts_as_mail(struct inbox *ib, const struct mail *m)
{
	struct mail newest = MAIL_INIT;
	uint32_t segment;
	struct id_entry e;
	bool counts = m->first == m->seq;

	if (counts && inbox_any_revised(ib) && inbox_segment_of(ib, m->seq, &segment) &&
	    id_entry_of_mail(ib, m, segment, &e) && e.seq != m->seq &&
	    inbox_mail(ib, e.seq, &newest) == ST_OK)
		counts = !(newest.record.facts & FACT_DELETED);
	mail_release(&newest);
	return counts;
}

static void add_doomed(struct erasure *e, const struct mail *m)
{
	struct doomed *d;

	e->list = array_grow(e->list, e->len, &e->cap, sizeof(*e->list));
	d = &e->list[e->len++];
	d->seq = m->seq;
	d->counts = counts_as_mail(e->ib, m);
	inbox_record_id(e->ib, &m->record, d->mail_id);
	inbox_own_id(e->ib, &m->record, d->own_id);
}

/* Finds the records that came since the last look. */
static void scan_records(struct erasure *e)
{
	const uint32_t end = inbox_newest_totals(e->ib)->next_seq;
	struct mail m = MAIL_INIT;

	for (; e->scanned < end; e->scanned++) {
		enum status st = inbox_mail(e->ib, e->scanned, &m);

		if (st == ST_OK && e->o->match(e->o->arg, &m.record))
			add_doomed(e, &m);
		e->unreadable |= st != ST_OK && st != ST_NOTFOUND;
	}
	mail_release(&m);
}

/* How many of the doomed come next: a batch. */
static size_t batch_size(const struct erasure *e)
{
	const size_t left = e->len - e->done;

	return left < e->at_once ? left : e->at_once;
}

static bool is_in_newest(const struct erasure *e, const struct doomed *d)
{
	return d->seq >= inbox_newest_totals(e->ib)->first_seq;
}

/* Whether a record of the batch is in the newest segment. */
static bool batch_needs_seal(const struct erasure *e)
{
	const size_t n = batch_size(e);

	for (size_t i = 0; i < n && e->list && e->o->thorough; i++)
		if (is_in_newest(e, &e->list[e->done + i]))
			return true;
	return false;
}

static enum status put_one(struct erasure *e, struct erased *now,
			   const unsigned char mail_id[MAIL_ID_SIZE],
			   enum tombstone_of of)
{
	bool fresh;
	enum status st = tombstone_put(e->ib, mail_id, of, &fresh);

	now->tombstones += fresh;
	return st;
}

/* The tombstones of a mail. One of several of its Message-ID is known by its own id. */
static enum status put_tombstones(struct erasure *e, struct erased *now,
				  const struct doomed *d)
{
	enum status st = ST_OK;

	if (e->o->tombstones == ERASE_WITHOUT)
		return ST_OK;
	if (e->o->tombstones == ERASE_AS_WHOLE)
		return put_one(e, now, d->mail_id, TOMBSTONE_OF_ALL);
	st = put_one(e, now, d->own_id, TOMBSTONE_OF_ALL);
	if (st == ST_OK && memcmp(d->own_id, d->mail_id, MAIL_ID_SIZE) != 0)
		st = put_one(e, now, d->mail_id, TOMBSTONE_OF_FIRST);
	return st;
}

/* Writes zeros over a record of the newest segment, in the transaction. */
static enum status blank_record(struct inbox *ib, uint32_t seq)
{
	struct key k = key_mail(seq);
	struct record_chains chains;
	struct bytes in;
	enum status st = inbox_fetch(ib, ib->n - 1, &k, &in);
	size_t len = in.rest.len;

	if (st != ST_OK)
		return st;
	record_chains_get(&in, &chains, store_format(ib->store, ib->n - 1));
	buf_reset(&ib->out);
	record_chains_put(&ib->out, &chains);
	while (ib->out.len < len)
		buf_addch(&ib->out, 0);
	return inbox_replace(ib, &k);
}

/* Ends a transaction in which the new counts were put. */
static enum status end_batch(struct erasure *e, enum status st,
			     uint32_t tombstones_before, struct buf *why)
{
	st = inbox_end(e->ib, st, why);
	if (st == ST_OK)
		e->n->tombstones += inbox_erased(e->ib)->tombstones - tombstones_before;
	return st;
}

/* The transaction of a batch: tombstones, counts, and which records are being erased. */
static enum status put_batch(struct erasure *e, struct buf *why)
{
	const uint32_t tombstones_before = inbox_erased(e->ib)->tombstones;
	struct erased now = *inbox_erased(e->ib);
	const size_t n = batch_size(e);
	uint32_t *seqs = xcalloc(n + 1, sizeof(*seqs));
	enum status st = ST_OK;
	size_t sealed = 0;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		const struct doomed *d = &e->list[e->done + i];

		st = put_tombstones(e, &now, d);
		if (st == ST_OK && is_in_newest(e, d))
			st = blank_record(e->ib, d->seq);
		else if (st == ST_OK)
			seqs[sealed++] = d->seq;
		now.mails += d->counts;
	}
	if (e->o->floor > now.floor)
		now.floor = e->o->floor;
	if (st == ST_OK)
		st = erased_put(e->ib, &now);
	if (st == ST_OK && sealed)
		st = erasing_put(e->ib, seqs, sealed);
	free(seqs);
	return end_batch(e, st, tombstones_before, why);
}

/* Begins the batch's transaction. Records that came since the scan are found too. */
static enum status begin_batch(struct erasure *e, struct buf *why)
{
	enum status st = inbox_begin(e->ib, why);

	while (st == ST_OK) {
		scan_records(e);
		if (!batch_needs_seal(e))
			return ST_OK;
		st = inbox_extend(e->ib, why);
	}
	return st;
}

/* How many bytes of a record's value are its chains, which stay. */
static size_t chains_size(struct inbox *ib, uint32_t segment)
{
	const int chains = store_format(ib->store, segment) > 1 ? CHAINS : CHAIN_AUTHOR;

	return 4 * ((size_t)chains + 1);
}

/* Writes over the records, of those seqs, that a segment's file has. */
static enum status wipe_segment(struct inbox *ib, uint32_t segment, const uint32_t *seqs,
				size_t n, bool dead_space, struct buf *why)
{
	struct buf path = BUF_INIT;
	struct wipe w;
	enum status st, closed;

	store_segment_path(ib->store, segment, &path);
	st = wipe_open(&w, buf_cstr(&path), why);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct key k = key_mail(seqs[i]);

		st = wipe_value(&w, key_str(&k), chains_size(ib, segment), why);
		if (st == ST_NOTFOUND)
			st = ST_OK;
	}
	if (st == ST_OK && dead_space)
		st = wipe_dead_space(&w, why);
	closed = wipe_close(&w, why);
	buf_release(&path);
	return status_first(st, closed);
}

/* Whether some of the seqs are of a segment. */
static bool segment_has(const struct inbox *ib, uint32_t segment, const uint32_t *seqs,
			size_t n)
{
	const struct totals *t = &ib->segments[segment];

	for (size_t i = 0; i < n; i++)
		if (seqs[i] >= t->first_seq && seqs[i] < t->next_seq)
			return true;
	return false;
}

/* Writes over the records that the newest segment says are being erased. */
static enum status wipe_erasing(const struct erasure *e, struct buf *why)
{
	struct inbox *ib = e->ib;
	struct buf seqs = BUF_INIT;
	enum status st = erasing_get(ib, &seqs);
	const uint32_t *list = (const uint32_t *)(const void *)seqs.data;
	const size_t n = seqs.len / sizeof(*list);

	for (uint32_t i = 0; i + 1 < ib->n && st == ST_OK; i++)
		if (segment_has(ib, i, list, n))
			st = wipe_segment(ib, i, list, n, false, why);
	if (st == ST_OK)
		st = left_files_wipe(&e->left, list, n, why);
	buf_release(&seqs);
	return st;
}

/* Puts the next batch. If the disk is full, makes batches smaller as long as it helps:
 * the room to undo a transaction grows with it. */
static enum status commit_batch(struct erasure *e, struct buf *why)
{
	enum status st = begin_batch(e, why);

	while (st == ST_OK) {
		st = put_batch(e, why);
		if (st != ST_NOSPACE || batch_size(e) < 2)
			return st;
		e->at_once = batch_size(e) / 2;
		buf_reset(why);
		st = begin_batch(e, why);
	}
	return st;
}

static enum status erase_batches(struct erasure *e, struct buf *why)
{
	enum status st;

	do {
		st = commit_batch(e, why);
		if (st != ST_OK)
			break;
		st = wipe_erasing(e, why);
		if (st != ST_OK)
			break;
		for (size_t n = batch_size(e); n; n--) {
			e->n->mails += e->list[e->done].counts;
			e->n->records++;
			e->done++;
		}
	} while (e->done < e->len);
	return st;
}

/* Remains of what was erased: in room that TDB freed, or kept to undo a transaction. */
static enum status wipe_remains(struct inbox *ib, struct buf *why)
{
	enum status st = ST_OK;

	for (uint32_t i = 0; i + 1 < ib->n && st == ST_OK; i++)
		st = wipe_segment(ib, i, NULL, 0, true, why);
	return st;
}

/* Tombstones of Message-IDs that no mail may have. */
static enum status put_also(struct erasure *e, struct buf *why)
{
	struct str rest = e->o->also, id;
	struct erased now;
	uint32_t tombstones_before;
	enum status st = rest.len ? inbox_begin(e->ib, why) : ST_NOTFOUND;

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	now = *inbox_erased(e->ib);
	tombstones_before = now.tombstones;
	while (st == ST_OK && str_line(&rest, &id)) {
		unsigned char mail_id[MAIL_ID_SIZE];

		inbox_mail_id(e->ib, id, mail_id);
		st = put_one(e, &now, mail_id, TOMBSTONE_OF_ALL);
	}
	if (st == ST_OK)
		st = erased_put(e->ib, &now);
	return end_batch(e, st, tombstones_before, why);
}

static enum status erase_locked(struct erasure *e, struct buf *why)
{
	/* segments may have been joined before the lock was taken */
	enum status st = store_list(e->ib->store, why);

	if (st == ST_OK)
		st = inbox_load(e->ib);
	if (st == ST_OK && e->o->thorough)
		st = left_files_find(&e->left, store_list_folder(e->ib->store), why);
	if (st == ST_OK)
		st = wipe_erasing(e, why);
	scan_records(e);
	if (st == ST_OK && (e->len || e->o->floor > inbox_erased(e->ib)->floor))
		st = erase_batches(e, why);
	if (st == ST_OK)
		st = put_also(e, why);
	if (st == ST_OK && e->o->thorough)
		st = wipe_remains(e->ib, why);
	if (st == ST_OK)
		left_files_remove(&e->left);
	if (st == ST_OK && e->unreadable)
		st = status_say(
		    why, ST_DAMAGED,
		    "%s: some records can't be read, so that it is not known "
		    "whether they are of such mails; see patchdigest-store check",
		    inbox_list(e->ib));
	return st;
}

enum status inbox_erase(struct inbox *ib, const struct erase_options *o,
			struct erase_counts *n, struct buf *why)
{
	const struct list_folder *folder = store_list_folder(ib->store);
	struct erasure e = { .ib = ib,
			     .o = o,
			     .n = n,
			     .left = LEFT_FILES_INIT,
			     .scanned = 1,
			     .at_once = ERASED_AT_ONCE };
	enum status st = ST_OK;
	int fd = -1;

	*n = (struct erase_counts){ 0 };
	if (o->dry_run) {
		scan_records(&e);
		for (size_t i = 0; i < e.len; i++)
			n->mails += e.list[i].counts;
		n->records = e.len;
	} else {
		st = list_folder_lock(folder, &fd, why);
		if (st == ST_NOTFOUND)
			st = list_folder_missing(folder, why);
		if (st == ST_OK)
			st = erase_locked(&e, why);
	}
	file_close(&fd);
	left_files_release(&e.left);
	free(e.list);
	return st;
}
