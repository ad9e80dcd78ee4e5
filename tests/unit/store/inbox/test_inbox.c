/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/tdb/list_folder.h"
#include "store/inbox/schema.h"
#include "store/util/array.h"
#include "store/util/hex.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define DAY 86400

static struct inbox *open_inbox(const char *dir, enum store_mode mode,
				uint64_t segment_size)
{
	struct store_options o = {
		.dir = dir, .list = LIST, .mode = mode, .segment_size = segment_size
	};

	return open_or_fail(&o);
}

static struct commit_ref live(void)
{
	return (struct commit_ref){ .commit_digits = 0 };
}

/* A made-up commit id that begins with the number. */
static struct commit_ref archived(uint32_t epoch, uint32_t ordinal)
{
	struct commit_ref p = { .commit_digits = 40,
				.archived = true,
				.pos = { epoch, 0, ordinal } };

	memset(p.commit, 0xcc, sizeof(p.commit));
	p.commit[0] = (unsigned char)(ordinal >> 8);
	p.commit[1] = (unsigned char)ordinal;
	p.commit[2] = (unsigned char)epoch;
	return p;
}

static enum status put_one(struct inbox *ib, const struct record *r, struct commit_ref p)
{
	struct buf why = BUF_INIT;
	enum status st;

	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	st = inbox_put(ib, r, &p);
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_release(&why);
	return st;
}

static enum status put_id(struct inbox *ib, const char *id, int64_t arrival,
			  struct commit_ref p)
{
	struct record r = record_of(id, arrival);

	return put_one(ib, &r, p);
}

static bool add_id(void *arg, struct mail *m)
{
	struct buf *b = arg;

	buf_adds(b, m->record.message_id);
	buf_addch(b, ' ');
	return true;
}

static bool add_positioned(void *arg, struct mail *m, const struct commit_entry *entry)
{
	(void)entry;
	return add_id(arg, m);
}

static void expect(struct buf *b, const char *want)
{
	assert_string_equal(buf_cstr(b), want);
	buf_reset(b);
}

static void expect_all(struct inbox *ib, const char *want)
{
	struct buf b = BUF_INIT;

	assert_int_equal(inbox_in_archive_order(ib, ARCHIVE_POS_START, ARCHIVE_POS_NONE,
						add_positioned, &b),
			 ST_OK);
	expect(&b, want);
	buf_release(&b);
}

static void check_fault(void *arg, const char *fault)
{
	(void)arg;
	fail_msg("%s", fault);
}

static void check_close(struct inbox *ib)
{
	assert_int_equal(inbox_check(ib, check_fault, NULL), ST_OK);
	inbox_close(ib);
}

static void test_dedupe(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct inbox_totals t;

	assert_int_equal(put_id(ib, "a@x", 100, live()), ST_OK);
	assert_int_equal(put_id(ib, "a@x", 100, live()), ST_EXISTS);
	assert_int_equal(put_id(ib, "b@x", 200, live()), ST_OK);
	inbox_totals(ib, &t);
	assert_int_equal(t.mails, 2);
	assert_int_equal(t.first_arrival, 100);
	assert_int_equal(t.last_arrival, 200);
	check_close(ib);
}

static uint64_t size_of(struct inbox *ib)
{
	struct buf why = BUF_INIT;
	uint64_t bytes;

	assert_int_equal(inbox_size(ib, &bytes, &why), ST_OK);
	return bytes;
}

/* Anyone's mail can begin a list: it must not cost much room. */
static void test_one_mail(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);

	put_id(ib, "a@x", 100, live());
	assert_in_range(size_of(ib), 1, 1100000);
	check_close(ib);
}

static void test_arrived(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct buf b = BUF_INIT;
	struct mail m = MAIL_INIT;

	put_id(ib, "late@x", 5 * DAY + 7, live());
	put_id(ib, "early@x", 2 * DAY, live());
	put_id(ib, "old@x", -3 * DAY, live());
	put_id(ib, "edge@x", 5 * DAY, live());
	inbox_arrived(ib, 2 * DAY, 5 * DAY, add_id, &b);
	expect(&b, "early@x ");
	inbox_arrived(ib, 2 * DAY, 5 * DAY + 8, add_id, &b);
	expect(&b, "early@x edge@x late@x ");
	inbox_arrived(ib, INT64_MIN / 2, 0, add_id, &b);
	expect(&b, "old@x ");
	assert_int_equal(inbox_last_before(ib, 5 * DAY, &m), ST_OK);
	assert_memory_equal(m.record.message_id.s, "early@x", 7);
	assert_int_equal(inbox_last_before(ib, -3 * DAY, &m), ST_NOTFOUND);
	inbox_inserted(ib, 2, 4, add_id, &b);
	expect(&b, "early@x old@x ");
	mail_release(&m);
	buf_release(&b);
	check_close(ib);
}

