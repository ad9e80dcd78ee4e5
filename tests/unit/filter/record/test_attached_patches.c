/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "filter/record/attached_patches.h"
#include "tests/support/rows.h"

#define COMMIT "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
#define GIT(file)                                                       \
	"diff --git a/" file " b/" file "\n--- a/" file "\n+++ b/" file \
	"\n@@ -1 +1,2 @@\n a\n+b\n"
#define ONE                                                                          \
	COMMIT "From: =?utf-8?q?Ren=C3=A9?= <r@x.org>\nDate: d\nSubject: [PATCH v2 " \
	       "1/2] one\n title\n\nlog 1\n---\n x | 1 +\n 1 file changed, 1 "       \
	       "insertion(+)\n\n" GIT("x") "-- \n2.43\n\n"
#define TWO                                                                            \
	COMMIT "From: B <b@x.org>\nSubject: [PATCH v2 2/2] two\n\nlog 2\n\nAcked-by: " \
	       "a@b.org\n---\n" GIT("y") GIT("z")

/* The patches of a text, one per line. */
static const struct row {
	const char *name;
	const char *text, *patches;
} rows[] = {
	{ "nothing", "", "" },
	{ "a patch without a commit line", "From: a@b.org\nSubject: x\n\nlog\n" GIT("x"),
	  "" },
	{ "one", ONE, "Ren\xc3\xa9 <r@x.org> v2 1/2 one title (log 1 ) 1 1\n" },
	{ "two", ONE TWO,
	  "Ren\xc3\xa9 <r@x.org> v2 1/2 one title (log 1 ) 1 1\n"
	  "B <b@x.org> v2 2/2 two (log 2  Acked-by: a@b.org ) 2 2\n" },
	{ "words before and marks", "See:\n\n>" ONE "\n>>" TWO,
	  "Ren\xc3\xa9 <r@x.org> v2 1/2 one title (log 1 ) 1 1\n"
	  "B <b@x.org> v2 2/2 two (log 2  Acked-by: a@b.org ) 2 2\n" },
	{ "a cover letter",
	  COMMIT "From: a@b.org\nSubject: [PATCH 0/1] c\n\nwords\n\n" TWO,
	  " <a@b.org> v1 0/1 c (words ) 0 0\n"
	  "B <b@x.org> v2 2/2 two (log 2  Acked-by: a@b.org ) 2 2\n" },
	{ "a commit line in the log",
	  COMMIT "From: a@b.org\nSubject: x\n\nSee\n" COMMIT "there.\n" GIT("x"),
	  " <a@b.org> v1 0/0 x (See " COMMIT "there. ) 1 1\n" },
	{ "a commit line without a Subject", COMMIT "From: a@b.org\n\nlog\n", "" },
	{ "a commit line that is too short", "From 0123 Mon\nFrom: a@b.org\nSubject: x\n",
	  "" },
};

static void add_patch(struct buf *out, const struct attached_patch *a)
{
	buf_adds(out, a->author.name);
	buf_addstr(out, " <");
	buf_adds(out, a->author.addr);
	buf_addstr(out, "> v");
	buf_adds(out, a->subject.version);
	buf_addf(out, " %u/%u ", a->subject.number, a->subject.total);
	buf_adds(out, a->subject.title);
	buf_addstr(out, " (");
	buf_adds(out, str_trim(a->patch.log));
	buf_addf(out, " ) %u %u\n", a->patch.sums.files, a->patch.sums.insertions);
}

/* Lines of a log are joined by blanks, as the rows have them. */
static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct buf got = BUF_INIT, want = BUF_INIT;
	struct str rest = str_from(row->text);
	struct attached_patch a;

	while (attached_patch_next(&rest, &a, &arena))
		add_patch(&got, &a);
	buf_addstr(&want, row->patches);
	for (struct buf *b = &got; b; b = b == &got ? &want : NULL)
		for (size_t i = 0; i < b->len; i++)
			if (b->data[i] == '\n')
				b->data[i] = ' ';
	same_buf(&got, buf_cstr(&want));
	buf_release(&want);
	arena_release(&arena);
}

static double seconds_for(size_t n, const char *piece)
{
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct attached_patch a;
	clock_t start = clock();
	struct str rest;

	for (size_t i = 0; i < n; i++)
		buf_addstr(&text, piece);
	rest = buf_str(&text);
	while (attached_patch_next(&rest, &a, &arena))
		;
	buf_release(&text);
	arena_release(&arena);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Quadratic work would take much longer. */
static void test_linear(void **state)
{
	static const char *const pieces[] = { "From ",
					      ">",
					      COMMIT,
					      ONE,
					      COMMIT "From: a@b\n",
					      COMMIT "From: a@b\nSubject: x\n" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pieces); i++)
		assert_true(seconds_for(20000, pieces[i]) < 2);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "in linear time", test_linear);
	return run_group("attached_patches", &t);
}
