/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/series/change_note.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

struct note_case {
	const char *name;
	const char *text;
	const char *version; /* "RFC 3" for a mail with FACT_RFC */
	const char *note;    /* NULL: none */
};

#define URL "https://lists.example/r/old@x.example"
#define SHORTLOG "\nAnn Roe (2):\n  gadget: new lock\n  gadget: v3: fix\n\n"
#define DIFFSTAT " gadget.c | 3 ++-\n 1 file changed, 2 insertions(+), 1 deletion(-)\n"

static const struct note_case cases[] = {
	/* which block */
	{ "newest first", "Text.\n\nv3:\n- a\n- b\n\nv2:\n- c\n" SHORTLOG DIFFSTAT, "3",
	  "a; b" },
	{ "oldest first", "v1 -> v2:\n- c\n\nv2 -> v3:\n- a\n- b\n\nv1: " URL "\n", "3",
	  "a; b" },
	{ "an older block", "v2:\n- c\n", "3", NULL },
	{ "a newer block", "v4:\n- c\n", "3", NULL },
	{ "v10 is not v1", "v10:\n- c\n", "1", NULL },
	{ "v5.1", "v5:\n - a\nv5.1:\n - b\n", "5.1", "b" },
	{ "v5.1 since v5", "Changes since v5:\n - b\n", "5.1", "b" },
	{ "v5.2 since v5.1", "Changes since v5.1:\n - b\n", "5.2", "b" },
	{ "v5.2 is not since v5", "Changes since v5:\n - b\n", "5.2", NULL },
	{ "since the version before",
	  "Changes since v2:\n - a\n\nChanges since v1:\n - c\n", "3", "a" },
	{ "since an older one", "Changes since v1:\n - c\n", "3", NULL },
	{ "since itself", "Changes since v3:\n - c\n", "3", NULL },
	{ "since RFC", "Changes since RFC:\n - a\n", "1", "a" },
	{ "since RFC v2", "Changes since RFC v2:\n - a\n", "3", "a" },
	{ "since v2 beats since RFC v2",
	  "Changes since RFC v2:\n - c\n\nChanges since v2:\n - a\n", "3", "a" },
	{ "RFC v3 is another mail", "RFC v3:\n - c\n", "3", NULL },
	{ "RFC v3", "RFC v3:\n - a\n", "RFC 3", "a" },
	{ "v3 of an RFC", "v3:\n - a\n", "RFC 3", "a" },
	{ "since the last version", "Changes since the last version:\n - a\n", "3", "a" },
	{ "a number beats the last version",
	  "Changes since the last version:\n - c\n\nv3:\n - a\n", "3", "a" },
	{ "in this version", "Main changes in this version are:\n\n - a\n", "3", "a" },
	{ "no version", "Changes:\n - c\n\nChangelog\n - d\n", "2", NULL },
	{ "a version that is no number", "Since v2:\n - c\n", "4a", NULL },
	{ "a block without text", "v3:\n\nv2:\n- c\n\nChanges in v3:\n- a\n", "3", "a" },
	{ "empty", "", "2", NULL },
	/* links */
	{ "links", "v3: " URL "\nv2: " URL "\n", "3", NULL },
	{ "links below", "v3:\n" URL "\n\nThe gadget is new.\n", "3", NULL },
	{ "a link, then a paragraph", "v3: " URL "\n\n- about the gadget\n", "3", NULL },
	{ "a link, then changes", "Changes from v2:\n" URL "\n * a\n * b\n", "3",
	  "a; b" },
	{ "a link in the heading, then changes", "v3: (" URL ")\n\n- a\n", "3", "a" },
	{ "a link at the end", "Changes in v3:\n- a\n- Link to v2:\n  " URL "\n", "3",
	  "a" },
	{ "a footnote", "* From v2 [1]:\n  - a\n\n[1] " URL "\n", "3", "a" },
	{ "a link in an item", "v3:\n- a, see " URL "\n", "3", "a, see " URL },
	/* headings that need more than their own line */
	{ "no colon", "v3\n - a\nv2\n - c\n", "3", "a" },
	{ "no colon, underlined", "v3\n====\nrebased\n", "3", "rebased" },
	{ "no colon, a paragraph", "Changes in v3\n\nAll is new.\n", "3", "All is new." },
	{ "the end of a sentence", "It is as Bo said in\nv3\nof the work.\n", "3", NULL },
	{ "a sentence's line", "I dropped the\nchanges in v3\nas Bo said.\n", "3", NULL },
	{ "only a number", "v3\n\nAll is new.\n", "3", NULL },
	/* items */
	{ "inline", "v3: rebased\nv2: fixed\n", "3", "rebased" },
	{ "inline, wrapped",
	  "v2: fixed\nv3: new lock for the gadget's queue and for its handler, both\n"
	  "    missing\n\nText.\n",
	  "3", "new lock for the gadget's queue and for its handler, both missing" },
	{ "inline, lines", "v3: a\n    b\n", "3", "a; b" },
	{ "inline with a bullet", "v3: . a\n    . b\n", "3", "a; b" },
	{ "a heading with a bullet", "- v3: a\n- v2: c\n- d\n", "2", "c" },
	{ "items below a heading with a bullet", " * v3:\n   - a\n   - b\n * Text\n", "3",
	  "a; b" },
	{ "bullets", "v3:\n- a\n* b\n+ c\no d\n\xe2\x80\xa2 e\n-> f\n-g\n", "3",
	  "a; b; c; d; e; f; g" },
	{ "numbers", "v3:\n1. a\n2) b\n (3) c\n (d) e\n", "3", "a; b; c; e" },
	{ "what looks like bullets", "v3:\n- a\n  *b*\n  --all\n  2.5 times\n", "3",
	  "a *b* --all 2.5 times" },
	{ "wrapped", "v3:\n - a\n   b\n - c\n", "3", "a b; c" },
	{ "empty lines", "v3:\n\n - a\n\n - b\n\nText.\n", "3", "a; b" },
	{ "a paragraph of an item", "v3:\n - a\n\n   b\n\n - c\n", "3", "a b; c" },
	{ "sub-items", "v3:\n - gadget:\n   - a.\n   - b,\n - c;\n - d...\n - e\n", "3",
	  "gadget: a; b; c; d...; e" },
	{ "an introduction", "v3:\n\nAll of Bo's comments:\n\n- a\n- b\n", "3",
	  "All of Bo's comments: a; b" },
	{ "a sentence, then another list", "v3:\nrebased\n\n- of the gadget\n", "3",
	  "rebased" },
	{ "lines", "v3:\n a\n b\n", "3", "a; b" },
	{ "lines, wrapped",
	  "v3:\nA new lock for the gadget's queue, which can be\n"
	  "  taken by its handler.\nb\n",
	  "3",
	  "A new lock for the gadget's queue, which can be taken by its handler; b" },
	{ "a paragraph",
	  "v3:\nThe queue of the gadget has a lock now, which the handler "
	  "takes\nas well.\n\nText.\n",
	  "3",
	  "The queue of the gadget has a lock now, which the handler takes as well." },
	{ "white space",
	  "v3:\n\t-  a \t b\r\n\t   \xc2\xa0"
	  "c\n",
	  "3", "a b c" },
	/* what ends a block */
	{ "text", "v3:\n - a\nThis was tested.\n", "3", "a" },
	{ "greetings",
	  "v3:\n- rebased on the tree of today, which has all of it\nThanks,\n"
	  "Ann\n",
	  "3", "rebased on the tree of today, which has all of it" },
	{ "thanks", "v3:\n- a\n  Thanks to Bo.\n", "3", "a Thanks to Bo." },
	{ "trailer", "v3: a\nSigned-off-by: A <a@x.example>\n", "3", "a" },
	{ "separator", "v3: a\n---\n" DIFFSTAT, "3", "a" },
	{ "rule", "v3: a\n=====\nText\n", "3", "a" },
	{ "diffstat", "v3: a\n" DIFFSTAT, "3", "a" },
	{ "shortlog", "v3:\n- a\nAnn Roe (1):\n  b\n", "3", "a" },
	{ "signature", "-- \nv3: a\n", "3", NULL },
	{ "base", "v3: a\nbase-commit: 1234567890\n", "3", "a" },
	{ "quoted", "> v3:\n> - a\n", "3", NULL },
	{ "range-diff", "Range-diff against v2:\n1: 12 = 1: 34 a\n    v3: b\n", "3",
	  NULL },
	{ "diff", "v3:\n- a\ndiff --git a/x b/x\n@@ -1 +1 @@\n", "3", "a" },
	{ "in a hunk", "@@ -1,2 +1,2 @@\n v3: a\n\n- v3: b\n+ v3: c\nText.\n", "3",
	  NULL },
	{ "below a hunk", "@@ -1 +1 @@\n-v3: a\n\nText.\n\nv3: b\n", "3", "b" },
};

