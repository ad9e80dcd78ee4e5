/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/inbox/record.h"
#include "store/util/array.h"

#define MEMBER(m)                              \
	{                                      \
#m, offsetof(struct record, m) \
	}

static const struct {
	const char *name;
	size_t at;
} members[] = {
	MEMBER(message_id), MEMBER(in_reply_to), MEMBER(refs),
	MEMBER(subject),    MEMBER(title),	 MEMBER(version),
	MEMBER(prefix),	    MEMBER(author_name), MEMBER(author_addr),
	MEMBER(from_name),  MEMBER(from_addr),	 MEMBER(body),
	MEMBER(trailers),   MEMBER(paths),	 MEMBER(links),
	MEMBER(raw_tag),    MEMBER(raw_author),	 MEMBER(raw_contributor),
	MEMBER(raw_body),   MEMBER(poster_name), MEMBER(poster_addr),
	MEMBER(recipients), MEMBER(patch_id),	 MEMBER(statements),
	MEMBER(parts),
};

static const struct row {
	const char *name;
	struct record r;
} rows[] = {
	{ "empty", { .format = RECORD_FORMAT, .version = { "1", 1 } } },
	{ "a patch",
	  { .format = RECORD_FORMAT,
	    .kind = KIND_PATCH,
	    .facts = FACT_NUMBERED | FACT_CLASSIC_SHOWN,
	    .rules = 7,
	    .number = 1,
	    .total = 3,
	    .date = -5,
	    .arrival = 1763000000,
	    .files = 1,
	    .insertions = 2,
	    .deletions = UINT32_MAX,
	    .message_id = { "a@x", 3 },
	    .in_reply_to = { "cover@x", 7 },
	    .refs = { "\0\1\2\3\4\5\6\7", 8 },
	    .subject = { "[PATCH v2 1/3] kvm: a longer title of it", 40 },
	    .title = { "kvm: a longer title of it", 25 },
	    .version = { "2", 1 },
	    .author_name = { "A U Thor", 8 },
	    .author_addr = { "a@example.org", 13 },
	    .from_name = { "A U Thor", 8 },
	    .from_addr = { "a@example.org", 13 },
	    .body = { "Text of the message.\n---\n 1 file changed\n", 42 },
	    .trailers = { "Cc: b@x\n", 8 },
	    .paths = { "a.c\n", 4 },
	    .links = { "link b@x\n", 9 },
	    .raw_tag = { "[PATCH v2 1/3] kvm: a longer", 28 },
	    .raw_author = { "A U Thor <a@example.org>", 24 },
	    .raw_contributor = { "\"A U Thor\" <a@example.org>", 26 },
	    .raw_body = { "\nText of the  message.\n---\n 1 file changed\n", 44 },
	    .poster_name = { "A U Thor via list", 17 },
	    .poster_addr = { "a@list.example.org", 18 },
	    .recipients = { "\0\1\2\3\4\5\6\7\7\6\5\4\3\2\1\0", 16 },
	    .patch_id = { "\0\1\2\3\4\5\6\7\7\6\5\4\3\2\1\0abcd", 20 },
	    .statements = { "applied 1-\n", 11 },
	    .parts = { "1 2\n", 4 } } },
	{ "of an older program",
	  { .format = 1,
	    .kind = KIND_REPLY,
	    .version = { "1", 1 },
	    .message_id = { "a@x", 3 },
	    .links = { "applied 1-\n", 11 } } },
	{ "in-body author",
	  { .format = RECORD_FORMAT,
	    .kind = KIND_COVER,
	    .version = { "5.1", 3 },
	    .author_name = { "B", 1 },
	    .author_addr = { "b@x", 3 },
	    .from_name = { "C D", 3 },
	    .from_addr = { "c@x", 3 },
	    .raw_author = { "C D <c@x>", 9 },
	    .raw_contributor = { "C D <c@x>", 9 },
	    .raw_body = { "alone", 5 } } },
};

static struct str value(const struct record *r, size_t i)
{
	return *(const struct str *)((const char *)r + members[i].at);
}