/* An archive is imported after live mail, its newer half first: its order counts. */
static void test_positions(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct buf b = BUF_INIT;

	put_id(ib, "c@x", 10, live());
	put_id(ib, "z@x", 11, live());
	expect_all(ib, "c@x z@x ");
	put_id(ib, "c@x", 10, archived(0, 2));
	put_id(ib, "d@x", 10, archived(0, 3));
	put_id(ib, "e@x", 10, archived(1, 0));
	expect_all(ib, "c@x d@x e@x z@x ");
	put_id(ib, "a@x", 10, archived(0, 0));
	put_id(ib, "b@x", 10, archived(0, 1));
	expect_all(ib, "a@x b@x c@x d@x e@x z@x ");
	inbox_in_archive_order(ib, (struct archive_pos){ 0, 0, 1 },
			       (struct archive_pos){ 1, 0, 0 }, add_positioned, &b);
	expect(&b, "c@x d@x e@x ");
	inbox_in_archive_order(ib, (struct archive_pos){ 0, 0, 2 },
			       (struct archive_pos){ 0, 0, 2 }, add_positioned, &b);
	expect(&b, "");
	inbox_in_archive_order(ib, ARCHIVE_POS_START, (struct archive_pos){ 0, 0, 0 },
			       add_positioned, &b);
	expect(&b, "a@x ");
	buf_release(&b);
	check_close(ib);
}

/* A second copy of a mail has an earlier position, which counts from then on. */
static void test_duplicate_positions(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct commit_ref deleted = archived(0, 4);

	put_id(ib, "a@x", 10, archived(0, 5));
	put_id(ib, "b@x", 10, archived(0, 3));
	put_id(ib, "a@x", 10, archived(0, 1));
	expect_all(ib, "a@x b@x ");
	assert_int_equal(inbox_begin(ib, &(struct buf)BUF_INIT), ST_OK);
	assert_int_equal(inbox_put_commit_entry(ib, &deleted, SEQ_NONE), ST_OK);
	assert_int_equal(inbox_put_commit_entry(ib, &deleted, SEQ_NONE), ST_EXISTS);
	assert_int_equal(inbox_commit(ib, &(struct buf)BUF_INIT), ST_OK);
	expect_all(ib, "a@x b@x ");
	check_close(ib);
}

/* An edited history: all of the epoch gets positions of the next generation. */
static void test_generations(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	const char *ids[] = { "a@x", "b@x", "c@x" };

	for (uint32_t i = 0; i < 3; i++)
		put_id(ib, ids[i], 10, archived(0, i));
	for (uint32_t i = 0; i < 2; i++) { /* b was purged */
		struct commit_ref p = archived(0, i);

		p.pos.generation = 1;
		p.commit[3] = 1;
		assert_int_equal(put_id(ib, ids[2 * i], 10, p), ST_EXISTS);
	}
	expect_all(ib, "a@x c@x ");
	check_close(ib);
}

struct abbrev_result {
	int n;
	struct archive_pos pos;
	char hex[2 * COMMIT_MAX + 1];
};

static bool count_found(void *arg, const char *hex, const struct commit_entry *entry)
{
	struct abbrev_result *f = arg;

	f->n++;
	f->pos = entry->pos;
	strcpy(f->hex, hex);
	return true;
}

