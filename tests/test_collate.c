/* SPDX-License-Identifier: MIT */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "report/collate.h"

/* a comes before b */
static const struct row {
	const char *a, *b;
} rows[] = {
	{ "", "a" },
	{ "1", "a" },
	{ "9z", "a" },
	{ "a", "b" },
	{ "a", "A" },
	{ "A", "b" },
	{ "Zack", "\xc5\xbb\x61"
		  "ck" }, /* the dot on its Z counts */
	{ "resume", "r\xc3\xa9sum\xc3\xa9" },
	{ "r\xc3\xa9sum\xc3\xa9", "R\xc3\xa9sum\xc3\xa9" },
	{ "Resume", "r\xc3\xa9sume" }, /* accents weigh more than case */
	{ "cote", "cot\xc3\xa9" },
	{ "cot\xc3\xa9", "c\xc3\xb4te" },
	{ "Jurgen <a@b>", "J\xc3\xbcrgen <a@b>" },
	{ "Jurgen <z@b>", "\"Jurgen\" <zz@b>" }, /* quotes count for nothing */
	{ "\"Zeta\" <a@b>", "Zeta <a@c>" },
	{ "a b", "ab" },
	{ "a-b", "ab" },
	{ "van der Bar", "Vander Foo" },
	{ "mueller", "M\xc3\xbcller" },
	{ "\xc3\x86sir", "afar" },    /* ae is a, then e */
	{ "Lukas", "\xc5\x81ukasz" }, /* a stroke is an accent */
	{ "tz", "\xc3\xbe" },	      /* thorn is a letter behind z */
	{ "z", "\xd0\x90" },	      /* other scripts stand behind Latin */
	{ "\xea\xb9\x80" "a", "b" }, /* Hangul counts for nothing */
	{ "\xff", "a" },	      /* a bad byte is no letter */
	{ "amd.com", "arm.com" },
	{ "linux.dev", "linux.ibm.com" },
	{ "gmx.de", "gm-x.eu" },
};

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_true(collate(str_from(row->a), str_from(row->b)) < 0);
	assert_true(collate(str_from(row->b), str_from(row->a)) > 0);
	assert_int_equal(collate(str_from(row->a), str_from(row->a)), 0);
}

/* What people are called, and how lists spell them. */
static const char *const names[] = {
	"Radim Kr\xc4\x8dm\xc3\xa1\xc5\x99 <radim@example.com>",
	"Radim Krcmar <radim@example.com>",
	"radim krcmar <radim@example.com>",
	"\"Radim Krcmar\" <radim@example.com>",
	"Cl\xc3\xa9ment L\xc3\xa9ger <cleger@example.org>",
	"=?UTF-8?q?Cl=C3=A9ment=20L=C3=A9ger?= <cleger@example.org>",
	"Clement Leger <cleger@example.org>",
	"J\xc3\xb6rg R\xc3\xb6"
	"del <joro@example.org>",
	"Jorg Rodel <joro@example.org>",
	"Joerg Roedel <joro@example.org>",
	"\xc5\x81ukasz Nowak <lukasz@example.pl>",
	"Lukasz Nowak <lukasz@example.pl>",
	"Nguy\xe1\xbb\x85n V\xc4\x83n A <nva@example.vn>",
	"Nguyen Van A <nva@example.vn>",
	"\xc3\x98ystein Berg <oystein@example.no>",
	"Oystein Berg <oystein@example.no>",
	"\xc8\x98tefan Popa <stefan@example.ro>",
	"Stefan Popa <stefan@example.ro>",
	"Philippe Mathieu-Daud\xc3\xa9 <philmd@example.org>",
	"Alex Benn\xc3\xa9"
	"e <alex.bennee@example.org>",
	"C\xc3\xa9"
	"dric Le Goater <clg@example.com>",
	"Mickael Foo <mic@example.net>",
	"Micka\xc3\xabl Foo <mic@example.net>",
	"Xin Li (Intel) <xin@example.com>",
	"Xin Li <xin@example.com>",
	"root <root@localhost>",
	"root@localhost",
	"3chas3 <3chas3@example.com>",
	"\xc3\x9clrich Stra\xc3\x9f"
	"e <us@example.de>",
	"Ulrich Strasse <us@example.de>",
	"amd.com",
	"arm.com",
	"gmail.com",
	"linux.dev",
	"linux.ibm.com",
	"linux.intel.com",
	"kernel.org",
	"163.com",
	"126.com",
};

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

/* The locale is the reference; its own library breaks ties by bytes, as strcmp does. */
static void check_locale(void **state)
{
	const size_t n = sizeof(names) / sizeof(names[0]);

	(void)state;
	if (!setlocale(LC_COLLATE, "en_US.UTF-8")) {
		puts("skip: the locale en_US.UTF-8 is not installed");
		skip();
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			int want = strcoll(names[i], names[j]);

			if (!want)
				want = strcmp(names[i], names[j]);
			if (sign(collate(str_from(names[i]), str_from(names[j]))) !=
			    sign(want))
				fail_msg("'%s' and '%s'", names[i], names[j]);
		}
	setlocale(LC_COLLATE, "C");
}

int main(void)
{
	enum { N = sizeof(rows) / sizeof(rows[0]) };
	struct CMUnitTest tests[N + 1];

	for (size_t i = 0; i < N; i++)
		tests[i] =
		    (struct CMUnitTest){ .name = rows[i].b,
					 .test_func = check_row,
					 .initial_state = (void *)(uintptr_t)&rows[i] };
	tests[N] = (struct CMUnitTest){ .name = "as the locale has it",
					.test_func = check_locale };
	return cmocka_run_group_tests_name("collate", tests, NULL, NULL);
}