static void check_round(void **state)
{
	const struct row *row = *state;
	struct record copy = row->r, back;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(members); i++) {
		struct str *s = (struct str *)((char *)&copy + members[i].at);

		if (!s->s)
			*s = STR_EMPTY;
	}
	record_encode(&b, &copy);
	assert_int_equal(record_decode(&back, b.data, b.len), ST_OK);
	assert_int_equal(record_decode_again(&back, b.data, b.len), ST_OK);
	for (size_t i = 0; i < ARRAY_SIZE(members); i++)
		if (!str_eq(value(&copy, i), value(&back, i)))
			fail_msg("%s: '%.*s' came back as '%.*s'", members[i].name,
				 (int)value(&copy, i).len, value(&copy, i).s,
				 (int)value(&back, i).len, value(&back, i).s);
	assert_int_equal(back.format, copy.format);
	assert_int_equal(back.kind, copy.kind);
	assert_int_equal(back.facts, copy.facts);
	assert_int_equal(back.rules, copy.rules);
	assert_int_equal(back.number, copy.number);
	assert_int_equal(back.total, copy.total);
	assert_true(back.date == copy.date && back.arrival == copy.arrival);
	assert_int_equal(back.files, copy.files);
	assert_int_equal(back.insertions, copy.insertions);
	assert_int_equal(back.deletions, copy.deletions);
	record_release(&back);
	buf_release(&b);
}

/* Cut at every byte, and every byte changed in every way: never more than an error. */
static void check_damage(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;
	struct record r;

	record_encode(&b, &row->r);
	for (size_t len = 0; len < b.len; len++) {
		char *copy = memcpy(xmalloc(len + 1), b.data, len);

		record_decode(&r, copy, len);
		record_release(&r);
		free(copy);
	}
	for (size_t i = 0; i < b.len; i++) {
		for (int change = 1; change < 256; change++) {
			b.data[i] = (char)(b.data[i] ^ change);
			record_decode(&r, b.data, b.len);
			record_release(&r);
			b.data[i] = (char)(b.data[i] ^ change);
		}
	}
	assert_int_equal(record_decode(&r, b.data, b.len), ST_OK);
	assert_int_equal(record_decode_again(&r, "\2\1", 2), ST_DAMAGED);
	record_empty(&r);
	assert_int_equal(r.message_id.len + r.title.len + r.raw_author.len, 0);
	record_release(&r);
	b.data[0] = RECORD_FORMAT + 1;
	assert_int_equal(record_decode(&r, b.data, b.len), ST_NEWER);
	record_release(&r);
	buf_release(&b);
}

/* A format 1 record as it was written before there was another format. */
static void check_format_1(void **state)
{
	static const char old[] = "\1\3\0\1\0\0\20\0"
				  "\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0\6"
				  "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
				  "\0\0\0\3a@x"
				  "\16\0\0\12applied 1\n";
	static const char newer_value[] = "\1\3\0\1\0\0\20\0"
					  "\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0\6"
					  "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
					  "\27\0\0\3nak";
	struct record r;

	(void)state;
	assert_int_equal(record_decode(&r, old, sizeof(old) - 1), ST_OK);
	assert_int_equal(r.format, 1);
	assert_int_equal(r.kind, KIND_REPLY);
	assert_true(str_eq(r.message_id, STR("a@x")) &&
		    str_eq(r.links, STR("applied 1\n")));
	assert_int_equal(r.recipients.len, 0);
	record_release(&r);
	assert_int_equal(record_decode(&r, newer_value, sizeof(newer_value) - 1),
			 ST_DAMAGED);
	record_release(&r);
}

int main(void)
{
	enum { N = ARRAY_SIZE(rows) };
	struct CMUnitTest tests[2 * N + 1];

	memset(tests, 0, sizeof(tests));
	for (size_t i = 0; i < N; i++) {
		tests[2 * i] =
		    (struct CMUnitTest){ .name = rows[i].name,
					 .test_func = check_round,
					 .initial_state = (void *)(uintptr_t)&rows[i] };
		tests[2 * i + 1] = tests[2 * i];
		tests[2 * i + 1].test_func = check_damage;
	}
	tests[2 * N] = (struct CMUnitTest)cmocka_unit_test(check_format_1);
	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
