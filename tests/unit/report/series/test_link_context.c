/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/series/link_context.h"
#include "store/util/array.h"
#include "store/util/buf.h"

#define URL "https://lists.example/r/old-1@x.example"

struct link_case {
	const char *name, *body;
	const char *version;
	bool rfc, older;
};

static const struct link_case cases[] = {
	{ "b4's", "- Link to v1: " URL "/\n", "1", false, true },
	{ "first of two", "Text.\n\nv1: " URL "\nv2: https://lists.example/other@y\n",
	  "1", false, true },
	{ "second of two", "v2: " URL "\nv1: https://lists.example/other@y\n", "1", false,
	  false },
	{ "an arrow, %40", "V3 -> https://lists.example/r/old-1%40x.example/T/#u", "3",
	  false, true },
	{ "a line of its own", "Version 1 was posted here:\n\n  " URL "\n", "1", false,
	  true },
	{ "in brackets", "[v2] " URL "\n", "2", false, true },
	{ "in words", "previous posting: <old-1@x.example>\n", "1", false, true },
	{ "only talk", "The previous discussion is here:\n" URL "\n", "1", false, false },
	{ "in a sentence",
	  "This is v3 of the series previously posted here:\n\n  " URL "\n", "1", false,
	  true },
	{ "out of a series",
	  "This has been extracted from the series previously posted here:\n" URL "\n",
	  "1", false, false },
	{ "a footnote of a sentence",
	  "This is a rework of the patch previously posted at [1].\n\n[1] " URL "\n", "1",
	  false, true },
	{ "a rework of the first one",
	  "This is a rework of an initial patch posted last week[1]\n\n[1] " URL "\n",
	  "1", false, true },
	{ "RFCv1", "RFCv1\n   " URL "\n", "1", true, true },
	{ "RFCv1 is not v2", "RFCv1\n   " URL "\n", "2", false, false },
	{ "an RFC", "RFC: " URL "\n", "1", true, true },
	{ "no RFC", "RFC: " URL "\n", "1", false, false },
	{ "v10", "v10: " URL "\n", "1", false, false },
	{ "v1.1", "v1.1: " URL "\n", "1", false, false },
	{ "dependency", "This series depends on v1 of it: " URL "\n", "1", false, false },
	{ "footnote of a dependency", "It is based on the fixes in [1].\n\n[1] " URL "\n",
	  "1", false, false },
	{ "footnote of a version", "* From v3 [1]:\n  - less\n\n[0] x\n[1] " URL "\n",
	  "3", false, true },
	{ "footnote of another version", "* From v2 [1]:\nv3:\n\n[1] " URL "\n", "3",
	  false, false },
	{ "a footnote of itself only", "From v3 [2]:\n\n[1] " URL " [1][1]\n[1][1]", "3",
	  false, false },
	{ "a footnote cited behind its own line",
	  "Text.\n[1] " URL " [1][1] [1]\nFrom v3 [1]: less\n", "3", false, true },
	{ "a footnote cited in the last line", "[1] " URL " [1]\nfrom v3 [1]", "3", false,
	  true },
	{ "something else is the base", "Based on the tree of today.\n\nv1: " URL "\n",
	  "1", false, true },
	{ "bare", "See " URL "\n", "1", false, false },
	{ "another id", "v1: https://lists.example/r/old-1@y.example\n" URL, "1", false,
	  true },
	{ "no link", "v1\n", "1", false, false },
	{ "empty", "", "1", false, false },
};

static void check_link(void **state)
{
	const struct link_case *c = *state;

	assert_int_equal(changelog_links(str_from(c->body), STR("old-1@x.example"),
					 str_from(c->version), c->rfc),
			 c->older);
}

/* In a body without line ends, only the words near the link count. */
static void check_long_line(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_addstr(&b, "v1: ");
	for (int i = 0; i < 1000; i++)
		buf_addstr(&b, "words ");
	buf_addstr(&b, URL "\n");
	assert_false(
	    changelog_links(buf_str(&b), STR("old-1@x.example"), STR("1"), false));
	buf_addstr(&b, "v1: " URL);
	assert_true(
	    changelog_links(buf_str(&b), STR("old-1@x.example"), STR("1"), false));
	buf_release(&b);
}

static void check_odd_ids(void **state)
{
	(void)state;
	assert_false(changelog_links(STR("v1: @x @x"), STR("@x"), STR("1"), false));
	assert_false(changelog_links(STR("v1: x"), STR_EMPTY, STR("1"), false));
	assert_true(changelog_links(STR("v1: <x>"), STR("x"), STR("1"), false));
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases) + 2];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		tests[i] = (struct CMUnitTest){ .name = cases[i].name,
						.test_func = check_link,
						.initial_state = (void *)&cases[i] };
	tests[ARRAY_SIZE(cases)] = (struct CMUnitTest)cmocka_unit_test(check_odd_ids);
	tests[ARRAY_SIZE(cases) + 1] =
	    (struct CMUnitTest)cmocka_unit_test(check_long_line);
	return cmocka_run_group_tests_name("changelog", tests, NULL, NULL);
}
