/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "filter/import/mbox.h"
#include "store/util/buf.h"
#include "tests/support/rows.h"

static const struct end_row {
	const char *name, *text;
	size_t end, empty, last_end, last_empty;
} end_rows[] = {
	{ "two", "From a\n\nx\n\nFrom b\n", 10, 1, 18, 0 },
	{ "two, CRLF", "From a\r\n\r\nx\r\n\r\nFrom b\r\n", 13, 2, 23, 0 },
	{ "From after text", "From a\n\nx\nFrom b\n\n", 18, 0, 17, 1 },
	{ "CRLF at the end only", "From a\n\nx\n\r\n", 12, 0, 10, 2 },
	{ "empty header", "From a\n\nFrom b\n", 7, 1, 15, 0 },
	{ "no empty line", "From a\nFrom b\n", 14, 0, 14, 0 },
	{ "no line end", "From a", 6, 0, 6, 0 },
	{ "one empty line", "\n", 1, 0, 1, 0 },
	{ "nothing", "", 0, 0, 0, 0 },
};

static void check_end(void **state)
{
	const struct end_row *row = *state;
	struct str text = str_from(row->text);
	size_t empty;

	assert_int_equal(mbox_end(text, 0, &empty), row->end);
	assert_int_equal(empty, row->empty);
	assert_int_equal(mbox_last_end(text, &empty), row->last_end);
	assert_int_equal(empty, row->last_empty);
}

/* A message read in two pieces, cut anywhere. */
static void cut_anywhere(void **state)
{
	struct str text = STR("From a\r\n\r\nx\r\n\r\nFrom b\r\n");

	(void)state;
	for (size_t cut = 0; cut < text.len; cut++) {
		size_t empty, end = mbox_end(str_sub(text, 0, cut), 0, &empty);

		if (!empty)
			end = mbox_end(text, cut > MBOX_OVERLAP ? cut - MBOX_OVERLAP : 0,
				       &empty);
		assert_int_equal(end, 13);
		assert_int_equal(empty, 2);
	}
}

static const struct quote_row {
	const char *name, *quoted, *text;
} quote_rows[] = {
	{ "one mark", ">From x\n", "From x\n" },
	{ "three marks", ">>>From x\n", ">>From x\n" },
	{ "several lines", "a\n>From x\n>>From y\nb\n", "a\nFrom x\n>From y\nb\n" },
	{ "within a line", "a >From x\n", "a >From x\n" },
	{ "a blank after the mark", "> From x\n", "> From x\n" },
	{ "cut short", ">From", ">From" },
	{ "nothing after From", ">From ", "From " },
	{ "marks within the line", ">From >From >From \n", "From >From >From \n" },
	{ "no text", "", "" },
};

static void check_quote(void **state)
{
	const struct quote_row *row = *state;
	struct buf b = BUF_INIT;
	size_t len;

	buf_addstr(&b, row->quoted);
	buf_reserve(&b, 1);
	len = mbox_unquote(b.data, b.len);
	assert_int_equal(len, strlen(row->text));
	assert_string_equal(b.data, row->text);
	buf_release(&b);
}

static double seconds_for(size_t n, const char *piece)
{
	struct buf b = BUF_INIT;
	size_t empty;
	clock_t start;
	double s;

	for (size_t i = 0; i < n; i++)
		buf_addstr(&b, piece);
	start = clock();
	mbox_end(buf_str(&b), 0, &empty);
	mbox_unquote(b.data, b.len);
	s = (double)(clock() - start) / CLOCKS_PER_SEC;
	buf_release(&b);
	return s;
}

/* Quadratic time would be much longer. */
static void linear(void **state)
{
	static const char *const pieces[] = { ">",	  ">From ", "\nFrom ",
					      "\n>From ", "\n\n",   ">From \n" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pieces); i++)
		assert_true(seconds_for(100000, pieces[i]) < 2);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, end_rows, ARRAY_SIZE(end_rows), sizeof(end_rows[0]), check_end);
	add_rows(&t, quote_rows, ARRAY_SIZE(quote_rows), sizeof(quote_rows[0]),
		 check_quote);
	add_test(&t, "cut_anywhere", cut_anywhere);
	add_test(&t, "linear", linear);
	return run_group("mbox", &t);
}
