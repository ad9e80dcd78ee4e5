/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/util/array.h"
#include "store/util/wrong_option.h"

static const struct wrong_row {
	const char *words[5], *option;
} rows[] = {
	{ { "verb", "-1d" }, "-1" },
	{ { "--good", "-dash.gz" }, "-d" },
	{ { "-gxg" }, "-x" },
	{ { "-s" }, "-s" },
	{ { "-x", "word" }, "-x" },
	{ { "word", "--bad", "word" }, "--bad" },
	{ { "--bad=value" }, "--bad=value" },
	{ { "--good=value", "word" }, "--good=value" },
	{ { "-g", "--store" }, "--store" },
};

static void names_the_option(void **state)
{
	static const struct option longs[] = { { "good", no_argument, NULL, 256 },
					       { "store", required_argument, NULL, 257 },
					       { NULL, 0, NULL, 0 } };
	const struct wrong_row *r = *state;
	char *argv[ARRAY_SIZE(r->words) + 2] = { (char[]){ "program" } };
	struct buf option = BUF_INIT;
	int argc = 1, c;

	for (size_t i = 0; i < ARRAY_SIZE(r->words) && r->words[i]; i++)
		argv[argc++] = strdup(r->words[i]);
	opterr = 0;
	optind = 0;
	do
		c = getopt_long(argc, argv, ":gs:", longs, NULL);
	while (c == 'g' || c == 256);
	assert_true(c == '?' || c == ':');
	wrong_option_add(&option, argv);
	assert_string_equal(buf_cstr(&option), r->option);
	for (int i = 1; i < argc; i++)
		free(argv[i]);
	buf_release(&option);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(rows)];

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		tests[i] = (struct CMUnitTest){ .name = rows[i].option,
						.test_func = names_the_option,
						.initial_state = (void *)&rows[i] };
	return cmocka_run_group_tests_name("wrong_option", tests, NULL, NULL);
}
