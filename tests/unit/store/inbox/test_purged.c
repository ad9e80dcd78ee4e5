/* SPDX-License-Identifier: MIT */
/* An archive's epoch is read, and read again after its history was edited. */
#include "store/inbox/purged.h"
#include "tests/support/nosync.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static struct record record_of(const char *id)
{
	struct record r = RECORD_INIT;

	r.kind = KIND_PATCH;
	r.rules = RECORD_RULES;
	r.message_id = str_from(id);
	r.subject = r.title = STR("a title");
	r.version = STR("1");
	r.author_addr = r.from_addr = STR("author@x");
	r.arrival = r.date = 1000;
	return r;
}

/* Each letter is a mail; its commit is made of the letter. */
static void put_epoch(struct inbox *ib, uint32_t epoch, uint32_t generation,
		      const char *letters)
{
	for (uint32_t i = 0; letters[i]; i++) {
		const char id[] = { letters[i], '@', 'x', '\0' };
		struct commit_ref p = { .commit_digits = 40,
					.archived = true,
					.pos = { epoch, generation, i } };
		struct record r = record_of(id);
		enum status st;

		memset(p.commit, letters[i], 20);
		st = inbox_put(ib, &r, &p);
		assert_true(st == ST_OK || st == ST_EXISTS);
	}
}

static const struct row {
	const char *name;
	const char *before, *after; /* of epoch 0 */
	const char *other, *live;   /* mails of epoch 1, and live mails */
	const char *purged;	    /* sorted by seq */
	uint64_t of;
} rows[] = {
	{ "nothing", "abc", "abcd", "", "", "", 4 },
	{ "one", "abcd", "acd", "", "", "b", 4 },
	{ "some", "abcd", "a", "", "", "bcd", 4 },
	{ "another first commit", "abcd", "xcd", "", "", "", 3 },
	{ "the first one too", "abcd", "bcd", "", "", "", 3 },
	{ "one is in another epoch", "abcd", "ad", "b", "", "c", 3 },
	{ "one came live", "abcd", "ad", "", "c", "b", 3 },
};

static void put_live(struct inbox *ib, const char *letters)
{
	const struct commit_ref none = { .commit_digits = 0 };

	for (; *letters; letters++) {
		const char id[] = { *letters, '@', 'x', '\0' };
		struct record r = record_of(id);

		assert_int_equal(inbox_put(ib, &r, &none), ST_OK);
	}
}

static void add_letter(struct inbox *ib, uint32_t seq, struct buf *got)
{
	struct mail m = MAIL_INIT;

	assert_int_equal(inbox_mail(ib, seq, &m), ST_OK);
	buf_addch(got, m.record.message_id.s[0]);
	mail_release(&m);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	char *dir = temp_dir();
	struct store_options o = { .dir = dir, .list = "p.example", .mode = STORE_WRITE };
	struct buf why = BUF_INIT, got = BUF_INIT;
	struct inbox *ib;
	struct purged p;

	assert_int_equal(inbox_open_begin(&ib, &o, &why), ST_OK);
	put_live(ib, row->live);
	put_epoch(ib, 0, 0, row->before);
	put_epoch(ib, 1, 0, row->other);
	put_epoch(ib, 0, 1, row->after);
	assert_int_equal(purged_find(ib, 0, &p), ST_OK);
	for (size_t i = 0; i < p.n; i++)
		add_letter(ib, p.mail[i].seq, &got);
	same_buf(&got, row->purged);
	assert_int_equal(p.of, row->of);
	free(p.mail);
	inbox_cancel(ib);
	inbox_close(ib);
	temp_remove(dir);
}

/* A commit whose message can't be read any more is there all the same. */
static void check_commit(void **state)
{
	const struct commit_ref p = { .commit_digits = 40,
				      .archived = true,
				      .pos = { 0, 1, 1 } };
	char *dir = temp_dir();
	struct store_options o = { .dir = dir, .list = "p.example", .mode = STORE_WRITE };
	struct commit_ref unread = p;
	struct buf why = BUF_INIT;
	struct purged found;
	struct inbox *ib;

	(void)state;
	assert_int_equal(inbox_open_begin(&ib, &o, &why), ST_OK);
	put_epoch(ib, 0, 0, "ab");
	put_epoch(ib, 0, 1, "a");
	memset(unread.commit, 'b', 20);
	assert_int_equal(inbox_put_commit_entry(ib, &unread, SEQ_NONE), ST_OK);
	assert_int_equal(purged_find(ib, 0, &found), ST_OK);
	assert_int_equal(found.n, 0);
	free(found.mail);
	inbox_cancel(ib);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "check_commit", check_commit);
	return run_group("purged", &t);
}