static void check_note(void **state)
{
	const struct note_case *c = *state;
	struct str version = str_from(c->version);
	bool rfc = str_starts(version, STR("RFC "));
	struct buf out = BUF_INIT;

	if (rfc)
		version = str_sub(version, strlen("RFC "), version.len);
	buf_addstr(&out, "|");
	assert_int_equal(change_note_add(&out, str_from(c->text), version, rfc),
			 c->note != NULL);
	assert_string_equal(buf_cstr(&out) + 1, c->note ? c->note : "");
	buf_release(&out);
}

static size_t characters(struct str s)
{
	size_t n = 0;

	for (; s.len; n++)
		assert_int_not_equal(utf8_next(&s), UTF8_BAD);
	return n;
}

/* Adds the note of v3, whose text consists of n words. */
static void add_words(struct buf *note, const char *word, size_t n)
{
	struct buf text = BUF_INIT;

	buf_addstr(&text, "v3: ");
	while (n--)
		buf_addstr(&text, word);
	buf_addstr(&text, "\n");
	buf_reset(note);
	assert_true(change_note_add(note, buf_str(&text), STR("3"), false));
	buf_release(&text);
}

static void check_cut(void **state)
{
	struct buf note = BUF_INIT;

	(void)state;
	add_words(&note, "gadget, ", 25); /* 199 characters */
	assert_true(str_ends(buf_str(&note), STR("gadget, gadget,")));
	add_words(&note, "gadget, ", 26);
	assert_true(str_ends(buf_str(&note), STR("gadget, gadget...")));
	assert_int_equal(note.len, 24 * strlen("gadget, ") - 2 + 3);
	add_words(&note, "\xc3\xa4\xe2\x82\xac\xf0\x9f\x94\xa7", 1000);
	assert_true(str_ends(buf_str(&note), STR("...")));
	assert_int_equal(characters(buf_str(&note)), CHANGE_NOTE_MAX);
	add_words(&note, "x", CHANGE_NOTE_MAX);
	assert_int_equal(note.len, CHANGE_NOTE_MAX);
	assert_false(str_ends(buf_str(&note), STR("...")));
	buf_release(&note);
}

