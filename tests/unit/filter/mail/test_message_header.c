/* SPDX-License-Identifier: MIT */
#include "filter/mail/message_header.h"
#include "tests/support/rows.h"

/* Runs of white space become one blank; bytes that only look like some stay. */
static const struct row {
	const char *name;
	const char *in, *out;
} rows[] = {
	{ "empty", "", "" },
	{ "blanks alone", " \t ", "" },
	{ "runs", "  a \t b\n  c ", "a b c" },
	{ "no-break space",
	  "a\xc2\xa0 \xc2\xa0"
	  "b\xc2\xa0",
	  "a b" },
	{ "no-break space in latin-1",
	  "=?iso-8859-1?q?RE=A0:_=5BPATCH]?=", "RE : [PATCH]" },
	{ "raw no-break space in latin-1", "a\xa0 b", "a b" },
	{ "ideographic space",
	  "\xe3\x80\x80"
	  "a\xe3\x80\x80"
	  "b",
	  "a b" },
	{ "ogham space",
	  "a\xe1\x9a\x80"
	  "b",
	  "a b" },
	{ "en quad, hair space",
	  "a\xe2\x80\x80\xe2\x80\x8a"
	  "b",
	  "a b" },
	{ "narrow no-break, mathematical",
	  "a\xe2\x80\xaf"
	  "b\xe2\x81\x9f"
	  "c",
	  "a b c" },
	{ "line and paragraph separator",
	  "a\xe2\x80\xa8"
	  "b\xe2\x80\xa9"
	  "c",
	  "a b c" },
	{ "form feed, next line",
	  "a\f"
	  "b\xc2\x85"
	  "c",
	  "a b c" },
	{ "zero width space is none",
	  "a\xe2\x80\x8b"
	  "b",
	  "a\xe2\x80\x8b"
	  "b" },
	{ "letters", "\xc3\xa0 \xe5\x9b\x9e\xe5\xa4\x8d",
	  "\xc3\xa0 \xe5\x9b\x9e\xe5\xa4\x8d" },
	{ "blanks inside words", "=?utf-8?q?a_=09_b?= =?utf-8?q?_c?=", "a b c" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;

	same_str(message_header_text(&arena, str_from(row->in)), row->out);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("message_header", &t);
}
