/* SPDX-License-Identifier: MIT */
#include "store/inbox/erased.h"

#define ERASED_SIZE 32

/* The value is always as large: no value grows. */
#define ERASING_SIZE (4 * ((size_t)ERASED_AT_ONCE + 1))

const struct erased *inbox_erased(struct inbox *ib)
{
	struct erased *e = &ib->erased;
	struct key k = key_erased();
	struct bytes in;

	if (e->loaded)
		return e;
	*e = (struct erased){ .loaded = true, .floor = INT64_MIN };
	if (inbox_fetch(ib, ib->n - 1, &k, &in) != ST_OK || in.rest.len < ERASED_SIZE)
		return e;
	e->stored = true;
	e->floor = (int64_t)bytes_get64(&in);
	e->mails = bytes_get64(&in);
	e->tombstones = bytes_get32(&in);
	e->names = bytes_get32(&in);
	return e;
}

enum status erased_put(struct inbox *ib, const struct erased *e)
{
	struct key k = key_erased();

	buf_reset(&ib->out);
	bytes_put64(&ib->out, (uint64_t)e->floor);
	bytes_put64(&ib->out, e->mails);
	bytes_put32(&ib->out, e->tombstones);
	bytes_put32(&ib->out, e->names);
	bytes_put64(&ib->out, 0); /* reserved */
	ib->erased = *e;
	ib->erased.stored = ib->erased.loaded = true;
	return inbox_replace(ib, &k);
}

enum status erasing_put(struct inbox *ib, const uint32_t *seqs, size_t n)
{
	struct key k = key_erasing();

	buf_reset(&ib->out);
	bytes_put32(&ib->out, (uint32_t)n);
	for (size_t i = 0; i < ERASED_AT_ONCE; i++)
		bytes_put32(&ib->out, i < n ? seqs[i] : 0);
	return inbox_replace(ib, &k);
}

enum status erasing_get(struct inbox *ib, struct buf *seqs)
{
	struct key k = key_erasing();
	struct bytes in;
	enum status st = inbox_fetch(ib, ib->n - 1, &k, &in);
	uint32_t n;

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	for (n = bytes_get32(&in); n && !in.bad; n--) {
		uint32_t seq = bytes_get32(&in);

		buf_add(seqs, &seq, sizeof(seq));
	}
	return in.bad ? ST_DAMAGED : ST_OK;
}

bool is_erasing(struct inbox *ib, uint32_t seq)
{
	struct buf seqs = BUF_INIT;
	const uint32_t *list;
	bool found = false;

	erasing_get(ib, &seqs);
	list = (const uint32_t *)(const void *)seqs.data;
	for (size_t i = 0; i < seqs.len / sizeof(*list) && !found; i++)
		found = list[i] == seq;
	buf_release(&seqs);
	return found;
}

static enum status carry_value(struct inbox *ib, struct key k)
{
	struct bytes in;
	enum status st = inbox_fetch(ib, ib->n - 1, &k, &in);

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	return store_insert(ib->store, key_str(&k), in.rest);
}

enum status erased_carry(struct inbox *ib)
{
	enum status st = carry_value(ib, key_erased());

	for (uint32_t i = 0; i < inbox_erased(ib)->names && st == ST_OK; i++)
		st = carry_value(ib, key_other_name(i));
	return st == ST_OK ? carry_value(ib, key_erasing()) : st;
}

bool record_bytes_erased(struct str bytes)
{
	return !bytes.len || !bytes.s[0];
}
