/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "filter/import/mbox_multipart.h"
#include "tests/support/rows.h"

#define SHA "0123456789abcdef0123456789abcdef01234567"
#define COMMIT "From " SHA " Mon Sep 17 00:00:00 2001\n"
#define MIXED "From a\nContent-Type: multipart/mixed;\n boundary=\"B\"\n\n--B\n\nwords\n"
#define ATTACHED "--B\n\n" COMMIT "From: x\n\nlog\n"
#define PLAIN "From b\nSubject: x\n\ntext\n"

/* Where the messages of a text begin: each is marked by "|". */
static const struct row {
	const char *name;
	const char *text;
} rows[] = {
	{ "nothing", "" },
	{ "two messages", "|" PLAIN "\n|" PLAIN },
	{ "an attached patch", "|" MIXED ATTACHED "--B--\n\n|" PLAIN },
	{ "an attached patch at the end", "|" MIXED ATTACHED "--B--\n" },
	{ "two attached patches", "|" MIXED ATTACHED ATTACHED "--B--\n\n|" PLAIN },
	{ "blanks after the boundary", "|" MIXED ATTACHED "--B-- \t\n\n|" PLAIN },
	{ "a boundary that isn't closed",
	  "|" MIXED "--B\n\n|" COMMIT "From: x\n\n|" PLAIN },
	{ "a boundary that isn't closed, at the end",
	  "|" MIXED "--B\n\n|" COMMIT "From: x\n" },
	{ "closed after the next message",
	  "|" MIXED "--B\n\n|" COMMIT "From: x\n\n|" PLAIN "--B--\n" },
	{ "a commit line after the closing boundary",
	  "|" MIXED "--B--\n\n|" COMMIT "From: x\n\nlog\n--B--\n" },
	{ "no multipart",
	  "|From a\nContent-Type: text/plain; boundary=B\n\n--B\n\n|" COMMIT
	  "From: x\n\n--B--\n" },
	{ "another date",
	  "|" MIXED "--B\n\n|From " SHA " Tue Sep 18 00:00:00 2001\n--B--\n" },
	{ "another commit",
	  "|" MIXED "--B\n\n|From 0123 Mon Sep 17 00:00:00 2001\n--B--\n" },
	{ "64 digits", "|" MIXED "--B\n\nFrom 0123456789abcdef01234567" SHA
		       " Mon Sep 17 00:00:00 2001\n\n--B--\n\n|" PLAIN },
	{ "CRLF", "|From a\r\nContent-Type: multipart/mixed; "
		  "boundary=B\r\n\r\n--B\r\n\r\nFrom " SHA
		  " Mon Sep 17 00:00:00 2001\r\n\r\n--B--\r\n\r\n|From b\r\n\r\n" },
	{ "two mails with the same boundary",
	  "|" MIXED ATTACHED "--B--\n\n|" MIXED ATTACHED "--B--\n\n|" PLAIN },
	{ "files of format-patch --attach",
	  "|" COMMIT
	  "Content-Type: multipart/mixed; boundary=B\n\n--B\n\nx\n--B--\n\n|" COMMIT
	  "Content-Type: multipart/mixed; boundary=B\n\n--B\n\n" COMMIT "--B--\n" },
	{ "a commit line cut short at the end", "|" MIXED "--B\n\n|From 0123" },
	{ "a boundary cut short at the end", "|" MIXED ATTACHED "--B--" },
};

/* Walks over text, which comes in pieces of step bytes, and marks the starts in out. */
static void mark_starts(struct buf *out, struct str text, size_t step)
{
	struct mbox_walk w = { 0 };

	while (text.len) {
		size_t have = 0, end, empty;

		do
			have = have + step < text.len ? have + step : text.len;
		while (!mbox_walk_end(&w, str_sub(text, 0, have), have == text.len, &end,
				      &empty));
		mbox_walk_next(&w, end + empty);
		buf_addch(out, '|');
		buf_adds(out, str_sub(text, 0, end + empty));
		text = str_sub(text, end + empty, text.len);
	}
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf text = BUF_INIT, got = BUF_INIT;

	for (const char *p = row->text; *p; p++)
		if (*p != '|')
			buf_addch(&text, *p);
	for (size_t step = 1; step <= text.len + 1; step++) {
		mark_starts(&got, buf_str(&text), step);
		same_buf(&got, row->text);
	}
	buf_release(&text);
}

static double seconds_for(size_t n, const char *start, const char *piece)
{
	struct buf text = BUF_INIT, out = BUF_INIT;
	clock_t before;

	buf_addstr(&text, start);
	for (size_t i = 0; i < n; i++)
		buf_addstr(&text, piece);
	before = clock();
	mark_starts(&out, buf_str(&text), text.len);
	mark_starts(&out, buf_str(&text), text.len / 100 + 1);
	buf_release(&text);
	buf_release(&out);
	return (double)(clock() - before) / CLOCKS_PER_SEC;
}

/* Quadratic work would take much longer. */
static void test_linear(void **state)
{
	static const char *const pieces[] = {
		"\n" COMMIT,
		"\n" COMMIT "Content-Type: multipart/mixed; boundary=B\n\n",
		"\n" COMMIT "Content-Type: multipart/mixed; boundary=C\n\n\n" COMMIT,
		MIXED ATTACHED "--B--\n\n",
		MIXED ATTACHED "\n",
		"\n",
		"--B--\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pieces); i++) {
		assert_true(seconds_for(20000, "", pieces[i]) < 2);
		assert_true(seconds_for(20000, MIXED "\n" COMMIT, pieces[i]) < 2);
	}
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "in linear time", test_linear);
	return run_group("mbox_multipart", &t);
}
