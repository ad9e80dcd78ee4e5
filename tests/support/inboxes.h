/* SPDX-License-Identifier: MIT */
/* Makes small stores for tests of the report: each row is a mail. */
#ifndef TESTS_SUPPORT_INBOXES_H
#define TESTS_SUPPORT_INBOXES_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/inbox/inbox.h"
#include "store/util/array.h"
#include "tests/support/temp.h"

/* A mail. commit: in the archive if pos >= 0, else a live commit; NULL: no commit. */
struct inbox_row {
	const char *id, *subject, *author, *addr;
	int64_t arrival;
	const char *commit;
	int pos;
};

static inline void commit_ref_from_row(struct commit_ref *p, const struct inbox_row *row)
{
	size_t len = row->commit ? strlen(row->commit) : 0;

	*p = (struct commit_ref){ .archived = row->commit && row->pos >= 0,
				  .pos = { 0, 0, (uint32_t)row->pos } };
	/* rows are easy to read with short ids: zeros fill them up */
	if (len)
		p->commit_digits = 40;
	for (size_t i = 0; i < len; i += 2) {
		unsigned byte = 0;

		sscanf(row->commit + i, "%2x", &byte);
		p->commit[i / 2] = (unsigned char)byte;
	}
}

/* A patch counts in the classic style too. */
static inline void record_from_row(struct record *r, const struct inbox_row *row)
{
	*r = (struct record)RECORD_INIT;
	r->kind = row->subject[0] == '[' ? KIND_PATCH : KIND_REPLY;
	r->rules = RECORD_RULES;
	r->facts = r->kind == KIND_PATCH
		       ? FACT_CLASSIC_COUNTED | FACT_CLASSIC_SHOWN | FACT_CLASSIC_FROM
		       : 0;
	r->arrival = r->date = row->arrival;
	r->message_id = str_from(row->id);
	r->subject = r->raw_tag = str_from(row->subject);
	r->title = str_from(row->subject);
	r->version = STR("1");
	r->author_name = r->from_name = str_from(row->author);
	r->author_addr = r->from_addr = str_from(row->addr);
	r->raw_author = r->raw_contributor = str_from(row->author);
	r->body = r->raw_body = STR("Text.\n");
}

/* The last two arguments of inbox_fill(). */
#define ROWS_OF(rows) rows, ARRAY_SIZE(rows)

static inline void inbox_fill(const char *dir, const char *list,
			      const struct inbox_row *rows, size_t n)
{
	struct store_options o = { .dir = dir, .list = list, .mode = STORE_WRITE };
	struct buf why = BUF_INIT;
	struct inbox *inbox;
	enum status st;

	st = inbox_open(&inbox, &o, &why);
	assert(st == ST_OK);
	st = inbox_begin(inbox, &why);
	assert(st == ST_OK);
	for (size_t i = 0; i < n; i++) {
		struct commit_ref commit_ref;
		struct record r;

		record_from_row(&r, &rows[i]);
		commit_ref_from_row(&commit_ref, &rows[i]);
		st = inbox_put(inbox, &r, &commit_ref);
		assert(st == ST_OK || st == ST_EXISTS);
	}
	st = inbox_commit(inbox, &why);
	assert(st == ST_OK);
	(void)st;
	inbox_close(inbox);
	buf_release(&why);
}

#endif
