/* SPDX-License-Identifier: MIT */
/* A list's first mail has a small file of its own, which is sealed from the beginning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "store/inbox/schema.h"
#include "store/util/array.h"
#include "store/util/hex.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"

static const struct commit_ref live = { .commit_digits = 0 };
/* As --commit gives it: not an archive's. */
static const struct commit_ref with_commit = { .commit_digits = 40,
					       .commit = { 0xab, 0xcd, 0xef } };

static struct inbox *open_inbox(const char *dir, enum store_mode mode)
{
	const struct store_options o = { .dir = dir, .list = LIST, .mode = mode };

	return open_or_fail(&o);
}

/* A mail with a place in each chain that any mail may have. */
static struct record first_record(struct str body)
{
	struct record r = record_of("a@x", 100);

	r.in_reply_to = STR("cover@x");
	r.links = STR("change-id 20260101-work-abcdef\n");
	r.body = body;
	return r;
}

static enum status put_first(const char *dir, const struct record *r,
			     const struct commit_ref *p)
{
	struct store_options o = { .dir = dir, .list = LIST };
	struct buf why = BUF_INIT;
	enum status st = inbox_put_first(&o, r, p, &why);

	assert_string_equal(buf_cstr(&why), "");
	buf_release(&why);
	return st;
}

/* reverse: the order of the chains; in_order: of insertion. */
static void expect_mails(struct inbox *ib, const char *reverse, const char *in_order)
{
	unsigned char hash[ID_HASH];
	struct mail last = MAIL_INIT;
	struct buf b = BUF_INIT;

	id_hash(hash, STR("cover@x"));
	assert_int_equal(inbox_replies(ib, hash, INT64_MIN, add_message_id, &b), ST_OK);
	expect_ids(&b, reverse);
	id_hash_title(hash, STR("kvm: a title"));
	assert_int_equal(inbox_with_title(ib, hash, INT64_MAX, add_message_id, &b),
			 ST_OK);
	expect_ids(&b, reverse);
	id_hash(hash, STR("20260101-work-abcdef"));
	assert_int_equal(inbox_with_change_id(ib, hash, INT64_MAX, add_message_id, &b),
			 ST_OK);
	expect_ids(&b, reverse);
	assert_int_equal(inbox_in_archive_order(ib, ARCHIVE_POS_START, ARCHIVE_POS_NONE,
						add_id_of_entry, &b),
			 ST_OK);
	expect_ids(&b, in_order);
	assert_int_equal(inbox_inserted(ib, 0, UINT32_MAX, add_message_id, &b), ST_OK);
	expect_ids(&b, in_order);
	assert_int_equal(inbox_last_before(ib, INT64_MAX, &last), ST_OK);
	mail_release(&last);
	buf_release(&b);
}

/* The file has hardly more room than the mail has bytes; the list's next mail makes
 * another file, and both are read as one list. */
static void test_sizes(void **state)
{
	static const size_t sizes[] = { 10, 1000, 3000, 30000, 100000, 1000000 };
	struct buf body = BUF_INIT, why = BUF_INIT;
	struct inbox_totals first, both;
	uint64_t bytes;

	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		char dir[4096];
		struct record r;
		struct inbox *ib;

		while (body.len < sizes[i])
			buf_addch(&body, 'x');
		r = first_record(buf_str(&body));
		snprintf(dir, sizeof(dir), "%s/%zu", (const char *)*state, i);
		assert_int_equal(put_first(dir, &r, &with_commit), ST_OK);
		assert_int_equal(put_first(dir, &r, &with_commit), ST_EXISTS);
		ib = open_inbox(dir, STORE_READ);
		inbox_totals(ib, &first);
		assert_int_equal(first.mails, 1);
		assert_int_equal(inbox_size(ib, &bytes, &why), ST_OK);
		assert_in_range(bytes, 1, sizes[i] * 5 / 4 + 8192);
		expect_mails(ib, "a@x ", "a@x ");
		close_sound(ib);

		ib = open_inbox(dir, STORE_WRITE);
		assert_int_equal(put_or_fail(ib, &r, &with_commit), ST_EXISTS);
		r.message_id = STR("b@x");
		assert_int_equal(put_or_fail(ib, &r, &live), ST_OK);
		inbox_totals(ib, &both);
		assert_int_equal(both.mails, 2);
		assert_int_equal(both.next_seq, 3);
		assert_true(both.store_id == first.store_id);
		expect_mails(ib, "b@x a@x ", "a@x b@x ");
		close_sound(ib);
	}
	buf_release(&body);
}

