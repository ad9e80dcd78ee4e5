/* SPDX-License-Identifier: MIT */
/* Ids over two stores. test_window looks for ids and checks the messages. */
#include "report/window/commit_id.h"
#include "tests/support/rows.h"
#include "tests/support/inboxes.h"
#include "tests/support/lists.h"

#define LIST "kvm.example.org"

static const struct inbox_row first[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, "1234567890aa", 0 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, "1234567890ab", 1 },
	{ "c@x", "[PATCH] c", "C", "c@x", 300, "1234567fff", -1 },
	{ "d@x", "[PATCH] d", "D", "d@x", 400, NULL, -1 },
};

/* In this archive c has a commit; a is only live. */
static const struct inbox_row second[] = {
	{ "c@x", "[PATCH] c", "C", "c@x", 300, "1234567eee", 2 },
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
};

/* A mail's id, and how many digits, at least 9, make it unique. */
static const struct row {
	const char *name, *message_id, *hex;
	size_t len;
} rows[] = {
	{ "two commits alike", "a@x", "1234567890aa", 12 },
	{ "the other one", "b@x", "1234567890ab", 12 },
	{ "the archive's commit counts", "c@x", "1234567eee", 9 },
	{ "no commit: SHA-1 of list and Message-ID", "d@x",
	  "3163226ba99fac69adaf99499087599b7efaf803", 9 },
	{ "no such mail", "e@x", NULL, 0 },
};

static char base[] = "/tmp/test-commit-id-XXXXXX";
static char *dirs[2];

static void open_both(struct stores *s)
{
	struct buf why = BUF_INIT;

	assert_int_equal(open_lists(s, (const char *const *)dirs, 2, LIST, &why), ST_OK);
}

static const struct inbox_row *letter_of(const char *id)
{
	static const struct inbox_row nowhere = { "e@x", "[PATCH] e", "E", "e@x",
						  0,	 NULL,	      -1 };

	for (size_t i = 0; i < ARRAY_SIZE(first); i++)
		if (strcmp(first[i].id, id) == 0)
			return &first[i];
	return &nowhere;
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct stores s = STORES_INIT;
	struct commit_id id = COMMIT_ID_INIT;
	struct record r;

	open_both(&s);
	record_from_row(&r, letter_of(row->message_id));
	assert_int_equal(commit_id_of_mail(&id, &s, &r), row->hex ? ST_OK : ST_NOTFOUND);
	if (row->hex) {
		assert_memory_equal(id.hex, row->hex, strlen(row->hex));
		assert_int_equal(strlen(id.hex), 40);
		assert_int_equal(commit_id_unique_len(&id, &s, 9), row->len);
	}
	commit_id_release(&id);
	stores_close(&s);
}

/* If only one store has a commit, its mail gives the position in the other store. */
static void finds_pos_by_mail(void **state)
{
	struct stores s = STORES_INIT;
	struct commit_id id = COMMIT_ID_INIT;
	struct buf why = BUF_INIT;
	struct archive_pos pos;

	(void)state;
	open_both(&s);
	assert_int_equal(commit_id_find(&id, &s, STR("1234567fff"), &why), ST_OK);
	assert_int_equal(commit_id_pos(&id, &s, 0, &pos), ST_OK);
	assert_true(archive_pos_is_live(pos));
	assert_int_equal(commit_id_pos(&id, &s, 1, &pos), ST_OK);
	assert_int_equal(pos.ordinal, 2);
	commit_id_release(&id);
	assert_int_equal(commit_id_find(&id, &s, STR("1234567890ab"), &why), ST_OK);
	assert_int_equal(commit_id_pos(&id, &s, 1, &pos), ST_NOTFOUND);
	commit_id_release(&id);
	stores_close(&s);
}

static void newest_is_the_last_live_one(void **state)
{
	struct stores s = STORES_INIT;
	struct commit_id id = COMMIT_ID_INIT;

	(void)state;
	open_both(&s);
	assert_int_equal(commit_id_newest(&id, &s), ST_OK);
	assert_true(str_eq(id.mail.record.message_id, STR("d@x")));
	commit_id_release(&id);
	stores_close(&s);
}

static void pos_before_is_a_lower_end(void **state)
{
	struct archive_pos third = { 2, 1, 3 }, first_of_epoch = { 2, 1, 0 },
			   first_of_all = { 0, 0, 0 };

	(void)state;
	assert_int_equal(archive_pos_before(third).ordinal, 2);
	assert_int_equal(archive_pos_before(first_of_epoch).epoch, 1);
	assert_int_equal(archive_pos_before(first_of_epoch).ordinal, UINT32_MAX);
	assert_int_equal(
	    archive_pos_cmp(archive_pos_before(first_of_all), ARCHIVE_POS_START), 0);
}

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(base))
		return -1;
	for (int i = 0; i < 2; i++)
		if (asprintf(&dirs[i], "%s/%d", base, i) < 0)
			return -1;
	inbox_fill(dirs[0], LIST, ROWS_OF(first));
	inbox_fill(dirs[1], LIST, ROWS_OF(second));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	temp_remove_folder(base);
	free(dirs[0]);
	free(dirs[1]);
	return 0;
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "finds_pos_by_mail", finds_pos_by_mail);
	add_test(&t, "newest_is_the_last_live_one", newest_is_the_last_live_one);
	add_test(&t, "pos_before_is_a_lower_end", pos_before_is_a_lower_end);
	return run_group_with("commit_id", &t, setup, teardown);
}
