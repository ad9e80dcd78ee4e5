/* SPDX-License-Identifier: MIT */
#include "store/util/utf8.h"
#include "tests/support/rows.h"

#define BAD UTF8_REPLACEMENT

static const struct row {
	const char *name;
	struct str in;
	const char *valid; /* NULL: the input is valid as it is */
	const char *clean, *line;
} rows[] = {
	{ "ascii", { "plain", 5 }, NULL, "plain", "plain" },
	{ "letters",
	  { "Ren\xc3\xa9 \xe5\xbc\xa0 \xf0\x9f\x98\x80", 14 },
	  NULL,
	  "Ren\xc3\xa9 \xe5\xbc\xa0 \xf0\x9f\x98\x80",
	  "Ren\xc3\xa9 \xe5\xbc\xa0 \xf0\x9f\x98\x80" },
	{ "tab and newline", { "a\tb\n", 4 }, NULL, "a\tb\n", "a" BAD "b" BAD },
	{ "escape", { "a\x1b[2Jb", 6 }, NULL, "a" BAD "[2Jb", "a" BAD "[2Jb" },
	{ "nul", { "a\0b", 3 }, NULL, "a" BAD "b", "a" BAD "b" },
	{ "carriage return", { "a\rb", 3 }, NULL, "a" BAD "b", "a" BAD "b" },
	{ "delete", { "a\x7f", 2 }, NULL, "a" BAD, "a" BAD },
	{ "C1",
	  { "\xc2\x9b"
	    "1m",
	    4 },
	  NULL,
	  BAD "1m",
	  BAD "1m" },
	{ "bidi override",
	  { "\xe2\x80\xae"
	    "x",
	    4 },
	  NULL,
	  BAD "x",
	  BAD "x" },
	{ "bidi isolate",
	  { "\xe2\x81\xa6"
	    "x",
	    4 },
	  NULL,
	  BAD "x",
	  BAD "x" },
	{ "line separator", { "\xe2\x80\xa8\xe2\x80\xa9", 6 }, NULL, BAD BAD, BAD BAD },
	{ "zero width",
	  { "a\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf", 10 },
	  NULL,
	  "a" BAD BAD BAD,
	  "a" BAD BAD BAD },
	{ "tags", { "\xf3\xa0\x81\x81\xf3\xa0\x81\xbf", 8 }, NULL, BAD BAD, BAD BAD },
	{ "joiners between letters",
	  { "\xd9\x85\xe2\x80\x8c\xd8\xae\xe2\x80\x8d\xd8\xaf", 12 },
	  NULL,
	  "\xd9\x85\xe2\x80\x8c\xd8\xae\xe2\x80\x8d\xd8\xaf",
	  "\xd9\x85\xe2\x80\x8c\xd8\xae\xe2\x80\x8d\xd8\xaf" },
	{ "joiners elsewhere",
	  { "\xe2\x80\x8dx\xe2\x80\x8c \xe2\x80\x8d\xe2\x80\x8c", 14 },
	  NULL,
	  BAD "x" BAD " " BAD BAD,
	  BAD "x" BAD " " BAD BAD },
	{ "right-to-left text",
	  { "\xd7\x9d\xd7\x95", 4 },
	  NULL,
	  "\xd7\x9d\xd7\x95",
	  "\xd7\x9d\xd7\x95" },
	{ "latin-1", { "Ren\xe9", 4 }, "Ren" BAD, "Ren" BAD, "Ren" BAD },
	{ "overlong", { "\xc0\xaf", 2 }, BAD BAD, BAD BAD, BAD BAD },
	{ "surrogate", { "\xed\xa0\x80", 3 }, BAD BAD BAD, BAD BAD BAD, BAD BAD BAD },
	{ "above U+10FFFF",
	  { "\xf4\x90\x80\x80", 4 },
	  BAD BAD BAD BAD,
	  BAD BAD BAD BAD,
	  BAD BAD BAD BAD },
	{ "cut off", { "\xe5\xbc", 2 }, BAD BAD, BAD BAD, BAD BAD },
};

static void same_bytes(const struct buf *b, const char *want, size_t len)
{
	assert_int_equal(b->len, len);
	assert_memory_equal(buf_cstr(b), want, len);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	assert_int_equal(utf8_valid(row->in), !row->valid);
	utf8_add_valid(&b, row->in);
	if (row->valid)
		same_bytes(&b, row->valid, strlen(row->valid));
	else
		same_bytes(&b, row->in.s, row->in.len);
	buf_reset(&b);
	utf8_add_clean(&b, row->in, true);
	same_bytes(&b, row->clean, strlen(row->clean));
	buf_reset(&b);
	utf8_add_clean(&b, row->in, false);
	same_bytes(&b, row->line, strlen(row->line));
	buf_release(&b);
}

static void check_each_code_point(void **state)
{
	struct buf b = BUF_INIT;
	int spaces = 0;

	(void)state;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		struct str s;
		size_t space;

		if (cp >= 0xd800 && cp <= 0xdfff)
			continue;
		buf_reset(&b);
		utf8_add(&b, cp);
		s = buf_str(&b);
		space = utf8_space(s);
		assert_true(space == 0 || space == s.len);
		spaces += space > 0;
		assert_int_equal(utf8_next(&s), cp);
		assert_int_equal(s.len, 0);
	}
	/* Unicode has so many characters of white space */
	assert_int_equal(spaces, 25);
	assert_int_equal(utf8_space(STR_EMPTY), 0);
	assert_int_equal(utf8_space(STR("\xc2")), 0);
	buf_release(&b);
}

/* At any place the first other byte ends a run of ASCII. */
static void check_ascii(void **state)
{
	char text[80];

	(void)state;
	memset(text, 'a', sizeof(text));
	for (size_t i = 0; i < sizeof(text); i++) {
		struct str s = { text, sizeof(text) };

		text[i] = '\x80';
		assert_int_equal(utf8_ascii(s), i);
		assert_int_equal(utf8_ascii(str_sub(s, 0, i)), i);
		text[i] = 'a';
	}
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "each code point", check_each_code_point);
	add_test(&t, "ascii", check_ascii);
	return run_group("utf8", &t);
}
