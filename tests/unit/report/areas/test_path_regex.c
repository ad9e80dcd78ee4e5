/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "report/areas/path_regex.h"
#include "tests/support/rows.h"

static const struct match_row {
	const char *name;
	const char *regex, *path;
	bool matches;
	const char *literal;
} matches[] = {
	{ "a word", "meson", "drivers/clk/meson/a.c", true, "meson" },
	{ "not that word", "meson", "drivers/clk/mason/a.c", false, "meson" },
	{ "not at the beginning", "[^a-z]tegra", "drivers/tegra.c", true, "tegra" },
	{ "at the beginning", "[^a-z]tegra", "tegra.c", false, "tegra" },
	{ "a set", "sun[x456789]i", "arch/arm/sun8i.dts", true, "sun" },
	{ "no digit", "mxc[^\\d]", "drivers/mxc_nand.c", true, "mxc" },
	{ "a digit", "mxc[^\\d]", "drivers/mxc4.c", false, "mxc" },
	{ "digits", "rk3\\d\\d\\d", "dts/rk3399.dts", true, "rk3" },
	{ "an optional byte", "bcm283*x?", "dts/bcm28.dts", true, "bcm28" },
	{ "repeated", "ab+c", "abbbc", true, "ab" },
	{ "one of two", "imx|vf610", "dts/vf610.dts", true, "" },
	{ "none of two", "imx|vf610", "dts/vf710.dts", false, "" },
	{ "a group", "(a|b)\\.dts$", "x/b.dts", true, "" },
	{ "a group without a number", "(?:a|b)\\.dts$", "x/b.dts", true, "" },
	{ "a dot that is one", "a\\.c", "abc", false, "a.c" },
	{ "a dot that is any byte", "a.c", "abc", true, "a" },
	{ "the ends", "^a/.*\\.c$", "a/b.c", true, "a/" },
	{ "not the ends", "^a/.*\\.c$", "b/a/b.c", false, "a/" },
	{ "blanks don't count", "axp [128]", "axp2.c", true, "axp" },
	{ "any case", "(?i)Tegra", "drivers/TEGRA.c", true, "Tegra" },
	{ "any case, compiled", "(?i)te.ra", "drivers/TEGRA.c", true, "te" },
	{ "case counts", "Tegra", "drivers/tegra.c", false, "Tegra" },
	{ "a word's end", "\\bsti\\b", "a/sti-b.c", true, "sti" },
	{ "no word's end", "\\bsti\\b", "a/stia.c", false, "sti" },
	{ "a slash in front of a slash", "\\/pxa", "arm/pxa.c", true, "/pxa" },
	{ "a bracket in brackets", "a[]x]b", "a]b", true, "a" },
	{ "a brace that closes nothing", "a}b", "a}b", true, "a" },
};

static void check_match(void **state)
{
	const struct match_row *row = *state;
	struct arena arena = ARENA_INIT;
	struct path_regex r;

	assert_true(path_regex_parse(&r, str_from(row->regex), &arena));
	assert_int_equal(path_regex_matches(&r, str_from(row->path)), row->matches);
	same_str(r.literal, row->literal);
	path_regex_release(&r);
	arena_release(&arena);
}

static const char *const refused[] = {
	"",	  " ",	    "a{2}",	  "((a{99}){99}){99}",
	"(a)\\1", "a(?!b)", "(?<=a)b",	  "a*?b",
	"a++b",	  "a\\Qb",  "[a",	  "(a",
	"a\\",	  "[\\]]",  "[[:alpha:]", "[a\\-z]",
	"a#b",	  "(?i",
};

static void refuses_others(void **state)
{
	struct arena arena = ARENA_INIT;
	struct path_regex r;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
		if (path_regex_parse(&r, str_from(refused[i]), &arena))
			fail_msg("'%s' was read", refused[i]);
	arena_release(&arena);
}

static void has_limits(void **state)
{
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct path_regex r;

	(void)state;
	for (int i = 0; i < PATH_REGEX_MAX; i++)
		buf_addch(&text, 'a');
	assert_true(path_regex_parse(&r, buf_str(&text), &arena));
	path_regex_release(&r);
	buf_addch(&text, 'a');
	assert_false(path_regex_parse(&r, buf_str(&text), &arena));
	assert_false(path_regex_parse(&r, (struct str){ "a\0b", 3 }, &arena));
	buf_release(&text);
	arena_release(&arena);
}

/* Nested repetitions, which take exponential time where they are tried one by one. */
static void takes_no_time(void **state)
{
	struct arena arena = ARENA_INIT;
	struct buf path = BUF_INIT;
	struct path_regex r;
	clock_t start = clock();

	(void)state;
	for (int i = 0; i < PATH_REGEX_PATH_MAX; i++)
		buf_addch(&path, 'a');
	assert_true(path_regex_parse(&r, STR("((a*)*(a|aa)*)*b"), &arena));
	assert_false(path_regex_matches(&r, buf_str(&path)));
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
	path_regex_release(&r);
	buf_release(&path);
	arena_release(&arena);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, matches, ARRAY_SIZE(matches), sizeof(matches[0]), check_match);
	add_test(&t, "other expressions are refused", refuses_others);
	add_test(&t, "lengths", has_limits);
	add_test(&t, "a hostile expression takes no time", takes_no_time);
	return run_group("path_regex", &t);
}