static bool count_found(void *arg, const char *hex, const struct commit_entry *entry)
{
	(void)hex;
	(void)entry;
	++*(int *)arg;
	return true;
}

static int found_by(struct inbox *ib, struct str hex)
{
	int n = 0;

	assert_int_equal(inbox_abbrev(ib, hex, count_found, &n), ST_OK);
	return n;
}

/* The chains of commits and of mail ids have no heads but the mail's. */
static void test_abbreviated(void **state)
{
	struct record r = first_record(STR_EMPTY);
	unsigned char mail_id[MAIL_ID_SIZE];
	char hex[2 * MAIL_ID_SIZE + 1];
	struct inbox *ib;

	assert_int_equal(put_first(*state, &r, &with_commit), ST_OK);
	mail_id_make(mail_id, STR(LIST), r.message_id);
	hex_write(hex, mail_id, 2 * MAIL_ID_SIZE);
	ib = open_inbox(*state, STORE_READ);
	assert_int_equal(found_by(ib, STR("abcdef00")), 1);
	assert_int_equal(found_by(ib, str_sub(str_from(hex), 0, 9)), 1);
	assert_int_equal(found_by(ib, STR("ffffffff")), 0);
	inbox_close(ib);
}

/* A known mail gets a commit, a newer record and an archive's position. */
static void test_revised(void **state)
{
	struct commit_ref archived = with_commit;
	struct record r = first_record(STR("older"));
	struct mail m = MAIL_INIT;
	struct archive_pos best;
	struct inbox *ib;
	uint32_t seq;

	assert_int_equal(put_first(*state, &r, &live), ST_OK);
	ib = open_inbox(*state, STORE_WRITE);
	r.rules++;
	r.body = STR("newer");
	assert_int_equal(put_or_fail(ib, &r, &with_commit), ST_EXISTS);
	assert_int_equal(found_by(ib, STR("abcdef00")), 1);
	archived.archived = true;
	archived.pos = (struct archive_pos){ 0, 0, 5 };
	assert_int_equal(put_or_fail(ib, &r, &archived), ST_EXISTS);
	assert_int_equal(inbox_lookup(ib, r.message_id, &seq, &best), ST_OK);
	assert_int_equal(best.epoch, 0);
	assert_int_equal(inbox_mail(ib, seq, &m), ST_OK);
	assert_true(str_eq(m.record.body, STR("newer")));
	expect_mails(ib, "a@x ", "a@x ");
	mail_release(&m);
	close_sound(ib);
}

/* An archive's first mail is no delivery's, but nothing forbids it. */
static void test_archived(void **state)
{
	struct commit_ref archived = with_commit;
	struct record r = first_record(STR_EMPTY);
	struct inbox *ib;

	archived.archived = true;
	archived.pos = (struct archive_pos){ 2, 0, 5 };
	assert_int_equal(put_first(*state, &r, &archived), ST_OK);
	ib = open_inbox(*state, STORE_READ);
	expect_mails(ib, "a@x ", "a@x ");
	assert_int_equal(found_by(ib, STR("abcdef00")), 1);
	close_sound(ib);
}

static void add_fault(void *arg, const char *fault)
{
	buf_addf(arg, "%s\n", fault);
}

/* A list with a file that another mail sealed has lost the next one; a first mail's has
 * not. */