static void test_abbrev(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	unsigned char mail_id[MAIL_ID_SIZE];
	char hex[2 * MAIL_ID_SIZE + 1];
	struct abbrev_result f = { 0 };

	for (uint32_t i = 0; i < 300; i++) {
		char id[32];

		snprintf(id, sizeof(id), "%u@x", i);
		put_id(ib, id, 10, i < 200 ? archived(0, i) : live());
	}
	inbox_abbrev(ib, STR("0007000ccccccc"), count_found, &f);
	assert_int_equal(f.n, 0);
	inbox_abbrev(ib, STR("000700cc"), count_found, &f);
	assert_int_equal(f.n, 1);
	assert_int_equal(f.pos.ordinal, 7);
	mail_id_make(mail_id, STR(LIST), STR("250@x"));
	hex_write(hex, mail_id, 2 * MAIL_ID_SIZE);
	f.n = 0;
	inbox_abbrev(ib, str_sub(str_from(hex), 0, 9), count_found, &f);
	assert_int_equal(f.n, 1);
	assert_string_equal(f.hex, hex);
	assert_int_equal(f.pos.epoch, EPOCH_LIVE);
	assert_int_equal(f.pos.ordinal, 50);
	check_close(ib);
}

/* Rewrites an entry, with a right checksum, so that its chain goes on at `follows`. */
static void chain_entry(const char *dir, uint32_t ordinal, uint32_t follows)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_WRITE };
	struct commit_ref p = archived(0, ordinal);
	struct commit_entry entry = { .pos = p.pos,
				      .commit_digits = p.commit_digits,
				      .seq = ordinal + 1 };
	struct key k = key_commit_entry(p.pos);
	struct buf why = BUF_INIT, value = BUF_INIT;
	struct store *s;

	memcpy(entry.commit, p.commit, sizeof(entry.commit));
	commit_entry_put(&value, &entry, archived(0, follows).pos);
	assert_int_equal(store_open(&s, &o, &why), ST_OK);
	assert_int_equal(store_begin(s, &why), ST_OK);
	assert_int_equal(store_replace(s, key_str(&k), buf_str(&value)), ST_OK);
	assert_int_equal(store_commit(s, &why), ST_OK);
	store_close(s);
	buf_release(&value);
	buf_release(&why);
}

/* A damaged chain loops: a search along it ends, and returns ST_DAMAGED. */
static void test_looping_chain(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct abbrev_result f = { 0 };

	/* commits that begin with the same three digits are one chain: 5, 4, 3, 2, 1 */
	put_id(ib, "1@x", 10, archived(0, 1));
	put_id(ib, "2@x", 10, archived(0, 2));
	put_id(ib, "3@x", 10, archived(0, 3));
	put_id(ib, "4@x", 10, archived(0, 4));
	put_id(ib, "5@x", 10, archived(0, 5));
	inbox_close(ib);
	for (uint32_t follows = 2; follows <= 5; follows++) {
		chain_entry(*state, 2, follows);
		ib = open_inbox(*state, STORE_READ, 0);
		assert_int_equal(inbox_abbrev(ib, STR("0001000"), count_found, &f),
				 ST_DAMAGED);
		inbox_close(ib);
	}
	assert_int_equal(f.n, 0);
}

#define CHAINS_SIZE 24

/* Makes a value unreadable; its checksum is right. */
static void spoil_value(const char *dir, struct key k)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_WRITE };
	struct buf why = BUF_INIT, value = BUF_INIT;
	struct store *s;

	assert_int_equal(store_open(&s, &o, &why), ST_OK);
	assert_int_equal(store_begin(s, &why), ST_OK);
	assert_int_equal(store_get(s, 0, key_str(&k), &value), ST_OK);
	memset(value.data, 0, value.len);
	memset(value.data, 0xff, value.len < CHAINS_SIZE ? value.len : CHAINS_SIZE);
	assert_int_equal(store_replace(s, key_str(&k), buf_str(&value)), ST_OK);
	assert_int_equal(store_commit(s, &why), ST_OK);
	store_close(s);
	buf_release(&value);
	buf_release(&why);
}

static const char *const chained[] = { "1@x", "2@x", "3@x", "4@x", "5@x" };

/* Five versions of a patch on one day, each in reply to the same mail. */
static void put_chained(const char *dir)
{
	struct inbox *ib = open_inbox(dir, STORE_WRITE, 0);

	for (uint32_t i = 0; i < 5; i++) {
		struct record r = record_of(chained[i], 10 + i);

		r.in_reply_to = STR("cover@x");
		r.links = STR("change-id 20260101-work-abcdef\n");
		put_one(ib, &r, archived(0, i));
	}
	inbox_close(ib);
}

