/* SPDX-License-Identifier: MIT */
#include <gnu/libc-version.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/util/collate.h"
#include "store/util/utf8.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

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
		  "ck" }, /* the dot on Z counts */
	{ "resume", "r\xc3\xa9sum\xc3\xa9" },
	{ "r\xc3\xa9sum\xc3\xa9", "R\xc3\xa9sum\xc3\xa9" },
	{ "Resume", "r\xc3\xa9sume" }, /* accents weigh more than case */
	{ "cote", "cot\xc3\xa9" },
	{ "cot\xc3\xa9", "c\xc3\xb4te" },
	{ "Jurgen <a@b>", "J\xc3\xbcrgen <a@b>" },
	{ "Jurgen <z@b>", "\"Jurgen\" <zz@b>" }, /* quotes are ignored */
	{ "\"Zeta\" <a@b>", "Zeta <a@c>" },
	{ "a b", "ab" },
	{ "a-b", "ab" },
	{ "van der Bar", "Vander Foo" },
	{ "mueller", "M\xc3\xbcller" },
	{ "\xc3\x86sir", "afar" },    /* ae is a, then e */
	{ "Lukas", "\xc5\x81ukasz" }, /* a stroke is an accent */
	{ "tz", "\xc3\xbe" },	      /* thorn comes after z */
	{ "z", "\xce\xb1" },	      /* Greek comes after Latin */
	{ "\xcf\x89", "\xd0\x90" },   /* ... then Cyrillic, Georgian, Armenian */
	{ "\xd1\x8f", "\xe1\x83\x90" },
	{ "\xe1\x83\x90", "\xd4\xb1" },
	{ "\xd5\xa1", "\xd7\x90" },	    /* ... then Hebrew */
	{ "\xd7\x90", "\xe0\xb8\x81" },	    /* ... then Thai, by code point */
	{ "\xe0\xb8\x81", "\xe3\x81\x82" }, /* ... then kana */
	{ "\xe3\x81\x82", "\xe7\x94\xb0" }, /* ... then ideographs */
	/* case, in Cyrillic */
	{ "\xd0\xb6\xd1\x83\xd0\xba", "\xd0\x96\xd1\x83\xd0\xba" },
	{ "\xd0\x96\xd0\xb0\xd0\xb1\xd0\xb0", "\xd0\xb6\xd1\x83\xd0\xba" },
	{ "\xd0\xb5", "\xd1\x91" }, /* dots are an accent */
	{ "\xd1\x91\xd0\xb0", "\xd0\xb5\xd0\xb1" },
	{ "\xd0\xb8\xd1\x8f", "\xd0\xb9\xd0\xb0" }, /* but short i is a letter */
	{ "\xd1\x94", "\xd0\xb6" },	    /* the Ukrainian ie comes between them */
	{ "\xce\xac", "\xce\xb2" },	    /* a tonos is an accent */
	{ "\xcf\x83", "\xcf\x82" },	    /* sigma at the end */
	{ "\xe3\x81\x8b", "\xe3\x82\xab" }, /* hiragana, katakana */
	{ "\xe3\x82\xab\xe3\x83\x88", "\xe3\x81\xb2\xe3\x81\xa8" },
	/* ga is ka with a mark */
	{ "\xe3\x81\x8c\xe3\x81\x82", "\xe3\x81\x8b\xe3\x81\x84" },
	{ "\xef\xbc\xa1\xef\xbd\x82", "ac" }, /* full width */
	{ "\xef\xac\x81x", "fiy" },	      /* a ligature is its letters */
	{ "a\xc2\xb2", "a3" },		      /* a raised digit is a digit */
	{ "\xe2\x91\xa0", "2" },
	{ "a\xe2\x80\x99z", "b" }, /* a curved quote is a sign */
	/* signs by code point */
	{ "a\xe2\x80\x93"
	  "b",
	  "a\xe2\x80\x9c"
	  "b" },
	{ "\xe6\x9d\x8e\xe9\x9b\xb7", "\xe7\x94\xb0\xe4\xb8\xad" },
	/* a repetition mark comes before letters */
	{ "\xe4\xbd\x90\xe3\x80\x85", "\xe4\xbd\x90\xe6\x9c\xa8" },
	/* Hangul is ignored; if nothing else differs, it comes before signs */
	{ "\xea\xb9\x80"
	  "a",
	  "b" },
	{ "\xea\xb9\x80-", "-\xea\xb9\x80" },
	{ "\xff", "a" }, /* a bad byte is no letter */
	{ "amd.com", "arm.com" },
	{ "linux.dev", "linux.ibm.com" },
	{ "gmx.de", "gm-x.eu" },
};

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_true(collate_cmp(str_from(row->a), str_from(row->b)) < 0);
	assert_true(collate_cmp(str_from(row->b), str_from(row->a)) > 0);
	assert_int_equal(collate_cmp(str_from(row->a), str_from(row->a)), 0);
}

/* Names of people, as lists spell them. */
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

/*
 * Random names are made of these code points. Left out are those that the locale does not
 * order consistently: digits or currencies together with signs, accents without a letter.
 */
