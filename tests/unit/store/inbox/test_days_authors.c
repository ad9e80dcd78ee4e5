/* SPDX-License-Identifier: MIT */
/* How many mails arrived on a day, and the mails by an author, in several segments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "store/inbox/bloom.h"
#include "tests/support/format1.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define DAY 86400
#define HOUR 3600
#define MAILS 5000 /* several segments of the least size */

static const struct commit_ref live = { .commit_digits = 0 };

static enum status put(struct inbox *ib, const char *id, int64_t arrival)
{
	struct record r = record_of(id, arrival);

	return put_or_fail(ib, &r, &live);
}

static void expect_day(struct inbox *ib, int64_t day, uint64_t want)
{
	uint64_t mails;
	bool known;

	assert_int_equal(inbox_mails_on_day(ib, day * DAY, &mails, &known), ST_OK);
	assert_true(known);
	assert_int_equal(mails, want);
}

/* One mail an hour, of two authors in turn, a hundred per transaction; the first one by a
 * third author. */
static void put_hours(struct inbox *ib)
{
	static const char *const authors[] = { "even@example.org", "Odd@example.org" };
	static char text[3000];
	struct buf why = BUF_INIT;

	memset(text, 'x', sizeof(text));
	for (int i = 0; i < MAILS; i++) {
		char id[32];
		struct record r;

		if (i % 100 == 0)
			assert_int_equal(inbox_begin(ib, &why), ST_OK);
		snprintf(id, sizeof(id), "%d@x", i);
		r = record_of(id, (int64_t)i * HOUR);
		r.author_addr = str_from(i ? authors[i % 2] : "once@example.org");
		r.body = (struct str){ text, sizeof(text) };
		assert_int_equal(inbox_put(ib, &r, &live), ST_OK);
		if (i % 100 == 99)
			assert_int_equal(inbox_commit(ib, &why), ST_OK);
	}
	buf_release(&why);
}

/* A newer record of a mail is no mail, in the same segment and in a later one. */
static void revise(struct inbox *ib, int number)
{
	struct record r;
	char id[32];

	snprintf(id, sizeof(id), "%d@x", number);
	r = record_of(id, 0);
	r.rules++;
	assert_int_equal(put_or_fail(ib, &r, &live), ST_EXISTS);
}

static void test_days(void **state)
{
	struct inbox *ib = open_small_segments(*state, LIST, STORE_WRITE);

	expect_day(ib, 0, 0);
	put_hours(ib);
	assert_true(store_segments(ib->store) > 2);
	revise(ib, 5);
	revise(ib, MAILS - 1);
	inbox_close(ib);
	ib = open_small_segments(*state, LIST, STORE_READ);
	for (int day = 0; day < MAILS / 24; day++)
		expect_day(ib, day, 24);
	expect_day(ib, MAILS / 24, MAILS % 24);
	expect_day(ib, MAILS / 24 + 1, 0);
	expect_day(ib, -1, 0);
	close_sound(ib);
}

/* Several segments have mail of one day. */
static void test_split_day(void **state)
{
	struct inbox *ib = open_small_segments(*state, LIST, STORE_WRITE);

	put_hours(ib);
	assert_int_equal(put(ib, "again@x", 5), ST_OK);
	assert_int_equal(put(ib, "before@x", -5), ST_OK);
	assert_int_equal(put(ib, "again@x", 5), ST_EXISTS);
	expect_day(ib, 0, 25);
	expect_day(ib, -1, 1);
	inbox_close(ib);
}

/* For a process of its own. */
static int put_newer(const char *dir)
{
	struct inbox *ib = open_small_segments(dir, LIST, STORE_WRITE);

	put(ib, "3@x", 3);
	revise(ib, 1);
	put(ib, "4@x", DAY);
	put(ib, "5@x", 5);
	inbox_close(ib);
	return 0;
}

/* A reader does not count what came after it: mails, and newer records. */
static void test_reader(void **state)
{
	struct inbox *ib = open_small_segments(*state, LIST, STORE_WRITE);
	int status, fd[2];
	char go = 'g';

	put(ib, "1@x", 1);
	put(ib, "2@x", 2);
	inbox_close(ib);
	assert_int_equal(pipe(fd), 0);
	/* TDB opens a file once per process */
	if (fork() == 0)
		_exit(read(fd[0], &go, 1) == 1 ? put_newer(*state) : 1);
	ib = open_small_segments(*state, LIST, STORE_READ);
	assert_int_equal(write(fd[1], &go, 1), 1);
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	expect_day(ib, 0, 2);
	expect_day(ib, 1, 0);
	inbox_close(ib);
	ib = open_small_segments(*state, LIST, STORE_READ);
	expect_day(ib, 0, 4);
	expect_day(ib, 1, 1);
	inbox_close(ib);
	close(fd[0]);
	close(fd[1]);
}

