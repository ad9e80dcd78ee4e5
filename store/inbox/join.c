/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/inbox/bloom.h"
#include "store/inbox/erased.h"
#include "store/inbox/join.h"
#include "store/inbox/joined_parts.h"
#include "store/tdb/checksum.h"
#include "store/tdb/file_head.h"
#include "store/tdb/joined_writer.h"

/*
 * Records are copied unchanged. All other entries are small: they are read into memory, a
 * part of all hashes at a time, so that the entries of one key come together. They are
 * written in the order of the records that they lead to: then the entries that a report
 * of some days looks up lie together. Records are written last, and so come first in
 * their hash chains: reports look up mostly records.
 */
#define PART_BYTES (32u << 20)
#define CHECKSUM_SIZE 4

/* An entry in memory: key, then value with checksum. */
struct held_entry {
	uint32_t hash;
	uint32_t segment; /* a newer one's is greater */
	uint32_t at;	  /* in join.bytes */
	uint32_t key_len, stored_len;
};

/* An entry to be written. */
struct joined_entry {
	uint32_t seq; /* of the record that it leads to, or 0 */
	uint32_t at, key_len, stored_len;
};

/* The items of the lists of commits and of mail ids. */
struct found_commit {
	uint32_t bits; /* the first 32 */
	struct archive_pos pos;
};

struct found_mail_id {
	uint32_t bits;
	uint32_t seq;
};

struct join {
	struct inbox *ib;
	uint32_t first, n;
	uint32_t segment; /* being read */
	struct totals totals;
	struct joined_writer *to;
	struct bloom_filter filter;
	uint64_t small_bytes; /* of the entries that are no records */
	struct buf bytes;     /* of the entries held */
	struct buf held, joined, commits, mail_ids; /* arrays of the above */
	struct buf value;
	enum status st;
};

/* Kinds of entries that are made anew, or that only the newest segment needs. */
static bool is_left_out(char kind)
{
	return memchr("HTOFWNkKCAPca", kind, 13) != NULL;
}

/* Keeps only the chains of an erased record. */
static enum status write_record(struct join *j, struct str key, struct str stored)
{
	struct bytes in = { str_sub(stored, CHECKSUM_SIZE, stored.len), false };
	const struct str value = in.rest;
	struct record_chains chains;

	record_chains_get(&in, &chains, store_format(j->ib->store, j->segment));
	if (in.bad || !in.rest.len || !record_bytes_erased(in.rest))
		return joined_writer_add(j->to, key, stored);
	return joined_writer_put(j->to, key, str_sub(value, 0, value.len - in.rest.len));
}

static bool copy_record(void *arg, uint32_t hash, struct str key, struct str stored)
{
	struct join *j = arg;

	(void)hash;
	if (key.len && key.s[0] == 'm')
		j->st = write_record(j, key, stored);
	return j->st == ST_OK;
}

static bool is_small(struct str key)
{
	return key.len && key.s[0] != 'm' && !is_left_out(key.s[0]);
}

static bool measure_small(void *arg, uint32_t hash, struct str key, struct str stored)
{
	struct join *j = arg;

	(void)hash;
	if (is_small(key))
		j->small_bytes += key.len + stored.len + sizeof(struct held_entry) +
				  sizeof(struct joined_entry);
	return true;
}

static bool hold_entry(void *arg, uint32_t hash, struct str key, struct str stored)
{
	struct join *j = arg;
	struct held_entry e = { hash, j->segment, (uint32_t)j->bytes.len,
				(uint32_t)key.len, (uint32_t)stored.len };

	if (!is_small(key))
		return true;
	if (j->bytes.len + key.len + stored.len > UINT32_MAX / 2) {
		j->st = ST_DAMAGED;
		return false;
	}
	buf_adds(&j->bytes, key);
	buf_adds(&j->bytes, stored);
	buf_add(&j->held, &e, sizeof(e));
	return true;
}

/* Visits the entries of all segments, the oldest first. */
static enum status each_segment(struct join *j, uint32_t from, uint32_t upto,
				store_stored_fn *fn)
{
	enum status st = ST_OK;

	for (uint32_t i = 0; i < j->n && st == ST_OK; i++) {
		j->segment = j->first + i;
		st = store_each_stored(j->ib->store, j->segment, from, upto, fn, j);
		if (st == ST_OK)
			st = j->st;
	}
	return st;
}

static struct str held_key(const struct join *j, const struct held_entry *e)
{
	return (struct str){ j->bytes.data + e->at, e->key_len };
}

