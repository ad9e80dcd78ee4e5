/* SPDX-License-Identifier: MIT */
/* Several mails that bear one Message-ID. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/inbox/id_entry.h"
#include "store/inbox/inbox_impl.h"
#include "store/inbox/same_mail.h"
#include "store/repair/recover.h"
#include "store/util/hex.h"
#include "tests/support/nosync.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "same.example.org"
#define ID "20261129.1-2-real@dev.example"

static struct inbox *open_inbox(const char *dir, uint64_t segment_size)
{
	struct store_options o = { .dir = dir,
				   .list = LIST,
				   .mode = STORE_WRITE,
				   .segment_size = segment_size };

	return open_or_fail(&o);
}

/* A mail with the Message-ID; the title's first letter is that of its Date. */
static struct record mail_by(const char *poster, const char *title)
{
	struct record r = record_of(ID, 1000 * title[0]);

	r.title = r.subject = str_from(title);
	r.author_addr = r.from_addr = str_from(poster);
	return r;
}

static struct commit_ref live(void)
{
	return (struct commit_ref){ .commit_digits = 0 };
}

static struct commit_ref archived(uint32_t ordinal)
{
	struct commit_ref p = { .commit_digits = 40,
				.archived = true,
				.pos = { 0, 0, ordinal } };

	memset(p.commit, (int)(0xc0 + ordinal), sizeof(p.commit));
	return p;
}

static enum status put(struct inbox *ib, const struct record *r, struct commit_ref p)
{
	struct buf why = BUF_INIT;
	enum status st;

	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	st = inbox_put(ib, r, &p);
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_release(&why);
	return st;
}

static enum status deliver(struct inbox *ib, const char *poster, const char *title)
{
	struct record r = mail_by(poster, title);

	return put(ib, &r, live());
}

static bool add_title(void *arg, struct mail *m)
{
	struct buf *b = arg;

	buf_adds(b, m->record.title);
	buf_addstr(b, m->record.facts & FACT_ID_REUSED ? "+ " : " ");
	return true;
}

static bool add_positioned(void *arg, struct mail *m, const struct commit_entry *entry)
{
	(void)entry;
	return add_title(arg, m);
}

static void expect(struct buf *b, const char *want)
{
	assert_string_equal(buf_cstr(b), want);
	buf_reset(b);
}

/* Titles in the order of the archive, then by Message-ID. "+": it has an id of its own.
 */
static void expect_mails(struct inbox *ib, const char *by_position, const char *by_id)
{
	struct buf b = BUF_INIT;

	assert_int_equal(inbox_in_archive_order(ib, ARCHIVE_POS_START, ARCHIVE_POS_NONE,
						add_positioned, &b),
			 ST_OK);
	expect(&b, by_position);
	assert_int_equal(inbox_with_message_id(ib, STR(ID), add_title, &b), ST_OK);
	expect(&b, by_id);
	buf_release(&b);
}

static void expect_count(struct inbox *ib, uint64_t mails)
{
	struct inbox_totals t;

	inbox_totals(ib, &t);
	assert_int_equal(t.mails, mails);
}

static void fail_fault(void *arg, const char *fault)
{
	(void)arg;
	fail_msg("%s", fault);
}

static void check_close(struct inbox *ib)
{
	assert_int_equal(inbox_check(ib, fail_fault, NULL), ST_OK);
	inbox_close(ib);
}

static void test_stranger_first(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);

	assert_int_equal(deliver(ib, "m@evil", "lunch?"), ST_OK);
	assert_int_equal(deliver(ib, "real@dev", "fix it"), ST_OK);
	assert_int_equal(deliver(ib, "real@dev", "another"), ST_OK);
	expect_mails(ib, "lunch? fix it+ another+ ", "lunch? another+ fix it+ ");
	/* again */
	assert_int_equal(deliver(ib, "m@evil", "lunch?"), ST_EXISTS);
	assert_int_equal(deliver(ib, "Real@Dev", "Fix  it"), ST_EXISTS);
	assert_int_equal(deliver(ib, "real@dev", "another"), ST_EXISTS);
	expect_count(ib, 3);
	check_close(ib);
}

static void test_what_is_same(void **state)
{
	struct record a = mail_by("list@x", "a title"), b = a;

	(void)state;
	b.date++;
	assert_true(record_same_mail(&a, &b));
	b.title = STR("another one"); /* read out of the same Subject: */
	assert_true(record_same_mail(&a, &b));
	b.subject = b.title;
	assert_false(record_same_mail(&a, &b));
	b.date = a.date;
	assert_false(record_same_mail(&a, &b));
	b.rules++;
	assert_true(record_same_mail(&a, &b));
	b.poster_addr = STR("real@x");
	assert_false(record_same_mail(&a, &b));
	a.format = 1; /* DMARC was not undone for it */
	assert_true(record_same_mail(&a, &b));
	a.from_addr = STR("REAL@x");
	assert_true(record_same_mail(&b, &a));
	b.message_id = STR("other@x");
	assert_false(record_same_mail(&a, &b));
}

