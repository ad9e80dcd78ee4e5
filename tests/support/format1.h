/* SPDX-License-Identifier: MIT */
/*
 * Segments of format 1, as the first versions wrote them. It differs from format
 * 2 in this: the head has no name, records have format 1 and no chains w and v,
 * and days have no count.
 */
#ifndef TESTS_SUPPORT_FORMAT1_H
#define TESTS_SUPPORT_FORMAT1_H

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store/inbox/schema.h"
#include "store/tdb/file_head.h"
#include "store/tdb/tdbfile.h"

struct format1_copy {
	struct tdbfile *to;
	bool failed;
};

static inline void format1_head(struct buf *out, struct str value)
{
	struct bytes in = { value, false };

	buf_adds(out, bytes_get(&in, sizeof("patchdigest")));
	bytes_put32(out, 1);
	bytes_get32(&in);
	/* segment, sealed, id */
	buf_adds(out, bytes_get(&in, 4 + 4 + 8));
}

/* Returns false for a record that format 1 can't hold. */
static inline bool format1_record(struct buf *out, struct str value)
{
	struct bytes in = { value, false };
	struct record r = RECORD_INIT;
	struct record_chains chains;
	bool good;

	record_chains_get(&in, &chains, 2);
	good = record_decode(&r, in.rest.s, in.rest.len) == ST_OK && !r.poster_name.len &&
	       !r.poster_addr.len && !r.recipients.len && !r.patch_id.len &&
	       !r.statements.len && !r.parts.len;
	bytes_put32(out, chains.first);
	for (int i = 0; i < CHAIN_AUTHOR; i++)
		bytes_put32(out, chains.prev[i]);
	r.format = 1;
	record_encode(out, &r);
	record_release(&r);
	return good;
}

static inline bool format1_copy_entry(void *arg, struct str key, struct str value,
				      const char *fault)
{
	struct format1_copy *c = arg;
	struct buf b = BUF_INIT;
	bool good = !fault;

	if (key.s[0] == 'H')
		format1_head(&b, value);
	else if (key.s[0] == 'm')
		good = good && format1_record(&b, value);
	else if (key.s[0] == 'd')
		buf_adds(&b, str_sub(value, 0, 4));
	else
		buf_adds(&b, value);
	if (key.s[0] != 'w' && key.s[0] != 'v')
		good = good && tdbfile_insert(c->to, key, buf_str(&b)) == ST_OK;
	c->failed = c->failed || !good;
	buf_release(&b);
	return good;
}

/* Rewrites a segment of format 2, which no process has open. Returns false if it fails.
 */
static inline bool format1_rewrite(const char *dir, const char *list, uint32_t segment)
{
	char path[4096], temp[sizeof(path) + 4];
	struct format1_copy c = { 0 };
	struct tdbfile *from;
	bool walked;

	snprintf(path, sizeof(path), "%s/%s/%u.tdb", dir, list, segment);
	snprintf(temp, sizeof(temp), "%s.new", path);
	from = tdbfile_open(path, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	c.to = tdbfile_open(temp, TDBFILE_NEW | TDBFILE_MAPPED | TDBFILE_UNLOCKED, 0600);
	if (!from || !c.to)
		return false;
	walked = tdbfile_walk(from, false, format1_copy_entry, &c) && !c.failed &&
		 tdbfile_make_undo_room(c.to) == ST_OK && tdbfile_sync(c.to) == ST_OK;
	tdbfile_close(from);
	tdbfile_close(c.to);
	return walked && rename(temp, path) == 0;
}

#endif
