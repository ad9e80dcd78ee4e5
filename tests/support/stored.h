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

#endif
