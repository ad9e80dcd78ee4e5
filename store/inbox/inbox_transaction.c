/* SPDX-License-Identifier: MIT */
/* Transactions of an inbox, and what a new segment begins with. */
#include "store/inbox/inbox_impl.h"
#include "store/inbox/bloom.h"
#include "store/inbox/erased.h"
#include "store/tdb/file_head.h"
#include "store/util/free_room.h"

/*
 * A segment takes at least this many records: TDB reserves a hundred times the
 * room that one needs, so that a few large ones would fill a small segment.
 */
#define FILE_RECORDS_MIN 100
/* By measurement: what a new segment takes beside its filters, with some to spare. TDB
 * reserves room for these twice. */
#define SEGMENT_ROOM (2ull << 20)

static void reset_pending(struct inbox *ib)
{
	ib->day_chain = ib->epoch_range = (struct pending){ .len = 0 };
}

static enum status put_segment_totals(struct store *s, struct key k,
				      const struct totals *t, uint32_t n)
{
	struct buf value = BUF_INIT;
	enum status st;

	for (uint32_t i = 0; i < n; i++)
		totals_put(&value, &t[i]);
	st = store_replace(s, key_str(&k), buf_str(&value));
	buf_release(&value);
	return st;
}

/*
 * A new segment begins with the heads of all chains of commits and of mail ids,
 * so that they lie together: every mail changes one of each, and the cost of a
 * transaction counts in pages.
 */
static enum status insert_chain_heads(struct store *s)
{
	struct buf none = BUF_INIT, end = BUF_INIT;
	enum status st = ST_OK;

	archive_pos_put(&none, ARCHIVE_POS_NONE);
	bytes_put32(&end, 0);
	for (unsigned v = 0; v < 1u << CHAIN_BITS && st == ST_OK; v++) {
		const unsigned char id[2] = { (unsigned char)(v >> (CHAIN_BITS - 8)),
					      (unsigned char)(v << (16 - CHAIN_BITS)) };
		struct key commits = key_commit_chain(id),
			   mail_ids = key_mail_id_chain(id);

		st = store_insert(s, key_str(&commits), buf_str(&none));
		if (st == ST_OK)
			st = store_insert(s, key_str(&mail_ids), buf_str(&end));
	}
	buf_release(&none);
	buf_release(&end);
	return st;
}

static const struct totals totals_at_first = { .first_seq = 1, .next_seq = 1 };

enum status inbox_fill_first(struct store *s, void *arg)
{
	enum status st = insert_chain_heads(s);

	(void)arg;
	return st == ST_OK ? put_segment_totals(s, key_totals(), &totals_at_first, 1)
			   : st;
}

/* Fills the next segment: chain heads, filters, all older totals, its own totals. */
static enum status fill_next(struct store *s, void *arg)
{
	struct inbox *ib = arg;
	struct totals *last = inbox_newest_totals(ib);
	struct totals next = {
		.first_seq = last->next_seq,
		.next_seq = last->next_seq,
		.next_live = last->next_live,
		.live_base = last->live_base,
		.epochs = last->epochs,
	};
	enum status st = insert_chain_heads(s);

	if (st == ST_OK)
		st = bloom_carry(ib);
	if (st == ST_OK)
		st = erased_carry(ib);
	if (st == ST_OK)
		st = put_segment_totals(s, key_older(), ib->segments, ib->n);
	return st == ST_OK ? put_segment_totals(s, key_totals(), &next, 1) : st;
}

static bool is_segment_full(struct inbox *ib)
{
	const struct totals *t = inbox_newest_totals(ib);

	return store_full(ib->store, bloom_size(ib)) &&
	       t->next_seq - t->first_seq >= FILE_RECORDS_MIN;
}

enum status inbox_insert(struct inbox *ib, const struct key *k)
{
	enum status st = store_insert(ib->store, key_str(k), buf_str(&ib->out));

	return st == ST_EXISTS ? ST_DAMAGED : st;
}

enum status inbox_replace(struct inbox *ib, const struct key *k)
{
	return store_replace(ib->store, key_str(k), buf_str(&ib->out));
}

enum status inbox_lock(struct inbox *ib, struct buf *why)
{
	enum status st;

	reset_pending(ib);
	st = store_begin(ib->store, why);
	if (st != ST_OK)
		return st;
	st = inbox_load(ib);
	if (st != ST_OK) {
		buf_addf(why, "%s: its totals can't be read: %s", ib->list,
			 status_text(st));
		store_cancel(ib->store);
	}
	return st;
}

static bool has_room_for_next(struct inbox *ib)
{
	return free_room(store_list_folder(ib->store)->path) >=
	       SEGMENT_ROOM + 2 * bloom_size(ib);
}

/*
 * After an error there is no transaction, as if inbox_extend_if_full() had failed. On a
 * full disk a segment stays open: what it has free takes some more mails, but one that is
 * sealed and has no successor takes none.
 */
static enum status seal_newest(struct inbox *ib, struct buf *why)
{
	enum status st;

