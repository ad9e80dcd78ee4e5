/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "report/text/digest_text.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 10
#define RULE \
	"\n----------------------------------------------------------------------\n\n"

struct digest_case {
	const char *name;
	struct row rows[ROWS];
	const char *expected; /* the text after the last heading */
};

static const struct digest_case cases[] = {
	{ "nothing", { { NULL } }, "(none)\n\n" },
	{ "patches that are not shown",
	  { { "2", "1", "[PATCH 2/3] two", "a", 0 } },
	  "(none)\n\n" },
	{ "an entry",
	  { { "m@id", NULL, "[PATCH net v2] fix it", "a", 61, NULL, NULL,
	      "\nText.\n---\n 1 file changed\n\n" } },
	  "New:  fix it\n"
	  "[PATCH net v2] fix it\n"
	  "Author: A <a@x.example>\n"
	  "Date: 2025-11-13 01:01 UTC\n"
	  "Message-ID: <m@id>\n"
	  "\n"
	  "Text.\n"
	  "---\n"
	  " 1 file changed\n" RULE },
	{ "the cover first, then 1/N; other parts and replies not at all",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0, NULL, NULL, "cover" },
	    { "1", "c", "[PATCH 1/2] one", "a", 1, NULL, NULL, "first" },
	    { "2", "c", "[PATCH 2/2] two", "a", 2, NULL, NULL, NULL },
	    { "r", "c", "Re: work", "b", 3, NULL, NULL, NULL } },
	  "New:  work\n[PATCH 0/2] work\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:00 UTC\nMessage-ID: <c>\n\ncover\n" RULE
	  "New:  one\n[PATCH 1/2] one\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:01 UTC\nMessage-ID: <1>\n\nfirst\n" RULE },
	{ "a series stands where the newest of its shown mails does",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0, NULL, NULL, "cover" },
	    { "x", NULL, "[PATCH] fix", "b", 1, NULL, NULL, "other" },
	    { "1", "c", "[PATCH 1/1] one", "a", 2, NULL, NULL, "first" } },
	  "New:  work\n[PATCH 0/1] work\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:00 UTC\nMessage-ID: <c>\n\ncover\n" RULE
	  "New:  one\n[PATCH 1/1] one\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:02 UTC\nMessage-ID: <1>\n\nfirst\n" RULE
	  "New:  fix\n[PATCH] fix\nAuthor: B <b@x.example>\n"
	  "Date: 2025-11-13 00:01 UTC\nMessage-ID: <x>\n\nother\n" RULE },
	{ "each mail of an older version is a pair, a run of them ends with an empty "
	  "line",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0, NULL, NULL, "old" },
	    { "1", "c", "[PATCH 1/1] work", "a", 1, NULL, NULL, "old" },
	    { "x", NULL, "[PATCH] fix", "b", 2, NULL, NULL, "other" },
	    { "d", NULL, "[PATCH v2 0/1] work", "a", 3, NULL, NULL, "new" },
	    { "2", "d", "[PATCH v2 1/1] work", "a", 4, NULL, NULL, "new one" } },
	  "New:  work\n[PATCH v2 0/1] work\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:03 UTC\nMessage-ID: <d>\n"
	  "Series: v2; v1 2025-11-13 <c>\n\nnew\n" RULE
	  "New:  work\n[PATCH v2 1/1] work\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:04 UTC\nMessage-ID: <2>\n\nnew one\n" RULE
	  "New:  fix\n[PATCH] fix\nAuthor: B <b@x.example>\n"
	  "Date: 2025-11-13 00:02 UTC\nMessage-ID: <x>\n\nother\n" RULE
	  "Exist: [PATCH v2 0/1] work\n Skip: [PATCH 0/1] work\n"
	  "Exist: [PATCH v2 1/1] work\n Skip: [PATCH 1/1] work\n\n" },
	{ "an older 1/N without a newer one: the newest version's cover",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0, NULL, NULL, "old" },
	    { "1", "c", "[PATCH 1/2] one", "a", 1, NULL, NULL, "old" },
	    { "d", NULL, "[PATCH v2 0/2] work", "a", 3, NULL, NULL, "new" } },
	  "New:  work\n[PATCH v2 0/2] work\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:03 UTC\nMessage-ID: <d>\n"
	  "Series: v2; v1 2025-11-13 <c>\n\nnew\n" RULE
	  "Exist: [PATCH v2 0/2] work\n Skip: [PATCH 0/2] work\n"
	  "Exist: [PATCH v2 0/2] work\n Skip: [PATCH 1/2] one\n\n" },
	{ "three versions: pairs name the newest, an entry ends the run",
	  { { "1", NULL, "[PATCH] fix", "a", 0, NULL, NULL, "1" },
	    { "x", NULL, "[PATCH] other", "b", 1, NULL, NULL, "x" },
	    { "2", NULL, "[PATCH v2] fix", "a", 2, NULL, NULL, "2" },
	    { "3", NULL, "[PATCH v3] fix", "a", 3, NULL, NULL, "" } },
	  "New:  fix\n[PATCH v3] fix\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:03 UTC\nMessage-ID: <3>\n"
	  "Series: v3; v2 2025-11-13 <2>, v1 2025-11-13 <1>\n" RULE
	  "Exist: [PATCH v3] fix\n Skip: [PATCH v2] fix\n\n"
	  "New:  other\n[PATCH] other\nAuthor: B <b@x.example>\n"
	  "Date: 2025-11-13 00:01 UTC\nMessage-ID: <x>\n\nx\n" RULE
	  "Exist: [PATCH v3] fix\n Skip: [PATCH] fix\n\n" },
	{ "a patch that has become the first of a series",
	  { { "1", NULL, "[PATCH] fix", "a", 0, NULL, NULL, "old" },
	    { "c", NULL, "[PATCH v2 0/1] work", "a", 1, NULL, NULL, "cover" },
	    { "2", "c", "[PATCH v2 1/1] fix", "a", 2, NULL, NULL, "new" } },
	  "New:  work\n[PATCH v2 0/1] work\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:01 UTC\nMessage-ID: <c>\n"
	  "Series: v2; v1 2025-11-13 <1>\n\ncover\n" RULE
	  "New:  fix\n[PATCH v2 1/1] fix\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:02 UTC\nMessage-ID: <2>\n\nnew\n" RULE
	  "Exist: [PATCH v2 1/1] fix\n Skip: [PATCH] fix\n\n" },
	{ "nothing of a mail acts on a terminal",
	  { { "1\033", NULL, "[PATCH] a\u202Eb", "a", 0, NULL, NULL, "x\ty\nz\001\n" } },
	  "New:  a\uFFFDb\n[PATCH] a\uFFFDb\nAuthor: A <a@x.example>\n"
	  "Date: 2025-11-13 00:00 UTC\nMessage-ID: <1\uFFFD>\n\nx\ty\nz\uFFFD\n" RULE },
};