static void test_earliest(void **state)
{
	struct record a = mail_by("B@x", "t"), b = a;

	(void)state;
	b.from_addr = STR("b@x");
	assert_int_equal(record_cmp_earliest(&a, &b), 0);
	b.title = STR("u");
	assert_true(record_cmp_earliest(&a, &b) < 0);
	b.poster_addr = STR("a@x");
	assert_true(record_cmp_earliest(&a, &b) > 0);
	a.date--;
	assert_true(record_cmp_earliest(&a, &b) < 0);
}

/* One after the other, then the archive that has both, the second one first. */
static void test_archive_after(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);
	struct record first = mail_by("a@x", "first"), second = mail_by("a@x", "second");

	assert_int_equal(put(ib, &first, live()), ST_OK);
	assert_int_equal(put(ib, &second, live()), ST_OK);
	assert_int_equal(put(ib, &second, archived(0)), ST_EXISTS);
	assert_int_equal(put(ib, &first, archived(1)), ST_EXISTS);
	assert_int_equal(put(ib, &second, archived(2)), ST_EXISTS);
	expect_mails(ib, "second+ first ", "first second+ ");
	expect_count(ib, 2);
	check_close(ib);
}

static void test_archive_before(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);
	struct record first = mail_by("a@x", "first"), second = mail_by("a@x", "second");

	assert_int_equal(put(ib, &second, archived(0)), ST_OK);
	assert_int_equal(put(ib, &first, archived(1)), ST_OK);
	assert_int_equal(put(ib, &first, live()), ST_EXISTS);
	assert_int_equal(put(ib, &second, live()), ST_EXISTS);
	expect_mails(ib, "second first+ ", "second first+ ");
	check_close(ib);
}

static void test_newer_rules(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);
	struct record first = mail_by("a@x", "first"), second = mail_by("a@x", "second");

	assert_int_equal(put(ib, &first, live()), ST_OK);
	assert_int_equal(put(ib, &second, live()), ST_OK);
	first.rules = second.rules = RECORD_RULES + 1;
	first.title = STR("first anew"); /* they find another title in it */
	second.kind = KIND_PULL;
	assert_int_equal(put(ib, &first, live()), ST_EXISTS);
	assert_int_equal(put(ib, &second, live()), ST_EXISTS);
	expect_mails(ib, "first anew second+ ", "first anew second+ ");
	/* its id is made of its title: the old record stays */
	second.rules++;
	second.title = STR("second anew");
	assert_int_equal(put(ib, &second, live()), ST_EXISTS);
	expect_mails(ib, "first anew second+ ", "first anew second+ ");
	expect_count(ib, 2);
	check_close(ib);
}

/* Under the same rules a newer format tells more. */
static void test_newer_format(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);
	struct record r = mail_by("a@x", "first");
	struct mail m = MAIL_INIT;

	r.format = RECORD_FORMAT - 1;
	assert_int_equal(put(ib, &r, live()), ST_OK);
	r.format = RECORD_FORMAT;
	assert_int_equal(put(ib, &r, live()), ST_EXISTS);
	assert_int_equal(inbox_mail(ib, 2, &m), ST_OK);
	assert_int_equal(m.record.format, RECORD_FORMAT);
	r.format = RECORD_FORMAT - 1;
	assert_int_equal(put(ib, &r, live()), ST_EXISTS);
	assert_int_equal(inbox_mail(ib, 3, &m), ST_NOTFOUND);
	expect_count(ib, 1);
	mail_release(&m);
	check_close(ib);
}

/* So many that the first ones are in a sealed segment. */
static void fill_segment(struct inbox *ib)
{
	static char body[4000];

	memset(body, 'x', sizeof(body));
	for (int i = 0; ib->n == 1; i++) {
		struct record r;
		char id[20];

		snprintf(id, sizeof(id), "%d@x", i);
		r = record_of(id, i);
		r.body = (struct str){ body, sizeof(body) };
		put(ib, &r, live());
	}
}

static void test_segments(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_SEGMENT_MIN);
	struct inbox_totals t;

	assert_int_equal(deliver(ib, "a@x", "first"), ST_OK);
	assert_int_equal(deliver(ib, "a@x", "second"), ST_OK);
	fill_segment(ib);
	assert_int_equal(deliver(ib, "a@x", "third"), ST_OK);
	assert_int_equal(deliver(ib, "a@x", "first"), ST_EXISTS);
	assert_int_equal(deliver(ib, "a@x", "second"), ST_EXISTS);
	assert_int_equal(deliver(ib, "a@x", "third"), ST_EXISTS);
	inbox_totals(ib, &t);
	assert_int_equal(t.mails, t.next_seq - 1); /* none twice */
	check_close(ib);
}

/* As if it had been forgotten. */
static void bury(struct inbox *ib, const struct record *r)
{
	const struct id_entry e = { SEQ_NONE, ARCHIVE_POS_NONE };
	unsigned char mail_id[MAIL_ID_SIZE];
	struct buf why = BUF_INIT;

	inbox_record_id(ib, r, mail_id);
	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	assert_int_equal(id_entry_insert(ib, mail_id, &e), ST_OK);
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_release(&why);
}