/* Segment 0 has format 1: days with mail in it are not known, later ones are. */
static void test_format1(void **state)
{
	struct inbox *ib = open_small_segments(*state, LIST, STORE_WRITE);
	uint64_t mails;
	bool known;

	put(ib, "1@x", 1);
	put(ib, "2@x", 2 * DAY);
	inbox_close(ib);
	assert_true(format1_rewrite(*state, LIST, 0));
	ib = open_small_segments(*state, LIST, STORE_WRITE);
	put(ib, "3@x", 2);
	put(ib, "4@x", DAY);
	put(ib, "5@x", 3 * DAY);
	assert_int_equal(store_segments(ib->store), 2);
	assert_int_equal(inbox_mails_on_day(ib, 0, &mails, &known), ST_OK);
	assert_false(known);
	expect_day(ib, 1, 1);
	assert_int_equal(inbox_mails_on_day(ib, 2 * DAY, &mails, &known), ST_OK);
	assert_false(known);
	expect_day(ib, 3, 1);
	close_sound(ib);
}

/* A count that can't be read is not known. */
static void test_damaged(void **state)
{
	struct inbox *ib = open_small_segments(*state, LIST, STORE_WRITE);
	struct key k = key_day_chain(1);
	struct buf why = BUF_INIT;
	uint64_t mails;
	bool known;

	put(ib, "1@x", 1);
	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	assert_int_equal(store_replace(ib->store, key_str(&k), STR("x")), ST_OK);
	assert_int_equal(store_commit(ib->store, &why), ST_OK);
	assert_int_equal(inbox_mails_on_day(ib, 0, &mails, &known), ST_DAMAGED);
	assert_false(known);
	assert_int_equal(mails, 0);
	inbox_close(ib);
	buf_release(&why);
}

static bool count_mail(void *arg, struct mail *m)
{
	(void)m;
	++*(int *)arg;
	return true;
}

static void expect_by(struct inbox *ib, const char *address, int64_t since, int64_t until,
		      int want)
{
	unsigned char hash[ID_HASH];
	int n = 0;

	id_hash_address(hash, str_from(address));
	assert_int_equal(inbox_by_author(ib, hash, since, until, count_mail, &n), ST_OK);
	assert_int_equal(n, want);
}

static void test_authors(void **state)
{
	struct inbox *ib = open_small_segments(*state, LIST, STORE_WRITE);
	unsigned char hash[ID_HASH];
	struct buf b = BUF_INIT;
	struct key k;

	put_hours(ib);
	inbox_close(ib);
	ib = open_small_segments(*state, LIST, STORE_READ);
	expect_by(ib, "even@example.org", INT64_MIN, INT64_MAX, MAILS / 2 - 1);
	expect_by(ib, "odd@EXAMPLE.org", INT64_MIN, INT64_MAX, MAILS / 2);
	expect_by(ib, "even@example.org", (MAILS - 10) * (int64_t)HOUR, INT64_MAX, 5);
	expect_by(ib, "even@example.org", 10 * HOUR, 20 * HOUR, 5);
	expect_by(ib, "even@example.org", INT64_MIN, 3 * HOUR, 1);
	expect_by(ib, "even@example.org", INT64_MIN, 2 * HOUR, 0);
	expect_by(ib, "once@example.org", INT64_MIN, INT64_MAX, 1);
	expect_by(ib, "once@example.org", 0, INT64_MAX, 1);
	expect_by(ib, "once@example.org", 1, INT64_MAX, 0);
	expect_by(ib, "nobody@example.org", INT64_MIN, INT64_MAX, 0);
	/* only the oldest segment may have the mail of the one who wrote once */
	id_hash_address(hash, STR("once@example.org"));
	k = key_author_chain(hash);
	assert_int_equal(bloom_before(ib, ib->n - 1, &k), 0);
	id_hash_address(hash, STR("even@example.org"));
	k = key_author_chain(hash);
	for (uint32_t i = ib->n - 1; i > 0; i--)
		assert_int_equal(bloom_before(ib, i, &k), i - 1);
	buf_release(&b);
	inbox_close(ib);
}

/* Only covers and patches are in an author's chain. */
static void test_kinds(void **state)
{
	struct inbox *ib = open_small_segments(*state, LIST, STORE_WRITE);
	struct record r;

	for (enum kind kind = KIND_OTHER; kind < KIND_COUNT; kind++) {
		r = record_of(kind_name(kind), kind);
		r.kind = kind;
		assert_int_equal(put_or_fail(ib, &r, &live), ST_OK);
	}
	expect_by(ib, "author@example.org", INT64_MIN, INT64_MAX, 2);
	expect_by(ib, "author@example.org", KIND_COVER, INT64_MAX, 1);
	inbox_close(ib);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		T(test_days),	 T(test_split_day), T(test_reader), T(test_format1),
		T(test_damaged), T(test_authors),   T(test_kinds),
	};

	return cmocka_run_group_tests_name("days and authors", tests, NULL, NULL);
}