/* Texts that would take hours if a line were read again for each line above it. */
static void check_hostile(void **state)
{
	static const char *const pieces[] = {
		"v3\n",
		"v3:\n",
		"v3\n\n",
		"v3: " URL "\n",
		"Since v2\n\n",
		"v3: [",
		"v3 ([<",
		"- - - - ",
		"v3 -> ",
		"\n",
		"@@ -1 +1 @@",
		"v3:\n" URL "\n",
		"v3:\n\t\n",
		"v3:\n- \n",
		" | ",
		"(1):",
		"in v3 changes ",
		"last version:\n",
		"RFC ",
		"[v3",
	};
	struct buf text = BUF_INIT, note = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pieces); i++) {
		buf_reset(&text);
		while (text.len < 400000)
			buf_addstr(&text, pieces[i]);
		buf_reset(&note);
		change_note_add(&note, buf_str(&text), STR("3"), false);
		assert_true(note.len <= 4 * CHANGE_NOTE_MAX);
	}
	buf_release(&text);
	buf_release(&note);
}

/* Reads no byte after the text, whose buffer ends there. */
static void check_every_end(void **state)
{
	static const char text[] =
	    "Text\n\n- [RFC v3] \xe2\x86\x92 version 4 (a) <b> " URL
	    ":\n\n - a\n   \xe2\x80\xa2 b | 3\n====\n(1) c-by: d\n"
	    "Ann (1):\n@@ -1 +1 @@\n-- \n";
	struct buf note = BUF_INIT;

	(void)state;
	for (size_t from = 0; from < sizeof(text); from++)
		for (size_t to = from; to < sizeof(text); to++) {
			char *copy = xmalloc(to - from + 1);
			struct str s = { copy, to - from };

			memcpy(copy, text + from, to - from);
			copy = xrealloc(copy, to - from ? to - from : 1);
			s.s = copy;
			buf_reset(&note);
			change_note_add(&note, s, STR("4"), true);
			assert_true(note.len <= to - from + 3);
			free(copy);
		}
	buf_release(&note);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases) + 3];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		tests[i] = (struct CMUnitTest){ .name = cases[i].name,
						.test_func = check_note,
						.initial_state = (void *)&cases[i] };
	tests[ARRAY_SIZE(cases)] = (struct CMUnitTest)cmocka_unit_test(check_cut);
	tests[ARRAY_SIZE(cases) + 1] = (struct CMUnitTest)cmocka_unit_test(check_hostile);
	tests[ARRAY_SIZE(cases) + 2] =
	    (struct CMUnitTest)cmocka_unit_test(check_every_end);
	return cmocka_run_group_tests_name("change_note", tests, NULL, NULL);
}
