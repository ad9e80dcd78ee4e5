/* SPDX-License-Identifier: MIT */
#include "report/text/series_view_text.h"
#include "tests/support/rows.h"
#include "tests/support/format1.h"
#include "tests/support/posts.h"
#include "tests/support/printed.h"
#include "tests/support/views.h"

#define DAY 1440 /* minutes */

/* The series of the first mail. */
static const struct text_case {
	const char *name;
	struct row mails[12];
	const char *text; /* without the lines of a version's heading and figures */
	bool explain;
	const char *url;
} cases[] = {
	{ "a lone patch with hostile text",
	  { { "a\033", "", "[PATCH] one\033[2J", "a", 0 } },
	  "kvm: one\xef\xbf\xbd[2J  (A)\n"
	  "1 version, 13 November 2025; v1 is not known to be applied\n"
	  "\n"
	  "      [<a\xef\xbf\xbd>]\n" },
	{ "what each part got",
	  { { "a", "", "[PATCH v2 0/2] one", "a", 0 },
	    { "a1", "a", "[PATCH v2 1/2] first", "a", 0 },
	    { "a2", "a", "[PATCH v2 2/2] second", "a", 0 },
	    { "r", "a1", "fine", "b", 5, "", "", "",
	      "Reviewed-by: B <b@x.example>\nTested-by: B <b@x.example>\n" },
	    { "s", "a1", "fine", "c", 6, "", "", "", "Tested-by: C <c@x.example>\n" },
	    { "t", "a", "good", "c", 7, "", "", "", "Acked-by: C <c@x.example>\n" } },
	  "kvm: one  (A)\n"
	  "1 version, 13 November 2025; v2 is reviewed, not known to be applied\n"
	  "\n"
	  "      answers by C 2, B 1; the last one by C, Thu\n"
	  "        cover: Acked-by: C; 1 answer\n"
	  "        1/2 first: Reviewed-by: B; Tested-by: B, C; 2 answers\n"
	  "        2/2 second\n"
	  "      [https://x/kvm/a/]\n",
	  false,
	  "https://x/kvm" },
	{ "objections, findings, versions",
	  { { "a", "", "[PATCH] one", "a", 0, "", "", "", "", "", "",
	      "0123456789abcdefghij" },
	    { "n", "a", "no", "b", 5, "", "nak\n" },
	    { "b", "", "[RFC v2] one", "a", DAY, "", "", "", "", "", "",
	      "9123456789abcdefghij" },
	    { "f", "b", "it does not build", "bot", DAY + 1, "", "found 2\n" },
	    { "x", "b", "no", "c", DAY + 2, "", "pw-bot rejected\n" } },
	  "kvm: one  (A)\n"
	  "2 versions, 13 - 14 November 2025; RFC v2 is contested\n"
	  "\n"
	  "      rejected: C, Fri\n"
	  "      robots: 2 findings\n"
	  "      the patch is not unchanged since v1\n"
	  "      answers by C 1; the last one, Fri\n"
	  "      [<b>]\n"
	  "\n"
	  "      bound to RFC v2: same title and author\n"
	  "      NAK: B, Thu\n"
	  "      answers by B 1; the last one, Thu\n"
	  "      [<a>]\n" },
	{ "explained",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "n", "a", "no", "b", 5, "", "nak\n" },
	    { "b", "", "[PATCH v2] one", "a", DAY },
	    { "t", "b", "applied, thanks", "m", DAY + 5, "",
	      "applied 1\ntree x.git\nbranch next\n" } },
	  "kvm: one  (A)\n"
	  "2 versions, 13 - 14 November 2025; v2 is applied\n"
	  "\n"
	  "      applied: 1 of 1 by M to x.git (next), Fri <t>\n"
	  "      answers by M 1; the last one, Fri <t>\n"
	  "      [<b>]\n"
	  "\n"
	  "      bound to v2 <b>: same title and author\n"
	  "      NAK: B, Thu <n>\n"
	  "      answers by B 1; the last one, Thu <n>\n"
	  "      [<a>]\n",
	  true },
	{ "posted again",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "b", "", "[RESEND PATCH] one", "a", DAY },
	    { "r", "b", "good", "b", DAY + 1, "", "", "",
	      "Tested-by: B <b@x.example>\n" } },
	  "kvm: one  (A)\n"
	  "1 version, 13 - 14 November 2025; RESEND v1 is not known to be applied\n"
	  "\n"
	  "RESEND v1, Fri                                            parts  size         "
	  " "
	  "reviewed  answers  age\n"
	  "      answers by B 1; the last one, Fri\n"
	  "        Tested-by: B\n"
	  "      [<b>]\n"
	  "\n"
	  "      bound to RESEND v1: same title and author\n"
	  "      [<a>]\n" },
	{ "a part again",
	  { { "a", "", "[PATCH 0/2] one", "a", 0 },
	    { "a1", "a", "[PATCH 1/2] first", "a", 0 },
	    { "a2", "a", "[PATCH 2/2] second", "a", 0 },
	    { "r", "a2", "no", "b", 10 },
	    { "b2", "r", "[PATCH v2 2/2] second", "a", DAY } },
	  "kvm: one  (A)\n"
	  "1 version, 13 November 2025; v1 is not known to be applied\n"
	  "\n"
	  "part 2/2 again, v2, Fri                                   parts  size         "
	  " "
	  "reviewed  answers  age\n"
	  "      [<b2>]\n"
	  "\n"
	  "      answers by B 1; the last one, Thu\n"
	  "        1/2 first\n"
	  "        2/2 second: 1 answer; posted anew, Fri\n"
	  "      [<a>]\n" },
};

