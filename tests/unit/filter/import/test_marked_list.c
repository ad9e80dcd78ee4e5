/* SPDX-License-Identifier: MIT */
#include "filter/import/marked_list.h"
#include "tests/support/nosync.h"
#include "tests/support/repo.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

/* A list, and the mark that it has. */
struct marks {
	const char *list;
	uint32_t epoch, next_ordinal;
	bool other; /* of another archive */
};

static const struct row {
	const char *name;
	struct marks marks[3];
	const char *list;
} rows[] = {
	{ "no list", .list = "" },
	{ "another archive's", { { "a.example", 0, 5, true } }, "" },
	{ "this one's",
	  { { "a.example", 0, 5, true }, { "b.example", 0, 5, false } },
	  "b.example" },
	{ "only its first commit is noted",
	  { { "b.example", 0, 0, false } },
	  "b.example" },
	{ "the one that has read most",
	  { { "a.example", 0, 2, false }, { "b.example", 0, 3, false } },
	  "b.example" },
	{ "of two the first by name",
	  { { "b.example", 0, 2, false }, { "a.example", 0, 2, false } },
	  "a.example" },
	{ "a later epoch of the list",
	  { { "a.example", 0, 9, true }, { "a.example", 1, 1, false } },
	  "a.example" },
};

static void put_mark(const char *dir, const struct marks *m, const struct epoch *e)
{
	struct store_options o = { .dir = dir, .list = m->list, .mode = STORE_WRITE };
	struct import_mark mark = { .next_ordinal = m->next_ordinal };
	struct buf why = BUF_INIT;
	struct inbox *ib;

	memcpy(mark.root, e->mark.root, sizeof(mark.root));
	mark.commit_len = e->mark.commit_len;
	mark.root[0] = (unsigned char)(mark.root[0] + m->other);
	assert_int_equal(inbox_open_begin(&ib, &o, &why), ST_OK);
	assert_int_equal(inbox_put_import_mark(ib, m->epoch, &mark), ST_OK);
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	inbox_close(ib);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	char *dir = temp_dir(), *git, *store;
	struct archive a = ARCHIVE_INIT;
	struct buf list = BUF_INIT, why = BUF_INIT;
	struct epoch e;

	assert_true(asprintf(&git, "%s/x.git", dir) > 0);
	assert_true(asprintf(&store, "%s/store", dir) > 0);
	repo_add(git, "a b", true);
	assert_int_equal(archive_find(&a, git, &why), ST_OK);
	e = a.epoch[0];
	archive_find_root(&e);
	for (size_t i = 0; i < ARRAY_SIZE(row->marks) && row->marks[i].list; i++)
		put_mark(store, &row->marks[i], &e);
	marked_list_find(store, &a, &list);
	same_buf(&list, row->list);
	archive_release(&a);
	free(git);
	free(store);
	temp_remove(dir);
}

/* A marked_list_fn: the second list that is asked has all. */
static uint64_t has_all_in_second(const void *source, struct inbox *ib)
{
	int *asked = *(int *const *)source;

	(void)ib;
	return ++*asked == 2 ? UINT64_MAX : 1;
}

static void no_list_is_asked_after_all_is_found(void **state)
{
	static const struct marks lists[] = { { "a.example", 0, 0, false },
					      { "b.example", 0, 0, false },
					      { "c.example", 0, 0, false } };
	char *dir = temp_dir();
	struct epoch e = { .mark = { .commit_len = 20 } };
	struct buf list = BUF_INIT;
	int asked = 0, *counter = &asked;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		put_mark(dir, &lists[i], &e);
	marked_list_choose(dir, has_all_in_second, &counter, &list);
	same_buf(&list, "b.example");
	assert_int_equal(asked, 2);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_test(&t, "no list is asked after all is found",
		 no_list_is_asked_after_all_is_found);
	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("marked_list", &t);
}