	if (!has_room_for_next(ib)) {
		store_cancel(ib->store);
		return status_say(
		    why, ST_NOSPACE,
		    "%s: the disk has no room for the next file of the list",
		    store_list_folder(ib->store)->path);
	}
	st = store_seal(ib->store, why);
	return st == ST_OK ? inbox_lock(ib, why) : st;
}

enum status inbox_extend_if_full(struct inbox *ib, struct buf *why)
{
	enum status st = ST_OK;
	/* what this program writes goes into segments of its own format only */
	bool older = store_file_format(ib->store, ib->n - 1) < FILE_FORMAT;

	if (!store_sealed(ib->store) &&
	    (older || (is_segment_full(ib) && has_room_for_next(ib))))
		st = seal_newest(ib, why);
	if (st == ST_OK && store_sealed(ib->store)) {
		/* what was joined gets one filter */
		st = store_list(ib->store, why);
		if (st == ST_OK)
			st = inbox_load(ib);
		if (st == ST_OK)
			st = store_extend(ib->store, fill_next, ib, why);
		if (st == ST_OK)
			st = inbox_load(ib);
	}
	if (st != ST_OK)
		store_cancel(ib->store);
	return st;
}

enum status inbox_extend(struct inbox *ib, struct buf *why)
{
	enum status st = ST_OK;

	if (!store_sealed(ib->store))
		st = seal_newest(ib, why);
	/* another process may have made the next one meanwhile */
	return st == ST_OK ? inbox_extend_if_full(ib, why) : st;
}

enum status inbox_begin(struct inbox *ib, struct buf *why)
{
	enum status st = inbox_lock(ib, why);

	return st == ST_OK ? inbox_extend_if_full(ib, why) : st;
}

enum status inbox_open_begin(struct inbox **out, const struct store_options *o,
			     struct buf *why)
{
	enum status st = inbox_open_store(out, o, why);

	if (st == ST_OK)
		st = inbox_begin(*out, why);
	if (st != ST_OK) {
		inbox_close(*out);
		*out = NULL;
	}
	return st;
}

/* Writes the values that each transaction writes once. */
static enum status put_last_values(struct inbox *ib)
{
	enum status st = pending_flush(ib, &ib->day_chain);

	if (st == ST_OK)
		st = pending_flush(ib, &ib->epoch_range);
	return st == ST_OK ? put_segment_totals(ib->store, key_totals(),
						inbox_newest_totals(ib), 1)
			   : st;
}

enum status inbox_commit(struct inbox *ib, struct buf *why)
{
	enum status st = put_last_values(ib);

	if (st != ST_OK) {
		store_cancel(ib->store);
		buf_addf(why, "%s: %s", ib->list, status_text(st));
		return st;
	}
	return store_commit(ib->store, why);
}

void inbox_cancel(struct inbox *ib)
{
	store_cancel(ib->store);
	inbox_load(ib);
}

enum status inbox_end(struct inbox *ib, enum status st, struct buf *why)
{
	if (st == ST_OK)
		return inbox_commit(ib, why);
	inbox_cancel(ib);
	return status_say(why, st, "%s: %s", inbox_list(ib), status_text(st));
}

enum status inbox_keep_id_name(struct inbox *ib, struct buf *why)
{
	enum status st;

	/* a segment of format 1 gives no name; what is begun here makes a newer one */
	if (store_format(ib->store, ib->n - 1) > 1)
		return ST_OK;
	st = inbox_begin(ib, why);
	return st == ST_OK ? inbox_commit(ib, why) : st;
}

/* A store_fill_fn's argument. */
struct first_mail {
	const struct record *record;
	const struct commit_ref *commit_ref;
};

/* The chains get the heads that the mail needs, and no others. */
static enum status fill_with_mail(struct store *s, void *arg)
{
	const struct first_mail *f = arg;
	struct totals totals = totals_at_first;
	struct inbox ib = { .store = s, .segments = &totals, .n = 1 };
	enum status st = inbox_put(&ib, f->record, f->commit_ref);

	if (st == ST_OK)
		st = put_last_values(&ib);
	buf_release(&ib.value);
	buf_release(&ib.out);
	return st;
}

/* T, m, i, p, c, and a mail has a place in each kind of chain at most once. */
#define FIRST_ENTRIES (5 + CHAINS)
/* Bytes of their keys, and of their values but the record. */
#define FIRST_BYTES (FIRST_ENTRIES * sizeof(struct key) + TOTALS_SIZE + 256)

enum status inbox_put_first(const struct store_options *o, const struct record *r,
			    const struct commit_ref *p, struct buf *why)
{
	struct store_options options = *o;
	struct first_mail mail = { r, p };
	struct buf encoded = BUF_INIT;
	struct store_alone alone;

	record_encode(&encoded, r);
	alone = (struct store_alone){ FIRST_ENTRIES, FIRST_BYTES + encoded.len };
	buf_release(&encoded);
	options.fill = fill_with_mail;
	return store_make_alone(&options, &alone, &mail, why);
}
