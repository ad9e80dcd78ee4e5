/* SPDX-License-Identifier: MIT */
#include "report/window/stores.h"
#include "tests/support/rows.h"
#include "tests/support/inboxes.h"
#include "tests/support/lists.h"

static const struct inbox_row archived[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, "aaaaaaa1", 0 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, "bbbbbbb1", 1 },
};

static const struct inbox_row live[] = {
	{ "b@x", "[PATCH] b", "B", "b@x", 200, NULL, -1 },
	{ "c@x", "[PATCH] c", "C", "c@x", 300, NULL, -1 },
};

/*
 * Folder 0 has kvm and kvm-ppc of example.org, and kvm of example.net; 1 kvm and qemu of
 * example.org; 2 one list, 3 no list; 4 is missing.
 */
static const struct row {
	const char *name;
	int dirs[2];
	size_t n;
	const char *words;
	enum status st;
	const char *lists;   /* or a part of the message */
	const char *inboxes; /* each with the digit of its folder */
} rows[] = {
	{ "by name",
	  { 0 },
	  1,
	  "kvm.example.org",
	  ST_OK,
	  "kvm.example.org",
	  "kvm.example.org0 " },
	{ "the only one", { 2 }, 1, NULL, ST_OK, "kvm", "kvm2 " },
	{ "in both stores",
	  { 0, 1 },
	  2,
	  "kvm.example.org",
	  ST_OK,
	  "kvm.example.org",
	  "kvm.example.org0 kvm.example.org1 " },
	{ "in one of two",
	  { 0, 1 },
	  2,
	  "qemu",
	  ST_OK,
	  "qemu.example.org",
	  "qemu.example.org1 " },
	{ "several lists, by store and then by name",
	  { 1, 0 },
	  2,
	  "qemu kvm-ppc kvm.example.org",
	  ST_OK,
	  "kvm-ppc.example.org\nkvm.example.org\nqemu.example.org",
	  "kvm.example.org1 qemu.example.org1 kvm-ppc.example.org0 kvm.example.org0 " },
	{ "which one?",
	  { 0 },
	  1,
	  NULL,
	  ST_USAGE,
	  "kvm-ppc.example.org, kvm.example.net",
	  "" },
	{ "one of two is unknown",
	  { 0 },
	  1,
	  "kvm-ppc netdev",
	  ST_NOINPUT,
	  "'netdev'",
	  "" },
	{ "an empty store", { 3 }, 1, NULL, ST_NOINPUT, "patchdigest-filter", "" },
	{ "no store", { 4 }, 1, NULL, ST_NOINPUT, "patchdigest-filter", "" },
	{ "one of two is missing", { 0, 4 }, 2, "kvm-ppc", ST_NOINPUT, "/4", "" },
};

static char base[] = "/tmp/test-stores-XXXXXX";
static char *dirs[5];

static void check_row(void **state)
{
	const struct row *row = *state;
	const char *given[2] = { dirs[row->dirs[0]], dirs[row->dirs[1]] };
	struct stores s = STORES_INIT;
	struct buf why = BUF_INIT, inboxes = BUF_INIT;

	assert_int_equal(open_lists(&s, given, row->n, row->words, &why), row->st);
	if (row->st == ST_OK)
		assert_string_equal(buf_cstr(&s.lists), row->lists);
	else
		assert_non_null(strstr(buf_cstr(&why), row->lists));
	for (size_t i = 0; i < s.n; i++)
		buf_addf(&inboxes, "%s%c ", inbox_list(s.inboxes[i]),
			 s.homes[i][strlen(s.homes[i]) - 1]);
	same_buf(&inboxes, row->inboxes);
	stores_close(&s);
	buf_release(&why);
}

/* The archived copy counts, else the first store's. */
static void one_copy_counts(void **state)
{
	const char *both[2] = { dirs[1], dirs[0] };
	struct stores s = STORES_INIT;
	struct buf why = BUF_INIT;
	struct record b, c;

	(void)state;
	assert_int_equal(open_lists(&s, both, 2, "kvm.example.org", &why), ST_OK);
	record_from_row(&b, &live[0]);
	record_from_row(&c, &live[1]);
	assert_true(stores_better_elsewhere(&s, 0, &b));
	assert_false(stores_better_elsewhere(&s, 1, &b));
	assert_false(stores_better_elsewhere(&s, 0, &c));
	assert_true(stores_better_elsewhere(&s, 1, &c));
	b.title = b.subject = STR("[PATCH] another mail with this id");
	assert_false(stores_better_elsewhere(&s, 0, &b));
	stores_close(&s);
}

/* If a mail came through two lists, its archived copy counts. If no copy is archived, the
 * first list's copy counts. */
static void one_list_counts(void **state)
{
	const char *first[1] = { dirs[0] };
	struct stores s = STORES_INIT;
	struct buf why = BUF_INIT;
	struct record b, c;

	(void)state;
	assert_int_equal(
	    open_lists(&s, first, 1, "kvm-ppc kvm.example.org kvm.example.net", &why),
	    ST_OK);
	record_from_row(&b, &live[0]);
	record_from_row(&c, &live[1]);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(stores_best_copy(&s, i, &b), 2);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(stores_best_copy(&s, i, &c), 0);
	stores_close(&s);
}

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(base))
		return -1;
	for (int i = 0; i < 5; i++)
		if (asprintf(&dirs[i], "%s/%d", base, i) < 0)
			return -1;
	inbox_fill(dirs[0], "kvm.example.org", ROWS_OF(archived));
	inbox_fill(dirs[0], "kvm-ppc.example.org", ROWS_OF(live));
	inbox_fill(dirs[0], "kvm.example.net", ROWS_OF(live));
	inbox_fill(dirs[1], "kvm.example.org", ROWS_OF(live));
	inbox_fill(dirs[1], "qemu.example.org", ROWS_OF(live));
	inbox_fill(dirs[2], "kvm", ROWS_OF(live));
	return mkdir(dirs[3], 0700);
}

static int teardown(void **state)
{
	(void)state;
	temp_remove_folder(base);
	for (int i = 0; i < 5; i++)
		free(dirs[i]);
	return 0;
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "one_copy_counts", one_copy_counts);
	add_test(&t, "one_list_counts", one_list_counts);
	return run_group_with("stores", &t, setup, teardown);
}