/* want: the mails that each kind of chain must lead to. */
static void expect_chained(const char *dir, const char *want)
{
	struct inbox *ib = open_inbox(dir, STORE_READ, 0);
	unsigned char hash[ID_HASH];
	struct buf b = BUF_INIT;

	assert_int_equal(inbox_arrived(ib, 0, DAY, add_id, &b), ST_DAMAGED);
	expect(&b, want);
	id_hash(hash, STR("cover@x"));
	assert_int_equal(inbox_replies(ib, hash, INT64_MIN, add_id, &b), ST_DAMAGED);
	expect(&b, want);
	id_hash_title(hash, STR("kvm: a title"));
	assert_int_equal(inbox_with_title(ib, hash, INT64_MAX, add_id, &b), ST_DAMAGED);
	expect(&b, want);
	id_hash(hash, STR("20260101-work-abcdef"));
	assert_int_equal(inbox_with_change_id(ib, hash, INT64_MAX, add_id, &b),
			 ST_DAMAGED);
	expect(&b, want);
	buf_release(&b);
	inbox_close(ib);
}

static void test_broken_chains(void **state)
{
	unsigned char reply[ID_HASH], title[ID_HASH], change[ID_HASH];

	put_chained(*state);
	spoil_value(*state, key_mail(3));
	expect_chained(*state, "5@x 4@x 2@x 1@x ");
	spoil_value(*state, key_mail(5));
	expect_chained(*state, "4@x 2@x 1@x ");
	id_hash(reply, STR("cover@x"));
	id_hash_title(title, STR("kvm: a title"));
	id_hash(change, STR("20260101-work-abcdef"));
	spoil_value(*state, key_day_chain(10));
	spoil_value(*state, key_reply_chain(reply));
	spoil_value(*state, key_title_chain(title));
	spoil_value(*state, key_change_chain(change));
	expect_chained(*state, "4@x 2@x 1@x ");
	spoil_value(*state, key_mail(1));
	expect_chained(*state, "4@x 2@x ");
}

/* One entry can't be read: the others of its chain are found. */
static void test_broken_entries(void **state)
{
	struct inbox *ib;

	put_chained(*state);
	spoil_value(*state, key_commit_entry(archived(0, 3).pos));
	ib = open_inbox(*state, STORE_READ, 0);
	for (uint32_t i = 0; i < 5; i++) {
		struct commit_ref p = archived(0, i);
		struct abbrev_result f = { 0 };
		char hex[2 * COMMIT_MAX + 1];

		hex_write(hex, p.commit, p.commit_digits);
		assert_int_equal(inbox_abbrev(ib, str_from(hex), count_found, &f),
				 ST_DAMAGED);
		assert_int_equal(f.n, i == 4 ? 2 : i == 3 ? 0 : 1);
	}
	inbox_close(ib);
}

/* Live commits come after the archive, in order of insertion, until it has them. */
static void test_live_commits(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct commit_ref p = archived(0, 9), q = archived(0, 8);
	struct buf b = BUF_INIT;
	struct abbrev_result f = { 0 };

	p.archived = q.archived = false;
	put_id(ib, "a@x", 1, live());
	put_id(ib, "p@x", 2, p);
	put_id(ib, "a@x", 3, q); /* its commit comes later: it follows p */
	put_id(ib, "a@x", 3, q);
	expect_all(ib, "p@x a@x ");
	put_id(ib, "a@x", 3, archived(0, 8));
	put_id(ib, "p@x", 3, archived(0, 9));
	expect_all(ib, "a@x p@x ");
	inbox_abbrev(ib, STR("000800cc"), count_found, &f);
	assert_int_equal(f.n, 1);
	assert_int_equal(f.pos.epoch, 0);
	put_id(ib, "new@x", 3, live());
	expect_all(ib, "a@x p@x new@x ");
	buf_release(&b);
	check_close(ib);
}

/* An abbreviated --commit is found as it is; if the archive's commit begins with it, that
 * one is found. */
