/* SPDX-License-Identifier: MIT */
#include "filter/mail/header.h"
#include "tests/support/rows.h"

static const struct split_row {
	const char *name;
	const char *envelope, *header, *separator, *body; /* the mail is these, joined */
} splits[] = {
	{ "header and body", "", "A: b\nC: d\n", "\n", "body\n\nmore\n" },
	{ "CRLF", "", "A: b\r\nC: d\r\n", "\r\n", "body\r\n" },
	{ "From line", "From a@b Fri Nov 13\n", "A: b\n", "\n", "body\n" },
	{ "From line, CRLF", "From a@b Fri Nov 13\r\n", "A: b\r\n", "\r\n", "body" },
	{ "From line after empty lines", "\n\r\n\nFrom a@b\n", "A: b\n", "\n", "body" },
	{ "no From line after an empty line", "", "", "\n", "A: b\n\nbody" },
	{ "From: is a field", "", "From: a@b\n", "\n", "body" },
	{ ">From is no envelope", "", ">From a@b\nA: b\n", "\n", "body" },
	{ "From line with a lone CR", "", "From a\rb\nA: b\n", "\n", "body" },
	{ "From line without an end", "", "From a@b", "", "" },
	{ "From line alone", "From a@b\n", "", "", "" },
	{ "no body", "", "A: b\n", "\n", "" },
	{ "no separator", "", "A: b\nC: d\n", "", "" },
	{ "no line end", "", "A: b", "", "" },
	{ "nothing", "", "", "", "" },
	{ "empty lines only", "", "", "\n", "\n\n" },
	{ "line of blanks", "", "A: b\n \n\t\n c\n", "\n", "body" },
	{ "line of blanks, CRLF", "", "A: b\r\n \r\n c\r\n", "\r\n", "body" },
	{ "byte-order mark", "\xef\xbb\xbf", "From: a@b\n", "\n", "body" },
	{ "byte-order mark, From line",
	  "\xef\xbb\xbf"
	  "From a@b\n",
	  "A: b\n", "\n", "" },
	{ "From line, byte-order mark", "From a@b\n\xef\xbb\xbf", "A: b\n", "\n", "" },
	{ "a second byte-order mark", "\xef\xbb\xbf",
	  "A: b\n\xef\xbb\xbf"
	  "C: d\n",
	  "\n", "body" },
	{ "half a byte-order mark", "",
	  "\xef\xbb"
	  "A: b\n",
	  "\n", "" },
	{ "garbage line", "", "A: b\ngarbage\nC: d\n", "\n", "body" },
};

static void check_split(void **state)
{
	const struct split_row *row = *state;
	struct buf raw = BUF_INIT;
	struct mail_parts parts;

	buf_addstr(&raw, row->envelope);
	buf_addstr(&raw, row->header);
	buf_addstr(&raw, row->separator);
	buf_addstr(&raw, row->body);
	mail_split(&parts, buf_str(&raw));
	same_str(parts.envelope, row->envelope);
	same_str(parts.header, row->header);
	same_str(parts.body, row->body);
	assert_int_equal(parts.separated, *row->separator != '\0');
	buf_release(&raw);
}

static const struct field_row {
	const char *name;
	const char *header;
	const char *fields; /* name=value, each ended by "|" */
} fields[] = {
	{ "fields", "A: b\nC-d: e f\n", "A=b|C-d=e f|" },
	{ "fields, CRLF", "A: b\r\nC: d\r\n", "A=b|C=d|" },
	{ "no line end", "A: b", "A=b|" },
	{ "no blank after the colon", "A:b\n", "A=b|" },
	{ "one blank is the colon's", "A:  b \nC:\td\n", "A= b |C=d|" },
	{ "blank before the colon", "A : b\nC\t: d\n", "A=b|C=d|" },
	{ "two colons", "Subject:: x\n", "Subject=: x|" },
	{ "empty value", "A:\nB: \nC: d\n", "A=|B=|C=d|" },
	{ "folded", "A: b\n c\n\td\nE: f\n", "A=b\n c\n\td|E=f|" },
	{ "folded, CRLF", "A: b\r\n c\r\nE: f\r\n", "A=b\r\n c|E=f|" },
	{ "value on the second line", "A:\n b\n", "A=\n b|" },
	{ "lines of blanks belong to the field", "A: b\n \n\t\n c\nE: f\n",
	  "A=b\n \n\t\n c|E=f|" },
	{ "garbage goes with its continuation", "A: b\ngarbage\n more\nC: d\n",
	  "A=b|C=d|" },
	{ "fold without a field", " x: y\nA: b\n", "A=b|" },
	{ "From line inside", "A: b\n>From x: y\nFrom z\nC: d\n", "A=b|C=d|" },
	{ "no name", ": b\nA: c\n", "A=c|" },
	{ "8-bit and control bytes are no name", "A\xc3\xa4: b\nX\x01: c\nD: e\xff\n",
	  "D=e\xff|" },
	{ "nothing", "", "" },
};

static void check_fields(void **state)
{
	const struct field_row *row = *state;
	struct str rest = str_from(row->header);
	struct buf out = BUF_INIT;
	struct field f;

	while (header_next(&rest, &f)) {
		assert_true(str_starts(f.whole, f.name));
		buf_adds(&out, f.name);
		buf_addch(&out, '=');
		buf_adds(&out, f.value);
		buf_addch(&out, '|');
	}
	assert_int_equal(rest.len, 0);
	same_buf(&out, row->fields);
}

static void test_whole(void **state)
{
	struct str rest = STR("junk\nA: b\r\n c\r\nD: e\n");
	struct field f;

	(void)state;
	assert_true(header_next(&rest, &f));
	same_str(f.whole, "A: b\r\n c\r\n");
	assert_true(header_next(&rest, &f));
	same_str(f.whole, "D: e\n");
	assert_false(header_next(&rest, &f));
}

static void test_find(void **state)
{
	struct str header = STR("a: 1\nMessage-Id: 2\nmessage-id: 3\n");
	struct field f;

	(void)state;
	assert_true(header_find(header, STR("MESSAGE-ID"), &f));
	same_str(f.value, "2");
	assert_false(header_find(header, STR("Message"), &f));
	same_str(header_value(header, STR("A")), "1");
	same_str(header_value(header, STR("B")), "");
}

static void test_unfold(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	header_unfold(&b, STR("a\n b\r\n\tc\n d"));
	same_buf(&b, "a b\tc d");
	header_unfold(&b, STR("plain"));
	same_buf(&b, "plain");
	header_unfold(&b, STR("lone\rCR"));
	same_buf(&b, "lone\rCR");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, splits, ARRAY_SIZE(splits), sizeof(splits[0]), check_split);
	add_rows(&t, fields, ARRAY_SIZE(fields), sizeof(fields[0]), check_fields);
	add_test(&t, "the whole field", test_whole);
	add_test(&t, "find", test_find);
	add_test(&t, "unfold", test_unfold);
	return run_group("header", &t);
}
