/* SPDX-License-Identifier: MIT */
#include "filter/patch/diffstat.h"
#include "tests/support/rows.h"

static const struct summary_row {
	const char *line;
	bool is;
	uint32_t files, insertions, deletions;
} summaries[] = {
	{ " 1 file changed, 2 insertions(+), 3 deletions(-)", true, 1, 2, 3 },
	{ " 12 files changed, 1 insertion(+)", true, 12, 1, 0 },
	{ " 12 files changed, 1 deletion(-)", true, 12, 0, 1 },
	{ "1 files changed", true, 1, 0, 0 },
	{ "  1 file changed, 0 insertions(+), 0 deletions(-)  ", true, 1, 0, 0 },
	{ " 0 files changed", true, 0, 0, 0 },
	{ "> 1 file changed", false, 0, 0, 0 },
	{ "1 file changed hands", false, 0, 0, 0 },
	{ "the 1 file changed", false, 0, 0, 0 },
	{ "files changed", false, 0, 0, 0 },
	{ "4294967296 files changed", false, 0, 0, 0 },
	{ "", false, 0, 0, 0 },
};

static void check_summary(void **state)
{
	const struct summary_row *row = *state;
	struct diff_sums sums = { 0, 0, 0 };

	assert_int_equal(diffstat_summary(str_from(row->line), &sums), row->is);
	assert_int_equal(sums.files, row->files);
	assert_int_equal(sums.insertions, row->insertions);
	assert_int_equal(sums.deletions, row->deletions);
}

static const struct name_row {
	const char *line, *paths;
} names[] = {
	{ " a/b.c | 2 +-", "a/b.c\n" },
	{ " a b => c d | 2 +-", "a b\nc d\n" },
	{ " a/{b => c}/d | 2 +-", "a/b/d\na/c/d\n" },
	{ " a/{b => }/d | 2 +-", "a/b/d\na/d\n" },
	{ " {a => b} | 2 +-", "a\nb\n" },
	{ " a/{ => b/c}/d | 2 +-", "a/d\na/b/c/d\n" },
	{ " a{b | 2 +-", "a{b\n" },
	{ " a} => b{ | 2 +-", "a}\nb{\n" },
	{ " .../a.png | Bin 0 -> 12 bytes", ".../a.png\n" },
	{ " | 2 +-", "" },
};

static void check_name(void **state)
{
	const struct name_row *row = *state;
	struct buf paths = BUF_INIT;

	diffstat_paths(&paths, str_from(row->line), 100);
	same_buf(&paths, row->paths);
}

static const struct file_row {
	const char *line;
	bool is;
} files[] = {
	{ " a/b.c | 2 +-", true },
	{ " a.png | Bin 0 -> 12 bytes", true },
	{ " a.png |  binary", true },
	{ " a.c|0", true },
	{ " a|b.c | 2", true },
	{ " a.c | Unmerged", true },
	{ " a.c", false },
	{ " | head |", false },
	{ " a | b", false },
	{ "", false },
	{ " 2 files changed", false },
};

static void check_file(void **state)
{
	const struct file_row *row = *state;

	assert_int_equal(diffstat_is_file(str_from(row->line)), row->is);
}

static void test_lines(void **state)
{
	struct str text = STR("a|b\n\n x | 1 +\n y | Bin\n 2 files changed\n");
	struct str first = STR(" x | 1 +\n 1 file changed\n");

	(void)state;
	same_str(diffstat_lines(text, str_find(text, STR(" 2 files"))),
		 " x | 1 +\n y | Bin\n");
	same_str(diffstat_lines(first, 9), " x | 1 +\n");
	same_str(diffstat_lines(text, 0), "");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, summaries, ARRAY_SIZE(summaries), sizeof(summaries[0]),
		 check_summary);
	add_rows(&t, names, ARRAY_SIZE(names), sizeof(names[0]), check_name);
	add_rows(&t, files, ARRAY_SIZE(files), sizeof(files[0]), check_file);
	add_test(&t, "lines", test_lines);
	return run_group("diffstat", &t);
}