static void test_abbreviated_commits(void **state)
{
	static const struct {
		const char *hex;
		int n;
		uint32_t epoch, ordinal;
		const char *found;
	} rows[] = {
		{ "0008001", 2, EPOCH_LIVE, 1, "00080011" },
		{ "00080011", 1, EPOCH_LIVE, 1, "00080011" },
		{ "00080010", 0, 0, 0, "" },
		{ "abcdef3", 1, 0, 9, "abcdef3" },
		{ "000900c", 1, 0, 9, "000900cccccccccccccccccccccccccccccccccc" },
		{ "000900cc", 1, 0, 9, "000900cccccccccccccccccccccccccccccccccc" },
	};
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct commit_ref odd = { .commit = { 0x00, 0x08, 0x00, 0x10 },
				  .commit_digits = 7 };
	struct commit_ref even = { .commit = { 0x00, 0x08, 0x00, 0x11 },
				   .commit_digits = 8 };
	struct commit_ref other = { .commit = { 0xab, 0xcd, 0xef, 0x30 },
				    .commit_digits = 7 };
	struct commit_ref begun = { .commit = { 0x00, 0x09, 0x00, 0xc0 },
				    .commit_digits = 7 };
	struct buf b = BUF_INIT;

	put_id(ib, "odd@x", 1, odd);
	put_id(ib, "even@x", 2, even);
	put_id(ib, "p@x", 3, begun);
	put_id(ib, "p@x", 3, other);
	put_id(ib, "p@x", 3, archived(0, 9));
	put_id(ib, "p@x", 3, begun);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct abbrev_result f = { 0 };

		assert_int_equal(inbox_abbrev(ib, str_from(rows[i].hex), count_found, &f),
				 ST_OK);
		assert_int_equal(f.n, rows[i].n);
		if (f.n == 1) {
			assert_string_equal(f.hex, rows[i].found);
			assert_int_equal(f.pos.epoch, rows[i].epoch);
			assert_int_equal(f.pos.ordinal, rows[i].ordinal);
		}
	}
	expect_all(ib, "p@x odd@x even@x ");
	buf_release(&b);
	check_close(ib);
}

static void test_newer_rules(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct record r = record_of("a@x", 100);
	struct mail m = MAIL_INIT;
	struct buf b = BUF_INIT;
	uint32_t seq;

	put_one(ib, &r, archived(0, 0));
	put_id(ib, "b@x", 200, archived(0, 1));
	r.rules++;
	r.arrival = 999;
	r.subject = STR("[PATCH] better understood");
	assert_int_equal(put_one(ib, &r, archived(0, 0)), ST_EXISTS);
	assert_int_equal(inbox_lookup(ib, STR("a@x"), &seq, NULL), ST_OK);
	assert_int_equal(seq, 3);
	assert_int_equal(inbox_mail(ib, seq, &m), ST_OK);
	assert_int_equal(m.record.arrival, 100);
	assert_int_equal(m.first, 1);
	inbox_arrived(ib, 0, 1000, add_id, &b);
	expect(&b, "a@x b@x ");
	inbox_inserted(ib, 1, 10, add_id, &b);
	expect(&b, "a@x b@x ");
	expect_all(ib, "a@x b@x ");
	mail_release(&m);
	buf_release(&b);
	check_close(ib);
}

static void test_threads(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, 0);
	struct record r = record_of("part1@x", 1);
	unsigned char hash[ID_HASH];
	struct buf b = BUF_INIT;

	r.in_reply_to = STR("cover@x");
	put_one(ib, &r, live());
	r.message_id = STR("part2@x");
	r.title = STR("KVM:  A   Title");
	put_one(ib, &r, live());
	id_hash(hash, STR("cover@x"));
	inbox_replies(ib, hash, INT64_MIN, add_id, &b);
	expect(&b, "part2@x part1@x ");
	inbox_replies(ib, hash, r.arrival + 20 * 86400, add_id, &b);
	expect(&b, "part2@x part1@x ");
	inbox_replies(ib, hash, r.arrival + 40 * 86400, add_id, &b);
	expect(&b, "");
	id_hash_title(hash, STR("kvm: a title"));
	inbox_with_title(ib, hash, INT64_MAX, add_id, &b);
	expect(&b, "part2@x part1@x ");
	r.message_id = STR("other@x");
	r.title = STR("another title");
	r.links = STR("link part1@x\nchange-id 20260101-work-abcdef\n");
	put_one(ib, &r, live());
	id_hash(hash, STR("20260101-work-abcdef"));
	inbox_with_change_id(ib, hash, INT64_MAX, add_id, &b);
	expect(&b, "other@x ");
	buf_release(&b);
	check_close(ib);
}

