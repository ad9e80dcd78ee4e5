/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/verbs.h"

static void refuses_what_it_does_not_know(void **state)
{
	static const struct {
		const char *words, *why;
	} rows[] = {
		{ "", ": no such verb" },
		{ "frob", "frob: no such verb" },
		{ "lst", "lst: no such verb; did you mean list?" },
		{ "list --frob", "--frob: no such option" },
		{ "list --list", "--list: a value is missing" },
		{ "rename a b --list c", "--list: rename does not take it" },
		{ "status now", "status takes no argument, and 'now' is too many" },
		{ "expire", "expire takes AGE" },
		{ "list --store=", "--store: the value is empty" },
		{ "status --spool=", "--spool: the value is empty" },
		{ "expire 18 months",
		  "expire takes AGE, and 'months' is too many: several words need "
		  "quotes" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		expect_verb(*state, rows[i].words, 64, rows[i].why);
}

static void helps(void **state)
{
	struct buf text = BUF_INIT;

	tool_options_help(&text);
	assert_non_null(strstr(buf_cstr(&text), "\n  rename OLD NEW "));
	assert_non_null(strstr(buf_cstr(&text), "\n  -s, --store DIR "));
	buf_release(&text);
	expect_verb(*state, "frob --help", 0, "");
	expect_verb(*state, "--version", 0, "");
}

static void reads_options_after_the_verb_too(void **state)
{
	struct tool t = TOOL_INIT;
	struct buf why = BUF_INIT;
	const struct verb *v;
	enum tool_action action;
	char *argv[] = { (char[]){ "patchdigest-store" },
			 (char[]){ "rename" },
			 (char[]){ "-n" },
			 (char[]){ "a" },
			 (char[]){ "b" },
			 (char[]){ "--store=/s//" },
			 NULL };

	(void)state;
	assert_int_equal(tool_options_parse(&t, &action, &v, 6, argv, &why), ST_OK);
	assert_string_equal(v->name, "rename");
	assert_int_equal(t.n_args, 2);
	assert_string_equal(t.args[1], "b");
	assert_string_equal(buf_cstr(&t.store), "/s");
	assert_true(t.dry_run);
	tool_release(&t);
	buf_release(&why);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(refuses_what_it_does_not_know, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(helps, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(reads_options_after_the_verb_too,
						temp_setup, temp_teardown),
	};

	return cmocka_run_group_tests_name("tool_options", tests, NULL, NULL);
}
