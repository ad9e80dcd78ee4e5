/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/board/patch_ids.h"

#define ID_A "aaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbb"
#define HEX_A "6161616161616161616161616161616161616161"

static const struct ids_row {
	const char *name;
	const char *first[3], *second[3];
	uint32_t common;
} rows[] = {
	{ "none", { NULL }, { ID_A }, 0 },
	{ "one of two", { ID_A, ID_B }, { ID_B }, 1 },
	{ "all, in another order", { ID_A, ID_B }, { ID_B, ID_A }, 2 },
	{ "a patch that the first has twice", { ID_A, ID_A }, { ID_A }, 2 },
	{ "a patch without an id is in no other version", { "" }, { "" }, 0 },
};

static void add_ids(struct patch_ids *p, const char *const *ids)
{
	for (int i = 0; i < 3 && ids[i]; i++)
		patch_ids_add(p, str_from(ids[i]), STR_EMPTY);
}

static void check_common(void **state)
{
	const struct ids_row *row = *state;
	struct patch_ids a = PATCH_IDS_INIT, b = PATCH_IDS_INIT;

	add_ids(&a, row->first);
	add_ids(&b, row->second);
	assert_int_equal(patch_ids_common(&a, &b), row->common);
	patch_ids_release(&a);
	patch_ids_release(&b);
}

static void reads_parts(void **state)
{
	struct patch_ids a = PATCH_IDS_INIT, b = PATCH_IDS_INIT;

	(void)state;
	patch_ids_add(&a, STR_EMPTY,
		      STR("1 1 2 3 " HEX_A " A\ta@x.example\tone\n"
			  "2 1 0 1 - B\tb@y.example\ttwo\n"));
	patch_ids_add(&b, STR(ID_A), STR_EMPTY);
	assert_int_equal(a.n, 2);
	assert_int_equal(patch_ids_common(&a, &b), 1);
	patch_ids_release(&a);
	patch_ids_release(&b);
}

static void knows_all(void **state)
{
	struct patch_ids a = PATCH_IDS_INIT;

	(void)state;
	assert_false(patch_ids_known(&a, 0));
	patch_ids_add(&a, STR(ID_A), STR_EMPTY);
	assert_true(patch_ids_known(&a, 1));
	assert_false(patch_ids_known(&a, 2));
	patch_ids_add(&a, STR_EMPTY, STR_EMPTY);
	assert_false(patch_ids_known(&a, 2));
	patch_ids_release(&a);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_common);
	add_test(&t, "a mail with several patches", reads_parts);
	add_test(&t, "each of so many", knows_all);
	return run_group("patch ids", &t);
}