/* Puts mails i to n, an hour apart, a hundred per transaction; each put returns st. */
static void put_hours(struct inbox *ib, uint32_t i, uint32_t n, enum status st)
{
	static char text[3000];
	struct buf why = BUF_INIT;
	char id[32];

	memset(text, 'x', sizeof(text));
	while (i < n) {
		assert_int_equal(inbox_begin(ib, &why), ST_OK);
		for (uint32_t end = i + 100; i < end; i++) {
			struct commit_ref p = archived(0, i);
			struct record r;

			snprintf(id, sizeof(id), "%u@x", i);
			r = record_of(id, i * 3600);
			r.body = (struct str){ text, sizeof(text) };
			assert_int_equal(inbox_put(ib, &r, &p), st);
		}
		assert_int_equal(inbox_commit(ib, &why), ST_OK);
	}
	buf_release(&why);
}

/* The i-th mail is found by the first digits of its mail id. */
static void expect_mail_id(struct inbox *ib, uint32_t i)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	char id[32], hex[2 * MAIL_ID_SIZE + 1];
	struct abbrev_result f = { 0 };

	snprintf(id, sizeof(id), "%u@x", i);
	mail_id_make(mail_id, STR(LIST), str_from(id));
	hex_write(hex, mail_id, 2 * MAIL_ID_SIZE);
	assert_int_equal(inbox_abbrev(ib, str_sub(str_from(hex), 0, 12), count_found, &f),
			 ST_OK);
	assert_int_equal(f.n, 1);
	assert_string_equal(f.hex, hex);
}

/* Every query goes through all segments. */
static void test_segments(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, STORE_SEGMENT_MIN);
	struct buf b = BUF_INIT, want = BUF_INIT;
	struct inbox_totals t;
	uint32_t n = 5000;

	for (uint32_t i = 0; i < n; i++)
		buf_addf(&want, "%u@x ", i);
	put_hours(ib, 0, n, ST_OK);
	inbox_close(ib);
	ib = open_inbox(*state, STORE_WRITE, STORE_SEGMENT_MIN);
	put_hours(ib, 0, n, ST_EXISTS);
	inbox_totals(ib, &t);
	assert_int_equal(t.mails, n);
	assert_true(size_of(ib) > 2 * STORE_SEGMENT_MIN);
	expect_all(ib, buf_cstr(&want));
	inbox_inserted(ib, 0, UINT32_MAX, add_id, &b);
	expect(&b, buf_cstr(&want));
	for (uint32_t i = 0; i < n; i += n / 9)
		expect_mail_id(ib, i);
	/* a mail of the first segment gets an earlier position: the newest one gets its
	 * id entry */
	put_id(ib, "7@x", 5,
	       (struct commit_ref){
		   .commit_digits = 40, .archived = true, .pos = { 0, 1, 0 } });
	expect_all(ib, "7@x ");
	inbox_arrived(ib, 7 * 3600, 9 * 3600, add_id, &b);
	expect(&b, "8@x 7@x ");
	buf_release(&b);
	buf_release(&want);
	check_close(ib);
}

static void add_fault(void *arg, const char *fault)
{
	struct buf *b = arg;

	buf_addf(b, "%s\n", fault);
}

static void lose_segment(const char *dir, uint32_t segment)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/" LIST "/%u.tdb", dir, segment);
	assert_int_equal(unlink(buf_cstr(&path)), 0);
	buf_release(&path);
}

static uint32_t newest_segment(const char *dir)
{
	struct buf why = BUF_INIT;
	struct list_folder f;
	uint32_t n;

	list_folder_init(&f, dir, LIST, false);
	assert_int_equal(list_folder_segments(&f, &n, &why), ST_OK);
	assert_true(n > 2);
	list_folder_release(&f);
	buf_release(&why);
	return n - 1;
}

/* The remaining segments are read; the check names the missing ones. */
static void test_lost_segments(void **state)
{
	struct inbox *ib = open_inbox(*state, STORE_WRITE, STORE_SEGMENT_MIN);
	struct buf b = BUF_INIT, why = BUF_INIT;
	uint32_t n = 5000;

	put_hours(ib, 0, n, ST_OK);
	check_close(ib);
	lose_segment(*state, 0);
	assert_int_equal(list_folder_lists(*state, &b, &why), ST_OK);
	expect(&b, LIST "\n");
	ib = open_inbox(*state, STORE_READ, 0);
	assert_int_equal(
	    inbox_arrived(ib, (n - 1) * INT64_C(3600), INT64_MAX / 2, add_id, &b), ST_OK);
	expect(&b, "4999@x ");
	assert_int_equal(inbox_arrived(ib, 0, DAY, add_id, &b), ST_DAMAGED);
	expect(&b, "");
	assert_int_equal(inbox_check(ib, add_fault, &b), ST_DAMAGED);
	assert_true(str_ends(buf_str(&b), STR("/0.tdb: it is gone\n")));
	buf_reset(&b);
	inbox_close(ib);
	lose_segment(*state, newest_segment(*state));
	ib = open_inbox(*state, STORE_READ, 0);
	inbox_check(ib, add_fault, &b);
	assert_true(str_find(buf_str(&b), STR("the next file is missing")) < b.len);
	inbox_close(ib);
	buf_release(&b);
	buf_release(&why);
}