struct stage {
	char *dir;
	struct inbox *inbox;
	struct selection sel;
	struct buf text; /* the digest */
};

static void stage_open(struct stage *s, const struct row *rows, size_t n)
{
	*s = (struct stage){ .dir = temp_dir(), .text = BUF_INIT };
	s->inbox = rows_store(s->dir, rows, n);
	rows_window(&s->sel, &s->inbox, 0, 1440);
}

static void stage_print(struct stage *s, const struct digest_options *options)
{
	struct buf file = BUF_INIT;
	struct output_options to = { .color = 0 };
	struct digest digest;
	struct output *o;
	bool taken;

	buf_addf(&file, "%s/digest", s->dir);
	to.file = buf_cstr(&file);
	buf_reset(&s->text);
	assert_int_equal(output_open(&o, &to, &s->text), ST_OK);
	digest_make(&digest, &s->sel, options);
	assert_int_equal(digest.st, ST_OK);
	assert_int_equal(digest_text_print(o, &digest), ST_OK);
	digest_release(&digest);
	assert_int_equal(output_finish(o, true, &taken, &s->text), ST_OK);
	temp_read(&s->text, buf_cstr(&file));
	buf_release(&file);
}

static void stage_close(struct stage *s)
{
	rows_release(&s->sel);
	inbox_close(s->inbox);
	buf_release(&s->text);
	temp_remove(s->dir);
}

static void check_entries(void **state)
{
	static const char heading[] = "===== Patch Commit Messages ====\n\n";
	const struct digest_case *c = *state;
	const struct digest_options options = { .top = 15 };
	const char *entries;
	struct stage s;

	stage_open(&s, c->rows, ROWS);
	stage_print(&s, &options);
	entries = strstr(buf_cstr(&s.text), heading);
	assert_non_null(entries);
	assert_string_equal(entries + strlen(heading), c->expected);
	stage_close(&s);
}

static const struct row one[] = {
	{ "1/x+@y", NULL, "[PATCH] fix", "a", 0, NULL, NULL, "body" },
};

#define TABLES                                                      \
	"Top 3 contributor Email domains (Based on Email Body)\n\n" \
	"      1 x.example\n\n"                                     \
	"Top 3 contributors (Based on Email Body)\n\n"              \
	"      1  A <a@x.example>\n\n"                              \
	"===== Patch list in this time period =====\n\n"            \
	"      1/1    [PATCH] fix  (A)\n\n"

static void check_whole(void **state)
{
	const struct digest_options options = { .top = 3,
						.archive_url = "https://l.example/kvm" };
	struct stage s;

	(void)state;
	stage_open(&s, one, ARRAY_SIZE(one));
	s.sel.window.until += 59;
	stage_print(&s, &options);
	assert_string_equal(
	    buf_cstr(&s.text),
	    "From (start) to 0123abcde\n"
	    "kvm mailing list update from (start) to 0123abcde\n"
	    "Mails from 2025-11-13 00:00 to 2025-11-14 00:00:59 UTC\n\n" TABLES
	    "===== Patch Commit Messages ====\n\n"
	    "New:  fix\n[PATCH] fix\nAuthor: A <a@x.example>\n"
	    "Date: 2025-11-13 00:00 UTC\n"
	    "Link: https://l.example/kvm/1%2Fx+@y/\n\nbody\n" RULE);
	stage_close(&s);
}

