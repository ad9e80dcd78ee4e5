/* SPDX-License-Identifier: MIT */
/*
 * A list whose newest segment has format 1: the next mail seals it and goes into
 * a segment of format 2. Nothing else is written into the old one, and both are
 * read as one list.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/inbox/inbox_impl.h"
#include "store/util/hex.h"
#include "tests/support/format1.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define DAY 86400
#define OLD_MAILS 10
#define OLD_RULES 2 /* of their records */
#define NEW_MAILS 3

static const struct commit_ref live = { .commit_digits = 0 };

static struct inbox *open_inbox(const char *dir, enum store_mode mode)
{
	const struct store_options o = { .dir = dir, .list = LIST, .mode = mode };

	return open_or_fail(&o);
}

static struct commit_ref archived(uint32_t ordinal)
{
	struct commit_ref p = { .commit_digits = 40,
				.archived = true,
				.pos = { 0, 0, ordinal } };

	memset(p.commit, 0xcc, sizeof(p.commit));
	p.commit[0] = (unsigned char)ordinal;
	return p;
}

/* The i-th version of a patch, a day after the one before; all answer to one cover, and
 * name one change. */
static struct record version(uint32_t i, char id[16])
{
	struct record r;

	snprintf(id, 16, "%u@x", i);
	r = record_of(id, (int64_t)i * DAY + 5);
	r.rules = i < OLD_MAILS ? OLD_RULES : RECORD_RULES;
	r.in_reply_to = STR("cover@x");
	r.links = STR("change-id 20260101-work-abcdef\n");
	return r;
}

static void put_versions(struct inbox *ib, uint32_t from, uint32_t to)
{
	char id[16];

	for (uint32_t i = from; i < to; i++) {
		struct record r = version(i, id);
		struct commit_ref p = archived(i);

		assert_int_equal(put_or_fail(ib, &r, &p), ST_OK);
	}
}

/* A list in the state in which the first versions leave it. */
static void make_old_list(const char *dir)
{
	struct inbox *ib = open_inbox(dir, STORE_WRITE);

	put_versions(ib, 0, OLD_MAILS);
	inbox_close(ib);
	assert_true(format1_rewrite(dir, LIST, 0));
}

/* The ids of the versions from `from` to before `to`, up or down. */
static void list_versions(struct buf *b, uint32_t from, uint32_t to, bool down)
{
	for (uint32_t i = from; i < to; i++)
		buf_addf(b, "%u@x ", down ? to - 1 - (i - from) : i);
}

static void expect_versions(struct buf *got, uint32_t from, uint32_t to, bool down)
{
	struct buf want = BUF_INIT;

	list_versions(&want, from, to, down);
	expect_ids(got, buf_cstr(&want));
	buf_release(&want);
}

static bool count_found(void *arg, const char *hex, const struct commit_entry *entry)
{
	(void)hex;
	(void)entry;
	++*(int *)arg;
	return true;
}

/* Each is found by its commit, its mail id and its Message-ID. */
static void expect_ids_work(struct inbox *ib, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		char id[16], hex[2 * COMMIT_MAX + 1];
		unsigned char mail_id[MAIL_ID_SIZE];
		struct commit_ref p = archived(i);
		struct archive_pos best;
		int found = 0;
		uint32_t seq;

		version(i, id);
		hex_write(hex, p.commit, p.commit_digits);
		assert_int_equal(inbox_abbrev(ib, str_from(hex), count_found, &found),
				 ST_OK);
		inbox_mail_id(ib, str_from(id), mail_id);
		hex_write(hex, mail_id, 2 * MAIL_ID_SIZE);
		assert_int_equal(
		    inbox_abbrev(ib, str_sub(str_from(hex), 0, 12), count_found, &found),
		    ST_OK);
		assert_int_equal(found, 2);
		assert_int_equal(inbox_lookup(ib, str_from(id), &seq, &best), ST_OK);
		assert_int_equal(seq, i + 1);
		assert_int_equal(best.ordinal, i);
	}
}

