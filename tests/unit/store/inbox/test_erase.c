/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/inbox/erase.h"
#include "store/inbox/inbox_impl.h"
#include "store/tdb/wipe.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define DAY ((int64_t)86400)

static const struct commit_ref no_commit = { .commit_digits = 0 };

static struct inbox *open_list(const char *dir)
{
	return open_or_fail(
	    &(struct store_options){ .dir = dir, .list = "kvm", .mode = STORE_WRITE });
}

static enum status put_mail(struct inbox *ib, const char *id, int64_t arrival)
{
	struct record r = record_of(id, arrival);

	r.body = STR("A text of some length, by which it is found in a file.\n");
	return put_or_fail(ib, &r, &no_commit);
}

static bool has_id(void *arg, const struct record *r)
{
	return str_eq(r->message_id, str_from(arg));
}

static bool is_old(void *arg, const struct record *r)
{
	return r->arrival < *(const int64_t *)arg;
}

static struct erase_counts erase_or_fail(struct inbox *ib, struct erase_options o)
{
	struct erase_counts n;
	struct buf why = BUF_INIT;

	if (!o.floor)
		o.floor = INT64_MIN;
	if (!o.also.s)
		o.also = STR_EMPTY;
	if (inbox_erase(ib, &o, &n, &why) != ST_OK)
		fail_msg("%s", buf_cstr(&why));
	buf_release(&why);
	return n;
}

static void forget(struct inbox *ib, char *id, uint64_t mails)
{
	struct erase_counts n =
	    erase_or_fail(ib, (struct erase_options){ .match = has_id,
						      .arg = id,
						      .tombstones = ERASE_AS_WHOLE,
						      .thorough = true });

	assert_int_equal(n.mails, mails);
}

static void expect_arrived(struct inbox *ib, const char *want)
{
	struct buf ids = BUF_INIT;

	assert_int_equal(inbox_inserted(ib, 0, UINT32_MAX, add_message_id, &ids), ST_OK);
	expect_ids(&ids, want);
	assert_int_equal(
	    inbox_in_archive_order(ib, ARCHIVE_POS_START,
				   (struct archive_pos){ EPOCH_LIVE, 0, UINT32_MAX },
				   add_id_of_entry, &ids),
	    ST_OK);
	expect_ids(&ids, want);
	assert_int_equal(inbox_arrived(ib, 0, INT64_MAX, add_message_id, &ids), ST_OK);
	assert_int_equal(ids.len, strlen(want));
	buf_release(&ids);
}

static uint64_t mails_of(struct inbox *ib)
{
	struct inbox_totals t;

	inbox_totals(ib, &t);
	return t.mails;
}

static size_t files_with(const char *dir, const char *text)
{
	size_t n = 0;

	for (int i = 0; i < 4; i++) {
		struct buf path = BUF_INIT, bytes = BUF_INIT;

		buf_addf(&path, "%s/kvm/%d.tdb", dir, i);
		if (access(buf_cstr(&path), F_OK) == 0) {
			temp_read(&bytes, buf_cstr(&path));
			n += str_find(buf_str(&bytes), str_from(text)) < bytes.len;
		}
		buf_release(&path);
		buf_release(&bytes);
	}
	return n;
}

static void forgets_a_mail(void **state)
{
	struct inbox *ib = open_list(*state);
	struct record r = record_of("b@x", 200);
	uint32_t seq;

	put_mail(ib, "a@x", 100);
	put_mail(ib, "b@x", 200);
	put_mail(ib, "c@x", 300);
	assert_int_equal(files_with(*state, "b@x"), 1);
	forget(ib, (char[]){ "b@x" }, 1);
	assert_int_equal(files_with(*state, "b@x"), 0);
	expect_arrived(ib, "a@x c@x ");
	assert_int_equal(mails_of(ib), 2);
	assert_int_equal(inbox_lookup(ib, STR("b@x"), &seq, NULL), ST_NOTFOUND);
	assert_true(inbox_has_forgotten(ib, &r));
	r = record_of("a@x", 100);
	assert_false(inbox_has_forgotten(ib, &r));
	/* it does not come back */
	assert_int_equal(put_mail(ib, "b@x", 200), ST_EXISTS);
	assert_int_equal(put_mail(ib, "d@x", 400), ST_OK);
	expect_arrived(ib, "a@x c@x d@x ");
	forget(ib, (char[]){ "b@x" }, 0);
	close_sound(ib);
	ib = open_list(*state);
	expect_arrived(ib, "a@x c@x d@x ");
	close_sound(ib);
}

/* The commit can end a window all the same. */
static void keeps_the_commit(void **state)
{
	const struct commit_ref p = { .commit = { 0xab, 0xcd, 0xef, 0x01 },
				      .commit_digits = 40,
				      .archived = true,
				      .pos = { 0, 0, 5 } };
	struct inbox *ib = open_list(*state);
	struct record r = record_of("a@x", 100);
	struct commit_entry last;

	put_or_fail(ib, &r, &p);
	forget(ib, (char[]){ "a@x" }, 1);
	expect_arrived(ib, "");
	assert_int_equal(inbox_last_commit_entry(ib, &last), ST_OK);
	assert_int_equal(last.pos.ordinal, 5);
	assert_int_equal(put_or_fail(ib, &r, &p), ST_EXISTS);
	expect_arrived(ib, "");
	close_sound(ib);
}

