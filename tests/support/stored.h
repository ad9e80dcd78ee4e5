/* SPDX-License-Identifier: MIT */
/* For tests that put mails into a store. Include cmocka.h first. */
#ifndef TESTS_SUPPORT_STORED_H
#define TESTS_SUPPORT_STORED_H

#include "store/inbox/inbox.h"

/* Opens a list. The test fails if that fails. */
static inline struct inbox *open_or_fail(const struct store_options *o)
{
	struct buf why = BUF_INIT;
	struct inbox *ib;

	if (inbox_open(&ib, o, &why) != ST_OK)
		fail_msg("%s", buf_cstr(&why));
	buf_release(&why);
	return ib;
}

/* The options of a list that needs a new segment after some thousand mails. */
static inline struct store_options small_segments(const char *dir, const char *list,
						  enum store_mode mode)
{
	return (struct store_options){
		.dir = dir, .list = list, .mode = mode, .segment_size = STORE_SEGMENT_MIN
	};
}

static inline struct inbox *open_small_segments(const char *dir, const char *list,
						enum store_mode mode)
{
	const struct store_options o = small_segments(dir, list, mode);

	return open_or_fail(&o);
}

/* Makes the record of a patch. */
static inline struct record record_of(const char *id, int64_t arrival)
{
	struct record r = RECORD_INIT;

	r.kind = KIND_PATCH;
	r.rules = RECORD_RULES;
	r.message_id = str_from(id);
	r.arrival = r.date = arrival;
	r.subject = STR("[PATCH] kvm: a title");
	r.title = STR("kvm: a title");
	r.version = STR("1");
	r.author_name = r.from_name = STR("A U Thor");
	r.author_addr = r.from_addr = STR("author@example.org");
	return r;
}

/* One mail in a transaction. Returns what inbox_put returned. */
static inline enum status put_or_fail(struct inbox *ib, const struct record *r,
				      const struct commit_ref *p)
{
	struct buf why = BUF_INIT;
	enum status st;

	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	st = inbox_put(ib, r, p);
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_release(&why);
	return st;
}

/* An inbox_mail_fn; arg: a buf that gets the Message-ID and a blank. */
static inline bool add_message_id(void *arg, struct mail *m)
{
	buf_adds(arg, m->record.message_id);
	buf_addch(arg, ' ');
	return true;
}

static inline bool add_id_of_entry(void *arg, struct mail *m,
				   const struct commit_entry *entry)
{
	(void)entry;
	return add_message_id(arg, m);
}

/* Compares, and empties the buf. */
static inline void expect_ids(struct buf *ids, const char *want)
{
	assert_string_equal(buf_cstr(ids), want);
	buf_reset(ids);
}

static inline void fail_for_fault(void *arg, const char *fault)
{
	(void)arg;
	fail_msg("%s", fault);
}

/* Checks and closes. */
static inline void close_sound(struct inbox *ib)
{
	assert_int_equal(inbox_check(ib, fail_for_fault, NULL), ST_OK);
	inbox_close(ib);
}

#endif