static void expect_chains(struct inbox *ib, uint32_t n)
{
	unsigned char hash[ID_HASH];
	struct buf b = BUF_INIT;

	id_hash(hash, STR("cover@x"));
	assert_int_equal(inbox_replies(ib, hash, INT64_MIN, add_message_id, &b), ST_OK);
	expect_versions(&b, 0, n, true);
	id_hash_title_author(hash, STR("kvm: a title"), STR("author@example.org"));
	assert_int_equal(inbox_with_title(ib, hash, INT64_MAX, add_message_id, &b),
			 ST_OK);
	expect_versions(&b, 0, OLD_MAILS, true);
	id_hash_title(hash, STR("kvm: a title"));
	assert_int_equal(inbox_with_title(ib, hash, INT64_MAX, add_message_id, &b),
			 ST_OK);
	expect_versions(&b, OLD_MAILS, n, true);
	id_hash(hash, STR("20260101-work-abcdef"));
	assert_int_equal(inbox_with_change_id(ib, hash, INT64_MAX, add_message_id, &b),
			 ST_OK);
	expect_versions(&b, 0, n, true);
	/* format 1 has no such chain */
	id_hash_address(hash, STR("author@example.org"));
	assert_int_equal(
	    inbox_by_author(ib, hash, INT64_MIN, INT64_MAX, add_message_id, &b), ST_OK);
	expect_versions(&b, OLD_MAILS, n, true);
	buf_release(&b);
}

/* The list has the first n versions; a window can begin in one segment and end in the
 * other. */
static void expect_list(struct inbox *ib, uint32_t n)
{
	const struct archive_pos after = { 0, 0, OLD_MAILS - 3 };
	struct mail m = MAIL_INIT;
	struct inbox_totals t;
	struct buf b = BUF_INIT;

	inbox_totals(ib, &t);
	assert_int_equal(t.mails, n);
	assert_int_equal(t.next_seq, n + 1);
	expect_ids_work(ib, n);
	expect_chains(ib, n);
	assert_int_equal(
	    inbox_in_archive_order(ib, after, ARCHIVE_POS_NONE, add_id_of_entry, &b),
	    ST_OK);
	expect_versions(&b, OLD_MAILS - 2, n, false);
	assert_int_equal(
	    inbox_inserted(ib, OLD_MAILS - 1, UINT32_MAX, add_message_id, &b), ST_OK);
	expect_versions(&b, OLD_MAILS - 2, n, false);
	for (uint32_t i = 0; i < n; i++) {
		assert_int_equal(inbox_arrived(ib, (int64_t)i * DAY,
					       (int64_t)(i + 1) * DAY, add_message_id,
					       &b),
				 ST_OK);
		expect_versions(&b, i, i + 1, false);
		assert_int_equal(inbox_mail(ib, i + 1, &m), ST_OK);
		assert_int_equal(m.record.format, i < OLD_MAILS ? 1 : 2);
	}
	mail_release(&m);
	buf_release(&b);
}

static bool add_entry(void *arg, struct str key, struct str value, const char *fault)
{
	struct buf *b = arg;

	assert_null(fault);
	buf_addf(b, "%zu %zu ", key.len, value.len);
	buf_adds(b, key);
	/* the head is compared by itself */
	if (!str_eq(key, STR("H")))
		buf_adds(b, value);
	return true;
}

/* All of a file's entries, and its head. */
static void dump_segment(const char *dir, uint32_t segment, struct buf *entries,
			 struct file_head *h)
{
	char path[4096];
	struct tdbfile *f;

	snprintf(path, sizeof(path), "%s/" LIST "/%u.tdb", dir, segment);
	f = tdbfile_open(path, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	assert_non_null(f);
	assert_int_equal(file_head_get(f, (struct segment_range){ segment, segment }, h),
			 ST_OK);
	assert_true(tdbfile_walk(f, true, add_entry, entries));
	tdbfile_close(f);
}

/* A reader takes it as it is. */
static void test_read(void **state)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct file_head h;
	struct inbox *ib;

	make_old_list(*state);
	dump_segment(*state, 0, &before, &h);
	assert_int_equal(h.format, 1);
	ib = open_inbox(*state, STORE_READ);
	expect_list(ib, OLD_MAILS);
	close_sound(ib);
	dump_segment(*state, 0, &after, &h);
	assert_int_equal(h.sealed, FILE_OPEN);
	assert_true(str_eq(buf_str(&before), buf_str(&after)));
	buf_release(&before);
	buf_release(&after);
}