/* b@x by another poster is another mail of that Message-ID. */
static void forgets_one_of_several(void **state)
{
	struct inbox *ib = open_list(*state);
	struct record first = record_of("b@x", 100), other = record_of("b@x", 200);
	struct erase_options o = { .match = is_old,
				   .arg = &(int64_t){ 150 },
				   .tombstones = ERASE_AS_ONE };

	other.from_addr = other.author_addr = STR("other@example.org");
	other.title = other.subject = STR("another title");
	put_or_fail(ib, &first, &no_commit);
	put_or_fail(ib, &other, &no_commit);
	assert_int_equal(erase_or_fail(ib, o).mails, 1);
	expect_arrived(ib, "b@x ");
	assert_int_equal(put_or_fail(ib, &first, &no_commit), ST_EXISTS);
	assert_int_equal(put_or_fail(ib, &other, &no_commit), ST_EXISTS);
	expect_arrived(ib, "b@x ");
	assert_true(inbox_has_forgotten(ib, &first));
	assert_false(inbox_has_forgotten(ib, &other));
	other.from_addr = STR("third@example.org");
	other.title = other.subject = STR("third title");
	assert_int_equal(put_or_fail(ib, &other, &no_commit), ST_OK);
	expect_arrived(ib, "b@x b@x ");
	close_sound(ib);
}

static void keeps_a_floor(void **state)
{
	struct inbox *ib = open_list(*state);
	int64_t floor = 2 * DAY;
	struct erase_options o = { .match = is_old, .arg = &floor, .floor = floor };
	struct inbox_totals t;

	for (int i = 0; i < 4; i++) {
		char id[] = "0@x";

		id[0] = (char)('0' + i);
		put_mail(ib, id, i * DAY);
	}
	o.dry_run = true;
	assert_int_equal(erase_or_fail(ib, o).mails, 2);
	expect_arrived(ib, "0@x 1@x 2@x 3@x ");
	o.dry_run = false;
	assert_int_equal(erase_or_fail(ib, o).mails, 2);
	expect_arrived(ib, "2@x 3@x ");
	inbox_totals(ib, &t);
	assert_int_equal(t.mails, 2);
	assert_int_equal(t.first_arrival, 2 * DAY);
	/* neither what was there nor what was not */
	assert_int_equal(put_mail(ib, "0@x", 0), ST_EXISTS);
	assert_int_equal(put_mail(ib, "9@x", DAY), ST_EXISTS);
	assert_int_equal(put_mail(ib, "4@x", 4 * DAY), ST_OK);
	expect_arrived(ib, "2@x 3@x 4@x ");
	assert_int_equal(erase_or_fail(ib, o).mails, 0);
	close_sound(ib);
}

/* A process that is killed leaves records that are half written over: they are no damage,
 * and the next run ends what it began. */
static void survives_a_kill(void **state)
{
	struct inbox *ib = open_list(*state);
	struct buf why = BUF_INIT, path = BUF_INIT;
	const char zero[16] = { 0 };
	FILE *f;
	struct buf bytes = BUF_INIT;
	size_t at;

	put_mail(ib, "a@x", 100);
	put_mail(ib, "b@x", 200);
	forget(ib, (char[]){ "b@x" }, 1);
	/* as if the write had come half */
	buf_addf(&path, "%s/kvm/0.tdb", (char *)*state);
	temp_read(&bytes, buf_cstr(&path));
	at = str_find(buf_str(&bytes), (struct str){ "m\0\0\0\2", 5 });
	assert_true(at < bytes.len);
	f = fopen(buf_cstr(&path), "r+");
	assert_int_equal(fseek(f, (long)at + 5, SEEK_SET), 0);
	assert_int_equal(fwrite(zero, 1, 4, f), 4);
	fclose(f);
	inbox_close(ib);
	ib = open_list(*state);
	expect_arrived(ib, "a@x ");
	assert_int_equal(inbox_check(ib, fail_for_fault, NULL), ST_OK);
	forget(ib, (char[]){ "b@x" }, 0);
	expect_arrived(ib, "a@x ");
	close_sound(ib);
	buf_release(&bytes);
	buf_release(&path);
	buf_release(&why);
}

/* More than one batch, in several segments. */
static void erases_many(void **state)
{
	struct inbox *ib = open_list(*state);
	struct buf why = BUF_INIT;
	int64_t floor = 5000;
	struct erase_options o = { .match = is_old, .arg = &floor, .floor = floor };

	for (int segment = 0; segment < 2; segment++) {
		assert_int_equal(inbox_lock(ib, &why), ST_OK);
		assert_int_equal(inbox_extend(ib, &why), ST_OK);
		for (int i = 0; i < 3000; i++) {
			char id[32];
			struct record r;

			snprintf(id, sizeof(id), "%d@x", 3000 * segment + i);
			r = record_of(id, 3000 * segment + i);
			assert_int_equal(inbox_put(ib, &r, &no_commit), ST_OK);
		}
		assert_int_equal(inbox_commit(ib, &why), ST_OK);
	}
	assert_int_equal(erase_or_fail(ib, o).mails, 5000);
	assert_int_equal(mails_of(ib), 1000);
	close_sound(ib);
	buf_release(&why);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(forgets_a_mail),	      TEST(keeps_the_commit),
		TEST(forgets_one_of_several), TEST(keeps_a_floor),
		TEST(survives_a_kill),	      TEST(erases_many),
	};

	return cmocka_run_group_tests_name("erase", tests, NULL, NULL);
}
