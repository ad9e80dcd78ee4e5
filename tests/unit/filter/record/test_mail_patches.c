/* SPDX-License-Identifier: MIT */
#include "filter/patch/patch.h"
#include "filter/record/mail_patches.h"
#include "store/inbox/record_parts.h"
#include "tests/support/rows.h"

#define COMMIT "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
#define GIT(file)                                                       \
	"diff --git a/" file " b/" file "\n--- a/" file "\n+++ b/" file \
	"\n@@ -1 +1,2 @@\n a\n+b\n"
#define ID_X "41d355a81fc579da18ef1cc686727fa7650eb32f"
#define ID_YZ "5e870879411fe3ef75602f42959810d9d3e6031a"
#define ONE                                                                              \
	COMMIT "From: =?utf-8?q?Ren=C3=A9?= <r@x.org>\nSubject: [PATCH v2 "              \
	       "1/2] one\n title\n\nlog 1\n\nAcked-by: a@b.org\n---\n x | 1 +\n 1 file " \
	       "changed, 1 insertion(+)\n\n" GIT("x") "-- \n2.43\n\n"
#define TWO                                                                            \
	COMMIT "From: B <b@x.org>\nSubject: [PATCH v2 2/2] two\n\nlog 2\n\nAcked-by: " \
	       "a@b.org\nTested-by: c@d.org\n---\n" GIT("y") GIT("z")
#define COVER COMMIT "From: a@b.org\nSubject: [PATCH v2 0/2] c\n\nwords\n\n"

#define PART_ONE "1 1 1 0 " ID_X " Ren\xc3\xa9\tr@x.org\tone title\n"
#define PART_TWO "2 2 2 0 " ID_YZ " B\tb@x.org\ttwo\n"
#define BODY_ONE \
	"log 1\n\nAcked-by: a@b.org\n---\n x | 1 +\n 1 file changed, 1 insertion(+)\n"
#define BODY_TWO                                                                    \
	"\n[PATCH v2 2/2] two\nAuthor: B <b@x.org>\n\nlog 2\n\nAcked-by: a@b.org\n" \
	"Tested-by: c@d.org\n---\n"

static const struct row {
	const char *name;
	const char *text, *more;
	const char *parts, *body, *trailers, *paths;
	struct diff_sums sums;
} rows[] = {
	{ "nothing", "words\n" GIT("x"), GIT("y"), "", "", "", "", { 0, 0, 0 } },
	{ "one", ONE, "", PART_ONE, BODY_ONE, "Acked-by: a@b.org\n", "x\n", { 1, 1, 0 } },
	{ "two in the text",
	  "Words\n\n" ONE TWO,
	  "",
	  PART_ONE PART_TWO,
	  BODY_ONE BODY_TWO,
	  "Acked-by: a@b.org\nTested-by: c@d.org\n",
	  "x\ny\nz\n",
	  { 3, 3, 0 } },
	{ "two attached, with a cover letter",
	  "Words\n",
	  COVER ONE "text\n" TWO,
	  PART_ONE PART_TWO,
	  BODY_ONE BODY_TWO,
	  "Acked-by: a@b.org\nTested-by: c@d.org\n",
	  "x\ny\nz\n",
	  { 3, 3, 0 } },
	{ "the first is the text, and stands there again",
	  ONE,
	  ONE TWO,
	  PART_ONE PART_TWO,
	  BODY_ONE BODY_TWO,
	  "Acked-by: a@b.org\nTested-by: c@d.org\n",
	  "x\ny\nz\n",
	  { 3, 3, 0 } },
	{ "neither counter nor patch id",
	  COMMIT "From: b@x.org\nSubject: u\tv\n\n--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-a\n",
	  "",
	  "0 1 0 1 - \tb@x.org\tu v\n",
	  "",
	  "",
	  "x\n",
	  { 1, 0, 1 } },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct mail_patches p;

	mail_patches_read(&p, str_from(row->text), str_from(row->more), 1000, &arena);
	assert_int_equal(p.n, record_parts_count(str_from(row->parts)));
	assert_memory_equal(&p.sums, &row->sums, sizeof(p.sums));
	assert_false(p.cut);
	same_str(buf_str(&p.parts), row->parts);
	same_str(buf_str(&p.body), row->body);
	same_str(buf_str(&p.trailers), row->trailers);
	same_str(buf_str(&p.paths), row->paths);
	mail_patches_release(&p);
	arena_release(&arena);
}

/* Reads n patches, each with a number, a title of some length, and a log. */
static void read_many(struct mail_patches *p, struct arena *arena, int n, int title,
		      size_t log)
{
	struct buf text = BUF_INIT;

	for (int i = 1; i <= n; i++) {
		buf_addf(&text, COMMIT "From: a@b\nSubject: [PATCH %d/%d] %0*d\n\n", i, n,
			 title, i);
		for (size_t k = 0; k < log; k += 10)
			buf_addstr(&text, "some text\n");
		buf_addstr(&text, "---\n" GIT("x"));
	}
	mail_patches_read(p, buf_str(&text), STR_EMPTY, 10, arena);
	buf_release(&text);
}

static void test_bounded(void **state)
{
	static const struct {
		int patches, title;
		size_t log, want;
		bool cut;
	} many[] = {
		{ 150, 8, 100, 100, false },	       /* RECORD_PARTS_MAX */
		{ 50, 1000, 100, 15, false },	       /* RECORD_PARTS_BYTES */
		{ 2, 20000, 100, 0, false },	       /* the first does not fit */
		{ 3, 8, PATCH_BODY_MAX / 2, 3, true }, /* the text of two fits */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(many); i++) {
		struct arena arena = ARENA_INIT;
		struct mail_patches p;

		read_many(&p, &arena, many[i].patches, many[i].title, many[i].log);
		assert_int_equal(p.n, many[i].want);
		assert_int_equal(record_parts_count(buf_str(&p.parts)), p.n);
		assert_int_equal(p.sums.insertions, p.n);
		assert_int_equal(p.cut, many[i].cut);
		assert_true(p.body.len <= PATCH_BODY_MAX);
		assert_true(p.paths.len <= 10);
		mail_patches_release(&p);
		arena_release(&arena);
	}
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "bounded", test_bounded);
	return run_group("mail_patches", &t);
}
