/* SPDX-License-Identifier: MIT */
/* Mails that bear one Message-ID: which one is meant, and what its id is. */
#include "report/window/commit_id.h"
#include "report/window/post.h"
#include "report/window/same_id.h"
#include "store/util/hex.h"
#include "tests/support/rows.h"
#include "tests/support/inboxes.h"
#include "tests/support/lists.h"
#include "tests/support/nosync.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define MAILS 3

/* The earliest first. */
static const struct inbox_row mails[MAILS] = {
	{ "x@x", "lunch", "M", "m@evil", 100, NULL, -1 },
	{ "x@x", "[PATCH] fix", "A", "a@x", 200, NULL, -1 },
	{ "x@x", "[PATCH] other", "A", "a@x", 300, NULL, -1 },
};

/* Which of them are in which store, in which order. */
static const struct layout {
	const char *name;
	int mails[2][MAILS + 1]; /* from 1 */
} layouts[] = {
	{ "the earliest first", { { 1, 2, 3 } } },
	{ "the earliest last", { { 3, 2, 1 } } },
	{ "the earliest in between", { { 2, 1, 3 } } },
	{ "two stores that have all", { { 3, 2, 1 }, { 1, 2, 3 } } },
	{ "two stores, and one has the earliest", { { 3, 2 }, { 1 } } },
	{ "two stores with one mail in both", { { 2, 3 }, { 2, 1 } } },
};

static void open_layout(struct stores *s, const char *dir, const struct layout *l,
			char *homes[2])
{
	struct inbox_row rows[MAILS];
	struct buf why = BUF_INIT;
	size_t n, stores = 0;

	for (size_t i = 0; i < 2 && l->mails[i][0]; i++, stores++) {
		assert_true(asprintf(&homes[i], "%s/%zu", dir, i) > 0);
		for (n = 0; l->mails[i][n]; n++)
			rows[n] = mails[l->mails[i][n] - 1];
		inbox_fill(homes[i], LIST, rows, n);
	}
	assert_int_equal(open_lists(s, (const char *const *)homes, stores, LIST, &why),
			 ST_OK);
	buf_release(&why);
}

/* The id that the mail has in a digest. */
static void expected_id(char *hex, const struct inbox_row *row)
{
	unsigned char id[MAIL_ID_SIZE];

	if (row == &mails[0])
		mail_id_make(id, STR(LIST), str_from(row->id));
	else
		mail_id_make_own(id, STR(LIST), str_from(row->id), str_from(row->addr),
				 str_from(row->subject));
	hex_write(hex, id, 2 * MAIL_ID_SIZE);
}

static void expect_found(const struct stores *s, struct str hex, const char *title)
{
	struct commit_id id = COMMIT_ID_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(commit_id_find(&id, s, hex, &why), ST_OK);
	assert_true(str_eq(id.mail.record.title, str_from(title)));
	for (size_t i = 0; i < s->n; i++) {
		struct archive_pos pos = ARCHIVE_POS_NONE;
		uint32_t seq;

		/* a store that lacks the mail has no position of another one for it */
		assert_int_equal(
		    commit_id_pos(&id, s, i, &pos),
		    inbox_lookup_mail(s->inboxes[i], &id.mail.record, &seq, NULL));
	}
	commit_id_release(&id);
	buf_release(&why);
}

static void check_ids(void **state)
{
	const struct layout *l = *state;
	struct stores s = STORES_INIT;
	char *dir = temp_dir(), *homes[2] = { NULL, NULL };
	char hex[2 * MAIL_ID_SIZE + 1];

	open_layout(&s, dir, l, homes);
	for (int i = 0; i < MAILS; i++) {
		struct commit_id id = COMMIT_ID_INIT;
		struct record r;

		record_from_row(&r, &mails[i]);
		expected_id(hex, &mails[i]);
		assert_int_equal(commit_id_of_mail(&id, &s, &r), ST_OK);
		assert_string_equal(id.hex, hex);
		assert_int_equal(commit_id_of_archived(&id, &s, &r), ST_NOTFOUND);
		expect_found(&s, str_from(hex), mails[i].subject);
		expect_found(&s, str_sub(str_from(hex), 0, 9), mails[i].subject);
		commit_id_release(&id);
	}
	stores_close(&s);
	temp_remove(dir);
	free(homes[0]);
	free(homes[1]);
}

static void expect_wish(const struct stores *s, const char *title, const char *poster,
			const char *found)
{
	const struct same_id_wish wish = { STR("x@x"), str_from(title), str_from(poster),
					   SAME_ID_MAX };
	struct mail m = MAIL_INIT;
	size_t store;

	assert_int_equal(same_id_find(s->inboxes, s->n, &wish, &m, &store), ST_OK);
	assert_true(str_eq(m.record.title, str_from(found)));
	mail_release(&m);
}

static void check_wishes(void **state)
{
	const struct layout *l = *state;
	struct stores s = STORES_INIT;
	char *dir = temp_dir(), *homes[2] = { NULL, NULL };

	open_layout(&s, dir, l, homes);
	expect_wish(&s, "", "", "lunch");
	expect_wish(&s, "what?", "A@x", "[PATCH] fix");
	expect_wish(&s, "[patch]  other", "m@evil", "[PATCH] other");
	stores_close(&s);
	temp_remove(dir);
	free(homes[0]);
	free(homes[1]);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, layouts, ARRAY_SIZE(layouts), sizeof(layouts[0]), check_ids);
	add_rows(&t, layouts, ARRAY_SIZE(layouts), sizeof(layouts[0]), check_wishes);
	return run_group("same_id", &t);
}
