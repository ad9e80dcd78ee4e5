/* SPDX-License-Identifier: MIT */
#include "filter/mail/transfer_encoding.h"
#include "tests/support/rows.h"

enum how { BODY, WORD };

static const struct row {
	const char *name;
	enum how how;
	const char *in, *out;
} base64[] = {
	{ "padded", BODY, "Zm9vYg==\n", "foob" },
	{ "padded by one", BODY, "Zm9vYmE=\n", "fooba" },
	{ "whole", BODY, "Zm9vYmFy", "foobar" },
	{ "unpadded", BODY, "Zm9vYg", "foob" },
	{ "unpadded by one", BODY, "Zm9vYmE", "fooba" },
	{ "lines", BODY, "Zm\r\n9v\n\nYm Fy\n", "foo" },
	{ "lines that break a group", BODY, "Zm\r\n9v\n\nYmFy\n", "foobar" },
	{ "blanks around lines", BODY, "  Zm9v \n\tYmFy\t\n", "foobar" },
	{ "a footer", BODY, "Zm9vYmFy\n_______\nlist mailing list\n", "foobar" },
	{ "a footer after padding", BODY, "Zm9vYg==\nlist\n", "foob" },
	{ "plain text", BODY, "Hello, world\n", "" },
	{ "one digit left over", BODY, "Zm9vY", "foo" },
	{ "all digits", BODY, "+/+/", "\xfb\xff\xbf" },
	{ "nothing", BODY, "", "" },
	{ "word", WORD, "Zm9vYmE=", "fooba" },
	{ "word, unpadded", WORD, "Zm9vYg", "foob" },
	{ "word with other bytes", WORD, "Zm 9v!Y\xffg", "foob" },
	{ "word, padding first", WORD, "==Zm9v", "foo" },
};

static const struct row qp[] = {
	{ "codes", BODY, "a=3D=e4=E4=\nb",
	  "a=\xe4\xe4"
	  "b" },
	{ "soft break, CRLF", BODY, "a=\r\nb\r\n", "ab\r\n" },
	{ "soft break with blanks", BODY, "a= \t\nb", "ab" },
	{ "soft break at the end", BODY, "a=", "a" },
	{ "no code", BODY, "=ZZ =4 =\r x", "=ZZ =4 =\r x" },
	{ "cut code at the end", BODY, "a=4", "a=4" },
	{ "underscore stays", BODY, "a_b", "a_b" },
	{ "blanks at line ends stay", BODY, "-- \nx", "-- \nx" },
	{ "nothing in", BODY, "", "" },
	{ "word: underscore is a blank", WORD, "a_b=5Fc", "a b_c" },
	{ "word: lone equals signs", WORD, "a= b=", "a= b=" },
	{ "word: code at the end", WORD, "a=41", "aA" },
};

static void check_base64(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	if (row->how == WORD)
		transfer_base64_word(&b, str_from(row->in));
	else
		transfer_base64(&b, str_from(row->in));
	same_buf(&b, row->out);
}

static void check_qp(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	transfer_qp(&b, str_from(row->in), row->how == WORD);
	same_buf(&b, row->out);
}

/* More than the decoder's own buffer holds, appended to what is there. */
static void test_long(void **state)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	(void)state;
	buf_addch(&out, '>');
	for (int i = 0; i < 5000; i++)
		buf_addstr(&in, i % 19 == 18 ? "YWJj\n" : "YWJj");
	transfer_base64(&out, buf_str(&in));
	assert_int_equal(out.len, 1 + 15000);
	for (size_t i = 1; i < out.len; i++)
		assert_int_equal(out.data[i], "abc"[(i - 1) % 3]);
	buf_release(&in);
	buf_release(&out);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, base64, ARRAY_SIZE(base64), sizeof(base64[0]), check_base64);
	add_rows(&t, qp, ARRAY_SIZE(qp), sizeof(qp[0]), check_qp);
	add_test(&t, "long base64", test_long);
	return run_group("transfer_encoding", &t);
}