static struct str held_value(const struct join *j, const struct held_entry *e)
{
	return (struct str){ j->bytes.data + e->at + e->key_len + CHECKSUM_SIZE,
			     e->stored_len - CHECKSUM_SIZE };
}

static int compare_held(const void *a, const void *b, void *arg)
{
	const struct held_entry *x = a, *y = b;
	const struct join *j = arg;
	int keys;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	keys = str_cmp(held_key(j, x), held_key(j, y));
	if (keys)
		return keys;
	return (x->segment < y->segment) - (x->segment > y->segment);
}

static int compare_joined(const void *a, const void *b)
{
	const struct joined_entry *x = a, *y = b;

	return x->seq != y->seq ? (x->seq > y->seq) - (x->seq < y->seq)
				: (x->at > y->at) - (x->at < y->at);
}

static void add_joined(struct join *j, uint32_t seq, uint32_t at, uint32_t key_len,
		       uint32_t stored_len)
{
	const struct joined_entry e = { seq, at, key_len, stored_len };

	buf_add(&j->joined, &e, sizeof(e));
}

/* Adds an entry with the value that it has in its segment. */
static void add_as_it_stands(struct join *j, const struct held_entry *e, uint32_t seq)
{
	add_joined(j, seq, e->at, e->key_len, e->stored_len);
}

static void add_new_value(struct join *j, const struct held_entry *e, uint32_t seq)
{
	struct buf key = BUF_INIT, stored = BUF_INIT;
	const uint32_t at = (uint32_t)j->bytes.len;

	/* the bytes move when they grow */
	buf_adds(&key, held_key(j, e));
	checksum_put(&stored, buf_str(&key), buf_str(&j->value));
	buf_adds(&j->bytes, buf_str(&key));
	buf_adds(&j->bytes, buf_str(&stored));
	add_joined(j, seq, at, e->key_len, (uint32_t)stored.len);
	buf_release(&key);
	buf_release(&stored);
}

static uint32_t first_number(struct str value)
{
	struct bytes in = { value, false };

	return bytes_get32(&in);
}

static uint32_t first_bits(const unsigned char *id)
{
	return (uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 | (uint32_t)id[2] << 8 |
	       id[3];
}

/* If a mail has several entries, the newest counts. */
static void join_mail_id(struct join *j, const struct held_entry *e)
{
	struct str key = held_key(j, e);
	struct found_mail_id f = { first_bits((const unsigned char *)key.s + 1),
				   first_number(held_value(j, e)) };

	/* a mail without a record here is found where its record is */
	if (f.seq >= j->totals.first_seq && f.seq < j->totals.next_seq)
		buf_add(&j->mail_ids, &f, sizeof(f));
	add_as_it_stands(j, e, f.seq == SEQ_NONE ? 0 : f.seq);
}

/* If a position has several entries, the newest with a mail counts. */
static void join_commit_entry(struct join *j, const struct held_entry *e, size_t n)
{
	struct bytes key = { held_key(j, e), false };
	struct found_commit f;
	struct archive_pos prev;
	struct commit_entry entry;
	size_t best = 0;
	struct bytes in;

	while (best + 1 < n && first_number(held_value(j, &e[best])) == SEQ_NONE)
		best++;
	if (first_number(held_value(j, &e[best])) == SEQ_NONE)
		best = 0;
	bytes_get8(&key);
	f.pos = archive_pos_get(&key);
	in = (struct bytes){ held_value(j, &e[best]), false };
	if (commit_entry_get(&in, &entry, &prev) && entry.commit_digits) {
		f.bits = first_bits(entry.commit);
		buf_add(&j->commits, &f, sizeof(f));
	}
	add_as_it_stands(j, &e[best], entry.seq == SEQ_NONE ? 0 : entry.seq);
}

/* The chains of each segment are kept apart. */
static void join_chains(struct join *j, const struct held_entry *e, size_t n)
{
	buf_reset(&j->value);
	for (size_t i = 0; i < n; i++)
		buf_adds(&j->value, held_value(j, &e[i]));
	add_new_value(j, e, first_number(held_value(j, e)));
}

/* A day that has lost mails may have no record in a segment: then its seq is 0. */
static void join_days(struct join *j, const struct held_entry *e, size_t n)
{
	const uint32_t format = store_format(j->ib->store, j->first);
	struct day_totals sum = { 0, 0 };
	struct buf others = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		struct bytes in = { held_value(j, &e[i]), false };
		struct day_totals day;

		day_totals_get(&in, &day, format);
		if (!sum.seq)
			sum.seq = day.seq;
		else if (day.seq)
			bytes_put32(&others, day.seq);
		sum.mails += day.mails;
		buf_adds(&others, in.rest);
	}
	buf_reset(&j->value);
	bytes_put32(&j->value, sum.seq);
	if (format > 1)
		bytes_put32(&j->value, sum.mails);
	buf_adds(&j->value, buf_str(&others));
	add_new_value(j, e, sum.seq);
	buf_release(&others);
}

