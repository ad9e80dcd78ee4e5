/* SPDX-License-Identifier: MIT */
/*
 * Makes all records of a list's file as if the rules before today's had made them.
 * usage: older FILE (0.tdb of a list; no other process writes to it)
 */
#include <stdio.h>

#include "store/inbox/schema.h"
#include "store/tdb/file_head.h"
#include "store/tdb/tdbfile.h"

/* The new values, as pairs of a key and a value, each after its length. */
static bool add_older_record(void *arg, struct str key, struct str value,
			     const char *fault)
{
	struct buf *pairs = arg, b = BUF_INIT;
	struct bytes in = { value, false };
	struct record_chains chains;
	struct record r = RECORD_INIT;

	if (fault || key.s[0] != 'm')
		return !fault;
	record_chains_get(&in, &chains, DATA_FORMAT);
	if (record_decode(&r, in.rest.s, in.rest.len) != ST_OK)
		return false;
	r.rules = RECORD_RULES - 1;
	record_chains_put(&b, &chains);
	record_encode(&b, &r);
	bytes_put32(pairs, (uint32_t)key.len);
	buf_adds(pairs, key);
	bytes_put32(pairs, (uint32_t)b.len);
	buf_adds(pairs, buf_str(&b));
	record_release(&r);
	buf_release(&b);
	return true;
}

static enum status put_pairs(struct tdbfile *f, struct str pairs)
{
	struct bytes in = { pairs, false };
	enum status st = tdbfile_begin(f);

	while (st == ST_OK && in.rest.len) {
		struct str key = bytes_get(&in, bytes_get32(&in));
		struct str value = bytes_get(&in, bytes_get32(&in));

		st = tdbfile_replace(f, key, value);
	}
	return st == ST_OK ? tdbfile_commit(f) : st;
}

int main(int argc, char **argv)
{
	struct tdbfile *f = argc == 2 ? tdbfile_open(argv[1], TDBFILE_TO_WRITE, 0) : NULL;
	struct buf pairs = BUF_INIT;
	bool done = f && tdbfile_walk(f, false, add_older_record, &pairs) &&
		    put_pairs(f, buf_str(&pairs)) == ST_OK;

	tdbfile_close(f);
	buf_release(&pairs);
	if (!done)
		fprintf(stderr, "usage: older FILE, a list's file that is sound\n");
	return !done;
}
