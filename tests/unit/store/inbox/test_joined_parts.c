/* SPDX-License-Identifier: MIT */
/* A joined segment says which of its parts have mails of some time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/inbox/compact.h"
#include "store/inbox/joined_parts.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define HOUR 3600
#define MAILS 6000 /* several segments of the least size */

/* A mail an hour. */
static void put_mails(const char *dir, uint32_t from, uint32_t upto)
{
	static char body[3000];
	struct inbox *ib = open_small_segments(dir, LIST, STORE_WRITE);
	struct buf why = BUF_INIT;

	memset(body, 'x', sizeof(body));
	for (uint32_t i = from; i < upto; i++) {
		const struct commit_ref none = { .commit_digits = 0 };
		struct record r;
		char id[32];

		snprintf(id, sizeof(id), "%u@x", i);
		r = record_of(id, (int64_t)i * HOUR);
		r.body = (struct str){ body, sizeof(body) };
		if (i % 100 == 0)
			assert_int_equal(inbox_begin(ib, &why), ST_OK);
		assert_int_equal(inbox_put(ib, &r, &none), ST_OK);
		if (i % 100 == 99)
			assert_int_equal(inbox_commit(ib, &why), ST_OK);
	}
	inbox_close(ib);
	buf_release(&why);
}

static uint32_t join_all(const char *dir)
{
	const struct store_options o = small_segments(dir, LIST, STORE_WRITE);
	const struct compact_options all = { .all = true };
	struct buf why = BUF_INIT;
	struct compact_counts n;

	assert_int_equal(compact_list(&o, &all, &n, &why), ST_OK);
	assert_int_equal(n.segments_after, 2);
	buf_release(&why);
	return n.segments_before;
}

/* The seqs of a list's mails are 1 and so on: a mail's part has its time. */
static bool may_have(struct inbox *ib, uint32_t seq, uint32_t since, uint32_t until)
{
	return joined_parts_may_have(
	    ib, 0, seq,
	    (struct arrival_times){ (int64_t)since * HOUR, (int64_t)until * HOUR });
}

static uint32_t last_joined(struct inbox *ib)
{
	return ib->segments[0].next_seq - 1;
}

static void expect_parts(const char *dir)
{
	struct inbox *ib = open_small_segments(dir, LIST, STORE_READ);
	const uint32_t last = last_joined(ib);

	for (uint32_t seq = 1; seq <= last; seq += 97)
		assert_true(may_have(ib, seq, seq - 1, seq));
	assert_true(may_have(ib, last, last - 1, last));
	assert_true(may_have(ib, 1, 0, UINT32_MAX));
	/* the first part has no mail of the last one's time, and the last no mail of the
	 * first's */
	assert_false(may_have(ib, 1, last - 1, last));
	assert_false(may_have(ib, last, 0, 1));
	assert_false(may_have(ib, last / 2, 0, 1));
	close_sound(ib);
}

static void test_joined(void **state)
{
	put_mails(*state, 0, MAILS);
	assert_true(join_all(*state) > 3);
	expect_parts(*state);
}

/* The parts of what is joined again stay apart. */
static void test_joined_again(void **state)
{
	put_mails(*state, 0, MAILS);
	join_all(*state);
	put_mails(*state, MAILS, 2 * MAILS);
	join_all(*state);
	expect_parts(*state);
}

static void test_not_joined(void **state)
{
	struct inbox *ib;

	put_mails(*state, 0, MAILS);
	ib = open_small_segments(*state, LIST, STORE_READ);
	assert_true(may_have(ib, 1, MAILS, MAILS + 1));
	inbox_close(ib);
}

/* Changes a byte of the value. */
static void damage_parts(const char *dir, uint32_t segments)
{
	struct buf path = BUF_INIT, file = BUF_INIT;
	struct key k = key_parts();
	struct inbox *ib = open_small_segments(dir, LIST, STORE_READ);
	struct bytes in;
	const char *found;
	int fd;

	assert_int_equal(inbox_fetch(ib, 0, &k, &in), ST_OK);
	buf_addf(&path, "%s/" LIST "/0-%u.tdb", dir, segments - 2);
	fd = open(buf_cstr(&path), O_RDWR);
	buf_reserve(&file, (size_t)lseek(fd, 0, SEEK_END));
	file.len = (size_t)pread(fd, file.data, (size_t)lseek(fd, 0, SEEK_END), 0);
	found = memmem(file.data, file.len, in.rest.s, in.rest.len);
	assert_non_null(found);
	assert_int_equal(pwrite(fd, "?", 1, found - file.data), 1);
	close(fd);
	inbox_close(ib);
	buf_release(&path);
	buf_release(&file);
}

/* Then any part may have the mails. */
static void test_damaged(void **state)
{
	struct inbox *ib;

	put_mails(*state, 0, MAILS);
	damage_parts(*state, join_all(*state));
	ib = open_small_segments(*state, LIST, STORE_READ);
	assert_true(may_have(ib, 1, MAILS, MAILS + 1));
	inbox_close(ib);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_joined, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_joined_again, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_not_joined, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_damaged, temp_setup, temp_teardown),
	};

	return cmocka_run_group_tests_name("joined_parts", tests, NULL, NULL);
}