static void test_nothing_there(void **state)
{
	struct store_options o = { .dir = *state, .list = LIST, .mode = STORE_READ };
	struct buf why = BUF_INIT;
	struct inbox *ib;

	assert_int_equal(inbox_open(&ib, &o, &why), ST_NOINPUT);
	assert_non_null(strstr(buf_cstr(&why), "no list kvm.example.org"));
	buf_reset(&why);
	o.dir = "/nonexistent/store";
	assert_int_equal(inbox_open(&ib, &o, &why), ST_NOINPUT);
	assert_non_null(strstr(buf_cstr(&why), "no such store"));
	buf_release(&why);
}

/* A file that is no TDB is refused and not changed. */
static void test_foreign(void **state)
{
	struct store_options o = { .dir = *state, .list = LIST, .mode = STORE_WRITE };
	struct buf why = BUF_INIT, path = BUF_INIT;
	struct inbox *ib;
	char text[16] = "";
	FILE *f;

	inbox_close(open_inbox(*state, STORE_WRITE, 0));
	buf_addf(&path, "%s/%s/0.tdb", (const char *)*state, LIST);
	f = fopen(path.data, "w");
	fputs("a diary\n", f);
	fclose(f);
	assert_int_equal(inbox_open(&ib, &o, &why), ST_DAMAGED);
	f = fopen(path.data, "r");
	assert_non_null(fgets(text, sizeof(text), f));
	fclose(f);
	assert_string_equal(text, "a diary\n");
	assert_int_equal(truncate(path.data, 0), 0);
	assert_int_equal(inbox_open(&ib, &o, &why), ST_DAMAGED);
	buf_release(&why);
	buf_release(&path);
}

/* A folder that everybody can write, or a list that is a link, is refused, also for
 * reading. */
static void test_unsafe_folders(void **state)
{
	struct store_options o = { .dir = *state, .list = LIST, .mode = STORE_READ };
	struct buf why = BUF_INIT, link = BUF_INIT;
	struct inbox *ib;

	inbox_close(open_inbox(*state, STORE_WRITE, 0));
	buf_addf(&link, "%s/linked", o.dir);
	assert_int_equal(symlink(LIST, link.data), 0);
	o.list = "linked";
	assert_int_equal(inbox_open(&ib, &o, &why), ST_NOINPUT);
	assert_non_null(strstr(buf_cstr(&why), "symbolic link"));
	o.list = LIST;
	buf_reset(&why);
	assert_int_equal(chmod(o.dir, 0777), 0);
	assert_int_equal(inbox_open(&ib, &o, &why), ST_NOINPUT);
	assert_non_null(strstr(buf_cstr(&why), "everybody"));
	assert_int_equal(chmod(o.dir, 0700), 0);
	buf_reset(&link);
	buf_addf(&link, "%s/" LIST, o.dir);
	assert_int_equal(chmod(link.data, 0777), 0);
	assert_int_equal(inbox_open(&ib, &o, &why), ST_NOINPUT);
	assert_int_equal(chmod(link.data, 0700), 0);
	buf_release(&why);
	buf_release(&link);
}

/* A segment that is a link is neither read nor written to, even to a sound file. */
static void test_linked_file(void **state)
{
	struct store_options o = { .dir = *state, .list = LIST, .mode = STORE_WRITE };
	struct buf why = BUF_INIT, file = BUF_INIT, away = BUF_INIT;
	struct inbox *ib;

	inbox_close(open_inbox(*state, STORE_WRITE, 0));
	buf_addf(&file, "%s/" LIST "/0.tdb", o.dir);
	buf_addf(&away, "%s/away", o.dir);
	assert_int_equal(rename(file.data, away.data), 0);
	for (int dangling = 0; dangling < 2; dangling++) {
		assert_int_equal(symlink(dangling ? "nowhere" : away.data, file.data), 0);
		for (int mode = STORE_READ; mode <= STORE_WRITE; mode++) {
			o.mode = (enum store_mode)mode;
			buf_reset(&why);
			assert_int_equal(inbox_open(&ib, &o, &why), ST_NOINPUT);
			assert_non_null(strstr(buf_cstr(&why), "symbolic link"));
		}
		assert_int_equal(unlink(file.data), 0);
	}
	buf_release(&why);
	buf_release(&file);
	buf_release(&away);
}