static void test_next_mail(void **state)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct file_head old, sealed, next;
	struct inbox *ib;

	make_old_list(*state);
	dump_segment(*state, 0, &before, &old);
	ib = open_inbox(*state, STORE_WRITE);
	put_versions(ib, OLD_MAILS, OLD_MAILS + NEW_MAILS);
	expect_list(ib, OLD_MAILS + NEW_MAILS);
	close_sound(ib);

	dump_segment(*state, 0, &after, &sealed);
	assert_true(str_eq(buf_str(&before), buf_str(&after)));
	assert_int_equal(sealed.format, 1);
	assert_int_equal(sealed.sealed, FILE_SEALED);
	assert_true(sealed.id == old.id);
	dump_segment(*state, 1, &after, &next);
	assert_int_equal(next.format, FILE_FORMAT);
	assert_int_equal(next.sealed, FILE_OPEN);
	assert_true(next.id == old.id);
	/* mail ids stay what they are after the list is renamed */
	assert_string_equal(next.id_name, LIST);
	ib = open_inbox(*state, STORE_READ);
	assert_int_equal(store_segments(ib->store), 2);
	expect_list(ib, OLD_MAILS + NEW_MAILS);
	inbox_close(ib);
	buf_release(&before);
	buf_release(&after);
}

/* A mail of the old segment comes again: it is known, and what is new about it goes into
 * the new one. */
static void test_known_mail(void **state)
{
	const struct commit_ref again = archived(99);
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct mail m = MAIL_INIT;
	struct file_head h;
	struct inbox *ib;
	struct record r;
	uint32_t seq;
	char id[16];

	make_old_list(*state);
	dump_segment(*state, 0, &before, &h);
	ib = open_inbox(*state, STORE_WRITE);
	r = version(4, id);
	r.rules = OLD_RULES - 1;
	assert_int_equal(put_or_fail(ib, &r, &live), ST_EXISTS);
	assert_int_equal(put_or_fail(ib, &r, &again), ST_EXISTS);
	r.rules++;
	r.recipients = STR("12345678");
	assert_int_equal(put_or_fail(ib, &r, &live), ST_EXISTS);
	assert_int_equal(inbox_lookup(ib, r.message_id, &seq, NULL), ST_OK);
	assert_int_equal(seq, OLD_MAILS + 1);
	assert_int_equal(inbox_mail(ib, seq, &m), ST_OK);
	assert_int_equal(m.first, 5);
	assert_int_equal(m.record.format, 2);
	assert_true(str_eq(m.record.recipients, STR("12345678")));
	mail_release(&m);
	close_sound(ib);
	dump_segment(*state, 0, &after, &h);
	assert_true(str_eq(buf_str(&before), buf_str(&after)));
	buf_release(&before);
	buf_release(&after);
}

/* Older segments of format 1 stay as they are. */
static void test_two_old_segments(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE);
	struct buf why = BUF_INIT;

	put_versions(ib, 0, OLD_MAILS / 2);
	assert_int_equal(store_begin(ib->store, &why), ST_OK);
	assert_int_equal(store_seal(ib->store, &why), ST_OK);
	put_versions(ib, OLD_MAILS / 2, OLD_MAILS);
	inbox_close(ib);
	assert_true(format1_rewrite(*state, LIST, 0));
	assert_true(format1_rewrite(*state, LIST, 1));
	ib = open_inbox(*state, STORE_WRITE);
	expect_list(ib, OLD_MAILS);
	put_versions(ib, OLD_MAILS, OLD_MAILS + NEW_MAILS);
	assert_int_equal(store_segments(ib->store), 3);
	expect_list(ib, OLD_MAILS + NEW_MAILS);
	close_sound(ib);
	buf_release(&why);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		T(test_read),
		T(test_next_mail),
		T(test_known_mail),
		T(test_two_old_segments),
	};

	return cmocka_run_group_tests_name("upgrade", tests, NULL, NULL);
}
