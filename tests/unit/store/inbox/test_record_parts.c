/* SPDX-License-Identifier: MIT */
#include "store/inbox/record_parts.h"
#include "tests/support/rows.h"

#define ID "0123456789abcdef0123456789abcdef01234567"

/* Lines, and the patches that are read from them. */
static const struct row {
	const char *name;
	const char *lines;
	const char *patches; /* "NUMBER FILES +INS -DEL (ID) NAME <ADDR>: TITLE|" each */
} rows[] = {
	{ "nothing", "", "" },
	{ "two", "1 2 3 4 " ID " A B\ta@x\tone: a title\n2 0 0 0 - \tb@x\ttwo\n",
	  "1 2 +3 -4 (" ID ") A B <a@x>: one: a title|2 0 +0 -0 () <b@x>: two|" },
	{ "no name, no address, no title", "0 0 0 0 - \t\t\n", "0 0 +0 -0 () <>: |" },
	{ "a tab in the title is the title's", "1 1 1 1 - A\ta@x\tb\tc\n",
	  "1 1 +1 -1 () A <a@x>: b\tc|" },
	{ "the last line lacks its end", "1 1 1 1 - A\ta@x\tb",
	  "1 1 +1 -1 () A <a@x>: b|" },
	{ "other lines are passed over",
	  "1 2\n\n-1 1 1 1 - A\ta@x\tb\n1 1 1 4294967296 - A\ta@x\tb\n"
	  "1 1 1 1 abc A\ta@x\tb\n1 1 1 1 - A\ta@x\n1  1 1 1 - A\ta@x\tb\n"
	  "7 1 1 1 - A\ta@x\tb\n",
	  "7 1 +1 -1 () A <a@x>: b|" },
};

static void add_read(struct buf *out, struct str lines)
{
	struct record_part p;

	while (record_part_next(&lines, &p)) {
		buf_addf(out, "%u %u +%u -%u (", p.number, p.files, p.insertions,
			 p.deletions);
		buf_adds(out, p.patch_id);
		buf_addstr(out, p.name.len ? ") " : ")");
		buf_adds(out, p.name);
		buf_addstr(out, " <");
		buf_adds(out, p.addr);
		buf_addstr(out, ">: ");
		buf_adds(out, p.title);
		buf_addch(out, '|');
	}
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf got = BUF_INIT;
	uint32_t n = 0;

	add_read(&got, str_from(row->lines));
	for (size_t i = 0; i < got.len; i++)
		n += got.data[i] == '|';
	assert_int_equal(record_parts_count(str_from(row->lines)), n);
	same_buf(&got, row->patches);
}

static void test_written(void **state)
{
	const struct record_part p = {
		1, 2, 3, UINT32_MAX, STR(ID), STR("A\nB"), STR("a\t@x"), STR("t\r\nu\tv")
	};
	const struct record_part none = { 0,	     0,		0,	   0,
					  STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY };
	struct buf parts = BUF_INIT;

	(void)state;
	assert_true(record_part_add(&parts, &p));
	assert_true(record_part_add(&parts, &none));
	same_buf(&parts, "1 2 3 4294967295 " ID " A B\ta @x\tt  u v\n0 0 0 0 - \t\t\n");
}

/* A line that does not fit changes nothing. */
static void test_bounded(void **state)
{
	char title[1000];
	const struct record_part p = { .title = { title, sizeof(title) } };
	struct buf parts = BUF_INIT;
	uint32_t n = 0;

	(void)state;
	memset(title, 'x', sizeof(title));
	while (record_part_add(&parts, &p))
		n++;
	assert_int_equal(n, RECORD_PARTS_BYTES / (sizeof(title) + 13));
	assert_int_equal(record_parts_count(buf_str(&parts)), n);
	assert_true(parts.len <= RECORD_PARTS_BYTES);
	buf_release(&parts);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "written", test_written);
	add_test(&t, "bounded", test_bounded);
	return run_group("record_parts", &t);
}