static void test_forgotten(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);
	struct record spam = mail_by("m@evil", "spam"), other = record_of("o@x", 1);
	struct archive_pos pos;
	uint32_t seq;

	bury(ib, &spam);
	assert_int_equal(put(ib, &spam, live()), ST_EXISTS);
	assert_int_equal(put(ib, &spam, archived(3)), ST_EXISTS);
	assert_int_equal(inbox_lookup(ib, STR(ID), &seq, &pos), ST_NOTFOUND);
	expect_mails(ib, "", "");
	assert_int_equal(put(ib, &other, archived(4)), ST_OK);
	expect_count(ib, 1);
	check_close(ib);
}

static void test_forgotten_one(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);
	struct record spam = mail_by("m@evil", "spam");

	assert_int_equal(deliver(ib, "a@x", "first"), ST_OK);
	spam.facts |= FACT_ID_REUSED;
	bury(ib, &spam);
	assert_int_equal(deliver(ib, "m@evil", "spam"), ST_EXISTS);
	assert_int_equal(deliver(ib, "a@x", "second"), ST_OK);
	expect_mails(ib, "first second+ ", "first second+ ");
	check_close(ib);
}

static void fail_recover(void *arg, const char *fault)
{
	(void)arg;
	fail_msg("%s", fault);
}

/* A copy has them in the order of the archive: another one is the first to be stored. */
static void test_recovered(void **state)
{
	struct record first = mail_by("a@x", "first"), second = mail_by("a@x", "second");
	struct inbox *ib = open_inbox(*state, 0);
	struct list_folder from;
	struct recovery_counts sum;
	struct buf why = BUF_INIT;
	char *copy = temp_dir();

	assert_int_equal(put(ib, &first, live()), ST_OK);
	assert_int_equal(put(ib, &second, archived(0)), ST_OK);
	second.rules++;
	assert_int_equal(put(ib, &second, live()), ST_EXISTS);
	expect_mails(ib, "second+ first ", "first second+ ");
	check_close(ib);
	list_folder_init(&from, *state, LIST, false);
	ib = open_inbox(copy, 0);
	assert_int_equal(recover_list(ib, &from, &sum, fail_recover, NULL, &why), ST_OK);
	assert_int_equal(sum.records, 2);
	assert_int_equal(sum.unreadable, 0);
	expect_mails(ib, "second first+ ", "second first+ ");
	expect_count(ib, 2);
	check_close(ib);
	list_folder_release(&from);
	buf_release(&why);
	temp_remove(copy);
}

static bool add_found(void *arg, const char *hex, const struct commit_entry *entry)
{
	(void)hex;
	*(uint32_t *)arg = entry->seq;
	return true;
}

static void test_ids(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);
	struct record second = mail_by("A@x", "second");
	unsigned char id[MAIL_ID_SIZE];
	char hex[2 * MAIL_ID_SIZE + 1];
	uint32_t seq = 0;

	assert_int_equal(deliver(ib, "a@x", "first"), ST_OK);
	assert_int_equal(deliver(ib, "a@x", "second"), ST_OK);
	mail_id_make_own(id, STR(LIST), STR(ID), STR("a@x"), STR("second"));
	hex_write(hex, id, 2 * MAIL_ID_SIZE);
	assert_int_equal(
	    inbox_abbrev(ib, str_sub(str_from(hex), 0, PREFIX_MIN), add_found, &seq),
	    ST_OK);
	assert_int_equal(seq, 2);
	seq = 0;
	assert_int_equal(inbox_lookup_mail(ib, &second, &seq, NULL), ST_OK);
	assert_int_equal(seq, 2);
	second.title = second.subject = STR("third");
	assert_int_equal(inbox_lookup_mail(ib, &second, &seq, NULL), ST_NOTFOUND);
	check_close(ib);
}

/* Somebody posts thousands: each is stored, and found again at once. */
static void test_many(void **state)
{
	struct inbox *ib = open_inbox(*state, 0);
	struct commit_ref p = live();
	struct buf why = BUF_INIT;
	char title[20];

	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	for (int turn = 0; turn < 2; turn++)
		for (int i = 0; i < 5000; i++) {
			struct record r;

			snprintf(title, sizeof(title), "t %d", i);
			r = mail_by("m@evil", title);
			assert_int_equal(inbox_put(ib, &r, &p), turn ? ST_EXISTS : ST_OK);
		}
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	expect_count(ib, 5000);
	buf_release(&why);
	inbox_close(ib);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_stranger_first),
		cmocka_unit_test(test_what_is_same),
		cmocka_unit_test(test_earliest),
		TEST(test_archive_after),
		TEST(test_archive_before),
		TEST(test_newer_rules),
		TEST(test_newer_format),
		TEST(test_segments),
		TEST(test_forgotten),
		TEST(test_forgotten_one),
		TEST(test_recovered),
		TEST(test_ids),
		TEST(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