/* The head of the digest says what the digest is made of. */
static void check_selection(void **state)
{
	struct series_match match = SERIES_MATCH_INIT;
	struct digest_options options = { .top = 3,
					  .titles_only = true,
					  .sections.match = &match };
	struct stage s;

	(void)state;
	series_match_add(&match, (struct series_match_rule){ MATCH_AUTHOR, "b@x" });
	stage_open(&s, one, ARRAY_SIZE(one));
	stage_print(&s, &options);
	assert_string_equal(
	    buf_cstr(&s.text),
	    "From (start) to 0123abcde\n"
	    "kvm mailing list update from (start) to 0123abcde\n"
	    "Mails from 2025-11-13 00:00 to 2025-11-14 00:00 UTC\n"
	    "Only: author b@x\n\n"
	    "Top 3 contributor Email domains (Based on Email Body)\n\n(none)\n\n"
	    "Top 3 contributors (Based on Email Body)\n\n(none)\n\n"
	    "===== Patch list in this time period =====\n\n\n");
	series_match_release(&match);
	stage_close(&s);
}

static void check_explain(void **state)
{
	static const struct row rows[] = {
		{ "1", NULL, "[PATCH] fix", "a", 0, NULL, NULL, "1" },
		{ "2", NULL, "[PATCH v2] fix", "a", 1, NULL, NULL, "2" },
		{ "3", "2", "[PATCH v3] mend", "a", 2, NULL, NULL, "3" },
	};
	const struct digest_options options = { .top = 3, .explain = true };
	const char *pairs;
	struct stage s;

	(void)state;
	stage_open(&s, rows, ARRAY_SIZE(rows));
	stage_print(&s, &options);
	pairs = strstr(buf_cstr(&s.text), "Exist:");
	assert_non_null(pairs);
	assert_string_equal(pairs, "Exist: [PATCH v3] mend\n Skip: [PATCH v2] fix\n"
				   "  Why: v3 after v2: it replies to the older one\n"
				   "Exist: [PATCH v3] mend\n Skip: [PATCH] fix\n"
				   "  Why: v2 after v1: same title and author; "
				   "v3 after v2: it replies to the older one\n\n");
	stage_close(&s);
}

/* Words of rule 16: who posted it, what it came after, that it was posted again. */
static void check_version_words(void **state)
{
	static const struct row rows[] = {
		{ "1", NULL, "[PATCH v2] fix", "a", 0, NULL, NULL, "1" },
		{ "2", NULL, "[PATCH] fix", "a", 1, NULL, NULL, "2" },
		{ "3", NULL, "[PATCH] old", "a", 2, NULL, NULL, "3" },
		{ "4", NULL, "[PATCH v2] new", "b", 3, NULL, "supersedes 3\n", "4",
		  "Signed-off-by: A <a@x.example>\n" },
		{ "5", NULL, "[PATCH] same", "a", 4, NULL, NULL, "5", NULL, "x.c\n" },
		{ "6", NULL, "[PATCH] same", "a", 5, NULL, NULL, "6", NULL, "x.c\n" },
	};
	static const char *const words[] = {
		"Series: no version, after v2; v2 2025-11-13 <1> (title)\n",
		"  Why: no version, after v2 after v2: same title and author\n",
		"Series: v2, posted by B; v1 2025-11-13 <3> (supersedes)\n",
		"Exist: [PATCH v2] new  (posted by B)\n Skip: [PATCH] old\n",
		"Series: v1, posted again; v1 2025-11-13 <5> (repost)\n",
		"  Why: v1 after v1: posted again\n",
	};
	const struct digest_options options = { .top = 3, .explain = true };
	struct stage s;

	(void)state;
	stage_open(&s, rows, ARRAY_SIZE(rows));
	stage_print(&s, &options);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strstr(buf_cstr(&s.text), words[i]))
			fail_msg("no %s in:\n%s", words[i], buf_cstr(&s.text));
	stage_close(&s);
}

static void check_titles_only(void **state)
{
	const struct digest_options options = { .top = 3, .titles_only = true };
	struct stage s;

	(void)state;
	stage_open(&s, one, ARRAY_SIZE(one));
	s.sel.window.kind = WINDOW_COMMITS;
	s.sel.title = STR("KVM");
	stage_print(&s, &options);
	assert_string_equal(
	    buf_cstr(&s.text),
	    "From (start) to 0123abcde\n"
	    "KVM mailing list update from (start) to 0123abcde\n\n" TABLES);
	stage_close(&s);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_entries);
	add_test(&t, "check_whole", check_whole);
	add_test(&t, "check_selection", check_selection);
	add_test(&t, "check_explain", check_explain);
	add_test(&t, "check_version_words", check_version_words);
	add_test(&t, "check_titles_only", check_titles_only);
	return run_group("digest", &t);
}