/* Four processes put mails, many of them with the same Message-ID: no mail is lost. */
static void test_two_writers(void **state)
{
	struct inbox *ib;
	struct inbox_totals t;
	char id[32];
	int status, lost = 0;

	for (int child = 0; child < 4; child++) {
		if (fork() != 0)
			continue;
		ib = open_inbox(*state, STORE_WRITE, STORE_SEGMENT_MIN);
		for (int i = 0; i < 200; i++) {
			snprintf(id, sizeof(id), "%d@x", i * (child % 2 + 1));
			put_id(ib, id, i, live());
		}
		inbox_close(ib);
		_exit(0);
	}
	while (wait(&status) > 0)
		lost += status != 0;
	assert_int_equal(lost, 0);
	ib = open_inbox(*state, STORE_READ, 0);
	inbox_totals(ib, &t);
	assert_int_equal(t.mails, 300);
	check_close(ib);
}

#define ROUNDS 20

/* Puts mail number i of one of two writers. */
static enum status put_large(struct inbox *ib, const char *who, int i, struct str body)
{
	char id[32];
	struct record r;

	snprintf(id, sizeof(id), "%s-%d@x", who, i);
	r = record_of(id, i);
	r.body = body;
	return put_one(ib, &r, live());
}

/* The other process: it reads a byte when its turn begins, and sends it back after. */
static int take_turns(const char *dir, int fd, struct str body)
{
	struct inbox *ib = open_inbox(dir, STORE_WRITE, 0);
	char turn;

	for (int i = 0; i < ROUNDS; i++) {
		if (read(fd, &turn, 1) != 1 ||
		    put_large(ib, "bulk", i, body) != ST_EXISTS ||
		    put_large(ib, "other", i, STR("small")) != ST_OK ||
		    write(fd, &turn, 1) != 1)
			return 1;
	}
	return 0;
}

/* One writer maps the file, the other does not, until the file is too large for a
 * mapping. */
static void test_bulk(void **state)
{
	struct store_options o = {
		.dir = *state, .list = LIST, .mode = STORE_WRITE, .bulk = true
	};
	struct buf body = BUF_INIT;
	struct inbox_totals t;
	struct inbox *ib;
	int status, fd[2];
	char turn = 't';

	while (body.len < 1 << 20)
		buf_addstr(&body, "more of a commit message\n");
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), 0);
	if (fork() == 0) {
		close(fd[0]);
		_exit(take_turns(*state, fd[1], buf_str(&body)));
	}
	close(fd[1]);
	ib = open_or_fail(&o);
	for (int i = 0; i < ROUNDS; i++) {
		assert_int_equal(put_large(ib, "bulk", i, buf_str(&body)), ST_OK);
		assert_true(write(fd[0], &turn, 1) == 1 && read(fd[0], &turn, 1) == 1);
		assert_int_equal(put_large(ib, "other", i, STR("small")), ST_EXISTS);
	}
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	inbox_totals(ib, &t);
	assert_int_equal(t.mails, 2 * ROUNDS);
	assert_true(size_of(ib) > 32 << 20);
	check_close(ib);
	close(fd[0]);
	buf_release(&body);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		T(test_dedupe),
		T(test_one_mail),
		T(test_arrived),
		T(test_positions),
		T(test_duplicate_positions),
		T(test_generations),
		T(test_abbrev),
		T(test_looping_chain),
		T(test_broken_chains),
		T(test_broken_entries),
		T(test_live_commits),
		T(test_abbreviated_commits),
		T(test_newer_rules),
		T(test_threads),
		T(test_segments),
		T(test_lost_segments),
		T(test_nothing_there),
		T(test_foreign),
		T(test_unsafe_folders),
		T(test_linked_file),
		T(test_two_writers),
		T(test_bulk),
	};

	return cmocka_run_group_tests_name("inbox", tests, NULL, NULL);
}