/* Joins the n entries of one key, the newest first. */
static void join_entries(struct join *j, const struct held_entry *e, size_t n)
{
	switch (held_key(j, e).s[0]) {
	case 'i':
		join_mail_id(j, e);
		break;
	case 'p':
		join_commit_entry(j, e, n);
		break;
	case 'd':
		join_days(j, e, n);
		break;
	case 'r':
	case 't':
	case 'g':
	case 'w':
	case 'v':
		if (n > 1)
			join_chains(j, e, n);
		else
			add_as_it_stands(j, e, first_number(held_value(j, e)));
		break;
	default:
		add_as_it_stands(j, e, 0);
	}
}

static void join_held(struct join *j)
{
	const struct held_entry *e = (void *)j->held.data;
	const size_t all = j->held.len / sizeof(*e);
	size_t n;

	if (all)
		qsort_r(j->held.data, all, sizeof(*e), compare_held, j);
	for (size_t i = 0; i < all; i += n) {
		n = 1;
		while (i + n < all && e[i + n].hash == e[i].hash &&
		       str_eq(held_key(j, &e[i + n]), held_key(j, &e[i])))
			n++;
		join_entries(j, &e[i], n);
	}
	if (j->joined.len)
		qsort(j->joined.data, j->joined.len / sizeof(struct joined_entry),
		      sizeof(struct joined_entry), compare_joined);
}

static enum status write_joined(struct join *j)
{
	const struct joined_entry *e = (void *)j->joined.data;
	enum status st = ST_OK;

	for (size_t i = 0; i < j->joined.len / sizeof(*e) && st == ST_OK; i++) {
		const char *bytes = j->bytes.data + e[i].at;
		const struct str key = { bytes, e[i].key_len },
				 stored = { bytes + e[i].key_len, e[i].stored_len };

		bloom_filter_add(&j->filter, key,
				 str_sub(stored, CHECKSUM_SIZE, stored.len));
		st = joined_writer_add(j->to, key, stored);
	}
	return st;
}

static enum status write_small_entries(struct join *j)
{
	enum status st = each_segment(j, 0, UINT32_MAX, measure_small);
	const uint64_t parts = 1 + j->small_bytes / PART_BYTES;

	for (uint64_t p = 0; p < parts && st == ST_OK; p++) {
		const uint32_t from = (uint32_t)((p << 32) / parts),
			       upto = (uint32_t)((((p + 1) << 32) / parts) - 1);

		buf_reset(&j->bytes);
		buf_reset(&j->held);
		buf_reset(&j->joined);
		st = each_segment(j, from, upto, hold_entry);
		if (st == ST_OK) {
			join_held(j);
			st = write_joined(j);
		}
	}
	return st;
}

static enum status write_filter(struct join *j)
{
	enum status st = ST_OK;

	for (uint32_t b = 0; b < BLOOM_BLOCKS && st == ST_OK; b++) {
		struct key k = key_own_filter(b);

		st = joined_writer_put(j->to, key_str(&k),
				       bloom_filter_block(&j->filter, b));
	}
	return st;
}

/* Sorts by the bits; commits with equal bits by position, the greatest first. */
static int compare_commits(const void *a, const void *b)
{
	const struct found_commit *x = a, *y = b;

	return x->bits != y->bits ? (x->bits > y->bits) - (x->bits < y->bits)
				  : archive_pos_cmp(y->pos, x->pos);
}

static int compare_mail_ids(const void *a, const void *b)
{
	const struct found_mail_id *x = a, *y = b;

	return x->bits != y->bits ? (x->bits > y->bits) - (x->bits < y->bits)
				  : (x->seq < y->seq) - (x->seq > y->seq);
}

static enum status write_commit_lists(struct join *j)
{
	const struct found_commit *f = (void *)j->commits.data;
	const size_t n = j->commits.len / sizeof(*f);
	enum status st = ST_OK;