static const struct script {
	const char *name;
	struct {
		uint32_t first, last;
	} ranges[4];
} scripts[] = {
	{ "Latin", { { 'A', 'z' }, { 0xc0, 0x17f }, { 0x1e00, 0x1eff }, { '0', '9' } } },
	{ "ASCII", { { ' ', '#' }, { '%', '/' }, { ':', 'c' } } },
	{ "IPA", { { 0x250, 0x2af }, { 'a', 'z' } } },
	{ "Greek", { { 0x386, 0x3ce }, { 0x3d0, 0x3ff } } },
	{ "Greek, polytonic", { { 0x1f00, 0x1fbc }, { 0x391, 0x3c9 } } },
	{ "Cyrillic", { { 0x400, 0x482 }, { 0x48a, 0x52f } } },
	{ "Russian, Ukrainian",
	  { { 0x401, 0x40f }, { 0x410, 0x45f }, { 0x490, 0x491 } } },
	{ "Armenian", { { 0x531, 0x587 } } },
	{ "Georgian", { { 0x10a0, 0x10fc }, { 0x2d00, 0x2d25 } } },
	{ "Hebrew", { { 0x5d0, 0x5ea }, { 'a', 'c' } } },
	{ "Arabic", { { 0x620, 0x64a }, { 0x671, 0x6d3 } } },
	{ "Devanagari", { { 0x905, 0x928 }, { 0x92a, 0x930 } } },
	{ "Thai", { { 0xe01, 0xe2e } } },
	{ "Hangul", { { 0xac00, 0xd7a3 }, { ' ', ' ' }, { 'a', 'c' } } },
	{ "kana", { { 0x3041, 0x3096 }, { 0x30a1, 0x30fa }, { 0xff66, 0xff9d } } },
	{ "ideographs", { { 0x4e00, 0x9fa5 }, { 0x3005, 0x3007 }, { ' ', ' ' } } },
	{ "full width",
	  { { 0xff10, 0xff19 }, { 0xff21, 0xff3a }, { 0xff41, 0xff5a }, { 'a', 'z' } } },
	{ "punctuation",
	  { { 0x2010, 0x2027 }, { 0x2030, 0x205e }, { 0xa6, 0xa9 }, { 'a', 'c' } } },
	{ "circled", { { 0x2460, 0x24e9 }, { '0', '9' } } },
	{ "raised",
	  { { 0x2074, 0x2079 }, { 0x2080, 0x2089 }, { 0xb2, 0xb3 }, { 'a', 'n' } } },
	{ "ligatures", { { 0xfb00, 0xfb06 }, { 0xfb13, 0xfb17 }, { 'f', 't' } } },
	{ "letterlike", { { 0x2100, 0x2138 }, { 'a', 'z' } } },
	{ "all together",
	  { { 'a', 'c' }, { 0x3b1, 0x3c9 }, { 0x430, 0x44f }, { 0x561, 0x586 } } },
};

static int sign_of(int n)
{
	return (n > 0) - (n < 0);
}

static char *locales; /* a folder with the locale, if the test makes it */
static bool has_locale;

static bool make_locale(void)
{
	char command[600];

	locales = temp_dir();
	snprintf(command, sizeof(command),
		 "localedef -i en_US -f UTF-8 %s/en_US.UTF-8 >/dev/null 2>&1", locales);
	return system(command) == 0 && setenv("LOCPATH", locales, 1) == 0 &&
	       setlocale(LC_COLLATE, "en_US.UTF-8");
}

static int locale_begin(void **state)
{
	(void)state;
	if (strcmp(gnu_get_libc_version(), "2.36") != 0)
		puts("skip: the order of en_US.UTF-8: this isn't glibc 2.36");
	else if (setlocale(LC_COLLATE, "en_US.UTF-8") || make_locale())
		has_locale = true;
	else
		puts("skip: the order of en_US.UTF-8: it is not installed, and "
		     "localedef can't make it");
	return 0;
}

static int locale_end(void **state)
{
	(void)state;
	if (locales)
		temp_remove(locales);
	return 0;
}

/* Checks the order of a and b. sort(1) breaks ties by bytes. */
static void check_pair(const char *a, const char *b)
{
	int want = strcoll(a, b);

	if (!want)
		want = strcmp(a, b);
	if (sign_of(collate_cmp(str_from(a), str_from(b))) != sign_of(want))
		fail_msg("'%s' and '%s'", a, b);
}

static void check_names(void **state)
{
	const size_t n = ARRAY_SIZE(names);

	(void)state;
	if (!has_locale)
		skip();
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			check_pair(names[i], names[j]);
}

static uint32_t random_below(uint32_t n)
{
	static uint32_t seed = 1;

	seed = seed * 1664525 + 1013904223;
	return (uint32_t)((uint64_t)seed * n >> 32);
}

static uint32_t random_character(const struct script *s)
{
	const size_t n_ranges = ARRAY_SIZE(s->ranges);
	uint32_t n = 0, at;

	for (size_t i = 0; i < n_ranges; i++)
		n += s->ranges[i].first ? s->ranges[i].last - s->ranges[i].first + 1 : 0;
	at = random_below(n);
	for (size_t i = 0;; i++) {
		n = s->ranges[i].last - s->ranges[i].first + 1;
		if (at < n)
			return s->ranges[i].first + at;
		at -= n;
	}
}

/* Makes a name of few characters, so that names are alike. */
static void random_name(struct buf *name, const uint32_t *few, uint32_t n)
{
	buf_reset(name);
	for (uint32_t i = random_below(6) + 1; i; i--)
		utf8_add(name, few[random_below(n)]);
	buf_addstr(name, "z");
}

static void check_script(void **state)
{
	const struct script *s = *state;
	struct buf a = BUF_INIT, b = BUF_INIT;
	uint32_t few[4];

	if (!has_locale)
		skip();
	for (int i = 0; i < 20000; i++) {
		for (size_t k = 0; k < 4; k++)
			few[k] = random_character(s);
		random_name(&a, few, 4);
		random_name(&b, few, 4);
		check_pair(buf_cstr(&a), buf_cstr(&b));
	}
	buf_release(&a);
	buf_release(&b);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_rows(&t, scripts, ARRAY_SIZE(scripts), sizeof(scripts[0]), check_script);
	add_test(&t, "names", check_names);
	return run_group_with("collate", &t, locale_begin, locale_end);
}