/* The lines of a row have figures. The row's heading has a comma after the version. */
static void leave_notes(struct buf *out, struct str text)
{
	struct str line;

	while (str_line(&text, &line)) {
		bool heading = str_starts(line, STR("v")) || str_starts(line, STR("RFC"));
		bool row = str_starts(line, STR("  ")) && !str_starts(line, STR("   "));

		if (heading || row)
			continue;
		buf_adds(out, line);
		buf_addch(out, '\n');
	}
}

static void check_printed(const struct text_case *c, struct view_store *s)
{
	struct board_options options = { .quiet_days = 7,
					 .now = ROWS_EPOCH + INT64_C(4) * 86400 };
	struct digest_options digest = { .explain = c->explain, .archive_url = c->url };
	struct buf text = BUF_INIT, notes = BUF_INIT;
	char name[] = PRINTED_NAME;
	struct output *out = printed_open(name);
	struct series_view view;

	assert_int_equal(series_view_build(&view, &s->sel,
					   view_store_read(s, c->mails[0].id), &options),
			 ST_OK);
	series_view_text_print(out, &view, &digest);
	printed_take(out, name, &text);
	leave_notes(&notes, buf_str(&text));
	buf_release(&text);
	same_buf(&notes, c->text);
	series_view_release(&view);
}

static void check_text(void **state)
{
	const struct text_case *c = *state;
	struct view_store s;

	view_store_open(&s, c->mails, ARRAY_SIZE(c->mails));
	check_printed(c, &s);
	view_store_close(&s);
}

static const struct text_case of_format1 = {
	.mails = { { "a", "", "[PATCH] one", "a", 0 }, { "r", "a", "well", "b", 5 } },
	.text = "kvm: one  (A)\n"
		"1 version, 13 November 2025; v1 is not known to be applied\n"
		"\n"
		"      answers by B 1; the last one, Thu\n"
		"      [<a>]\n"
		"Not known: NAKs, states and findings in some replies; which patches are "
		"unchanged. Their records are\n"
		"           of an older format: patchdigest-filter --rebuild\n",
};

/* Records of format 1, which also list no authors. */
static void test_format1(void **state)
{
	struct store_options o = { .list = "kvm.example", .mode = STORE_READ };
	struct buf why = BUF_INIT;
	struct view_store s;

	(void)state;
	view_store_open(&s, of_format1.mails, ARRAY_SIZE(of_format1.mails));
	inbox_close(s.inbox);
	assert_true(format1_rewrite(s.dir, o.list, 0));
	o.dir = s.dir;
	assert_int_equal(inbox_open(&s.inbox, &o, &why), ST_OK);
	check_printed(&of_format1, &s);
	view_store_close(&s);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(*cases), check_text);
	add_test(&t, "records of format 1", test_format1);
	return run_group("series_view_text", &t);
}