static void test_missing_next(void **state)
{
	struct store_options o = { .dir = *state, .list = LIST, .mode = STORE_WRITE };
	struct record r = first_record(STR_EMPTY);
	struct buf why = BUF_INIT;
	struct store *s;
	struct inbox *ib;

	assert_int_equal(put_first(*state, &r, &live), ST_OK);
	close_sound(open_inbox(*state, STORE_READ));
	assert_int_equal(store_open(&s, &o, &why), ST_OK);
	assert_int_equal(store_begin(s, &why), ST_OK);
	assert_true(store_sealed(s));
	assert_int_equal(store_seal(s, &why), ST_OK);
	store_close(s);
	ib = open_inbox(*state, STORE_READ);
	assert_int_equal(inbox_check(ib, add_fault, &why), ST_DAMAGED);
	assert_non_null(strstr(buf_cstr(&why), "the next file is missing"));
	inbox_close(ib);
	buf_release(&why);
}

/* Nothing is made where the list must exist. */
static void test_existing(void **state)
{
	struct store_options o = { .dir = *state,
				   .list = LIST,
				   .mode = STORE_WRITE_EXISTING };
	struct record r = first_record(STR_EMPTY);
	struct buf why = BUF_INIT;
	struct inbox *ib;

	assert_int_equal(inbox_open_begin(&ib, &o, &why), ST_NOTFOUND);
	assert_int_equal(rmdir(*state), 0); /* it is empty */
	assert_int_equal(put_first(*state, &r, &live), ST_OK);
	assert_int_equal(inbox_open_begin(&ib, &o, &why), ST_OK);
	inbox_cancel(ib);
	close_sound(ib);
	buf_release(&why);
}

/* A folder that others could swap under us is refused. */
static void test_unsafe_folder(void **state)
{
	struct store_options o = { .dir = *state, .list = LIST };
	struct record r = first_record(STR_EMPTY);
	struct buf why = BUF_INIT;

	assert_int_equal(chmod(*state, 0777), 0);
	assert_int_equal(inbox_put_first(&o, &r, &live, &why), ST_NOINPUT);
	assert_non_null(strstr(buf_cstr(&why), "everybody"));
	buf_release(&why);
}

#define PROCESSES 4
#define ROUNDS 20

/* Stores a mail as a delivery does. Returns false if that fails. */
static bool deliver(const char *dir, const char *id)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_WRITE };
	struct record r = record_of(id, 100);
	struct buf why = BUF_INIT;
	enum status st = inbox_put_first(&o, &r, &live, &why);
	struct inbox *ib;

	if (st != ST_EXISTS)
		return st == ST_OK;
	return inbox_open_begin(&ib, &o, &why) == ST_OK &&
	       inbox_put(ib, &r, &live) == ST_OK && inbox_commit(ib, &why) == ST_OK;
}

/* Several processes make the list: one is the first, and no mail is lost. */
static void test_race(void **state)
{
	struct inbox_totals t;
	char dir[4096], id[16];
	struct inbox *ib;
	int status;

	for (int round = 0; round < ROUNDS; round++) {
		snprintf(dir, sizeof(dir), "%s/%d", (const char *)*state, round);
		for (int i = 0; i < PROCESSES; i++) {
			snprintf(id, sizeof(id), "%d@x", i);
			if (fork() == 0)
				_exit(deliver(dir, id) ? 0 : 1);
		}
		for (int i = 0; i < PROCESSES; i++) {
			assert_true(wait(&status) > 0);
			assert_int_equal(status, 0);
		}
		ib = open_inbox(dir, STORE_READ);
		inbox_totals(ib, &t);
		assert_int_equal(t.mails, PROCESSES);
		close_sound(ib);
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		T(test_sizes),	  T(test_abbreviated),	 T(test_revised),
		T(test_archived), T(test_missing_next),	 T(test_existing),
		T(test_race),	  T(test_unsafe_folder),
	};

	return cmocka_run_group_tests_name("first mail", tests, NULL, NULL);
}