	if (n)
		qsort(j->commits.data, n, sizeof(*f), compare_commits);
	for (size_t i = 0; i < n && st == ST_OK;) {
		const uint32_t list = f[i].bits >> 16;
		const unsigned char lead[2] = { (unsigned char)(list >> 8),
						(unsigned char)list };
		struct key k = key_commit_list(lead);

		buf_reset(&j->value);
		for (; i < n && f[i].bits >> 16 == list; i++)
			listed_commit_put(&j->value, &(struct listed_commit){
							 f[i].bits & 0xffff, f[i].pos });
		st = joined_writer_put(j->to, key_str(&k), buf_str(&j->value));
	}
	return st;
}

static enum status write_mail_id_lists(struct join *j)
{
	const struct found_mail_id *f = (void *)j->mail_ids.data;
	const size_t n = j->mail_ids.len / sizeof(*f);
	enum status st = ST_OK;

	if (n)
		qsort(j->mail_ids.data, n, sizeof(*f), compare_mail_ids);
	for (size_t i = 0; i < n && st == ST_OK;) {
		const uint32_t list = f[i].bits >> 16;
		const unsigned char lead[2] = { (unsigned char)(list >> 8),
						(unsigned char)list };
		struct key k = key_mail_id_list(lead);

		buf_reset(&j->value);
		for (; i < n && f[i].bits >> 16 == list; i++)
			listed_mail_id_put(&j->value, &(struct listed_mail_id){
							  f[i].bits & 0xffff, f[i].seq });
		st = joined_writer_put(j->to, key_str(&k), buf_str(&j->value));
	}
	return st;
}

static enum status write_parts(struct join *j)
{
	struct key k = key_parts();

	buf_reset(&j->value);
	for (uint32_t i = 0; i < j->n; i++)
		joined_parts_put(j->ib, j->first + i, &j->value);
	return joined_writer_put(j->to, key_str(&k), buf_str(&j->value));
}

static enum status write_head(struct join *j)
{
	struct file_head h = *store_head(j->ib->store);
	struct key totals = key_totals();
	enum status st;

	h.format = FILE_FORMAT;
	h.data_format = store_format(j->ib->store, j->first);
	h.sealed = FILE_SEALED;
	h.first = store_range(j->ib->store, j->first).first;
	h.segment = store_range(j->ib->store, j->first + j->n - 1).last;
	snprintf(h.id_name, sizeof(h.id_name), "%s", store_id_name(j->ib->store));
	j->totals.last_segment = h.segment;
	j->totals.filter_lines = j->filter.lines;
	buf_reset(&j->value);
	totals_put(&j->value, &j->totals);
	st = joined_writer_put(j->to, key_str(&totals), buf_str(&j->value));
	buf_reset(&j->value);
	file_head_add(&j->value, &h);
	return st == ST_OK ? joined_writer_put(j->to, file_head_key(), buf_str(&j->value))
			   : st;
}

/* Entries that a mail has, by measurement, and those of filter and lists. */
#define ENTRIES_PER_MAIL 5
#define ENTRIES_OF_FILE (1024 + (2u << 16))

static enum status write_file(struct join *j, const char *path, mode_t mode)
{
	const uint64_t mails = j->totals.next_seq - j->totals.first_seq;
	enum status st =
	    joined_writer_open(&j->to, path,
			       mails * ENTRIES_PER_MAIL +
				   (mails < ENTRIES_OF_FILE ? mails : ENTRIES_OF_FILE),
			       mode);

	if (st == ST_OK)
		st = write_small_entries(j);
	if (st == ST_OK)
		st = each_segment(j, 0, UINT32_MAX, copy_record);
	if (st == ST_OK)
		st = write_filter(j);
	if (st == ST_OK)
		st = write_commit_lists(j);
	if (st == ST_OK)
		st = write_mail_id_lists(j);
	if (st == ST_OK)
		st = write_parts(j);
	if (st == ST_OK)
		st = write_head(j);
	return st == ST_OK ? joined_writer_finish(j->to) : st;
}

enum status join_segments(struct inbox *ib, uint32_t first, uint32_t n, const char *path,
			  mode_t mode)
{
	struct join j = {
		.ib = ib, .first = first, .n = n, .totals = ib->segments[first]
	};
	enum status st;
	int error;

	for (uint32_t i = 1; i < n; i++)
		totals_join(&j.totals, &ib->segments[first + i]);
	bloom_filter_init(&j.filter, j.totals.next_seq - j.totals.first_seq);
	st = write_file(&j, path, mode);
	error = errno;
	joined_writer_free(j.to);
	bloom_filter_release(&j.filter);
	buf_release(&j.bytes);
	buf_release(&j.held);
	buf_release(&j.joined);
	buf_release(&j.commits);
	buf_release(&j.mail_ids);
	buf_release(&j.value);
	errno = error;
	return st;
}
