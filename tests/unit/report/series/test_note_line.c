/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/series/note_line.h"
#include "store/util/array.h"

struct line_case {
	const char *line;
	size_t indent, width;
	bool marked;
	const char *text;
	bool rule;
};

static const struct line_case cases[] = {
	{ "", 0, 0, false, "", false },
	{ " \t", 8, 0, false, "", false },
	{ "text", 0, 4, false, "text", false },
	{ "  - text ", 2, 8, true, "text", false },
	{ "\t* text", 8, 14, true, "text", false },
	{ "  \t-text", 8, 13, true, "text", false },
	{ "-", 0, 1, true, "", false },
	{ "-> text", 0, 7, true, "text", false },
	{ "\xe2\x80\xa2 text", 0, 8, true, "text", false },
	{ "1. text", 0, 7, true, "text", false },
	{ "12) text", 0, 8, true, "text", false },
	{ "(1) text", 0, 8, true, "text", false },
	{ "(a) text", 0, 8, true, "text", false },
	{ "a) text", 0, 7, true, "text", false },
	{ "(1)", 0, 3, true, "", false },
	{ "a. text", 0, 7, false, "a. text", false },
	{ "(1. text", 0, 8, false, "(1. text", false },
	{ "2.5 text", 0, 8, false, "2.5 text", false },
	{ "123. text", 0, 9, false, "123. text", false },
	{ "(", 0, 1, false, "(", false },
	{ "--option", 0, 8, false, "--option", false },
	{ "*all*", 0, 5, false, "*all*", false },
	{ "other text", 0, 10, false, "other text", false },
	{ "---", 0, 3, false, "---", true },
	{ " ====", 1, 5, false, "====", true },
	{ "* * *", 0, 5, true, "* *", true },
	{ "--", 0, 2, false, "--", false },
	{ "== a ==", 0, 7, false, "== a ==", false },
};

static void check_line(void **state)
{
	const struct line_case *c = *state;
	struct note_line l = note_line_read(str_from(c->line));

	assert_int_equal(l.indent, c->indent);
	assert_int_equal(l.width, c->width);
	assert_int_equal(l.marked, c->marked);
	assert_int_equal(l.text.len, strlen(c->text));
	assert_memory_equal(l.text.s, c->text, l.text.len);
	assert_int_equal(note_line_is_rule(&l), c->rule);
}

static void check_breaks(void **state)
{
	struct note_line above = { .width = 50 };
	struct note_line fits = note_line_read(STR("gadgets32 are new"));
	struct note_line wraps = note_line_read(STR("gadgets321 are new"));

	(void)state;
	assert_true(note_line_breaks(&above, &fits));
	assert_false(note_line_breaks(&above, &wraps));
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases) + 1];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		tests[i] = (struct CMUnitTest){ .name = cases[i].line,
						.test_func = check_line,
						.initial_state = (void *)&cases[i] };
	tests[ARRAY_SIZE(cases)] = (struct CMUnitTest)cmocka_unit_test(check_breaks);
	return cmocka_run_group_tests_name("note_line", tests, NULL, NULL);
}
