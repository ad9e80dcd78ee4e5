/* SPDX-License-Identifier: MIT */
#include "filter/patch/inbody.h"
#include "tests/support/rows.h"

#define SHA "0123456789abcdef0123456789abcdef01234567"

static const struct row {
	const char *name;
	/* the text is these, joined; block "": no block */
	const char *before, *block, *after;
	const char *from, *subject;
} leading[] = {
	{ "nothing", "", "", "", "", "" },
	{ "no block", "", "", "Some text: yes\n", "", "" },
	{ "From", "", "From: A <a@b>\n", "\nlog\n", "A <a@b>", "" },
	{ "no blank after the colon", "", "from:a@b\n", "\nlog\n", "a@b", "" },
	{ "From and Subject", "", "From: A <a@b>\nSubject: x y\n", "\nlog\n", "A <a@b>",
	  "x y" },
	{ "Date too", "", "From: a@b\nDate: today\nSubject: x\n", "log\n", "a@b", "x" },
	{ "Subject alone", "", "Subject: x\n", "\nlog", "", "x" },
	{ "empty lines before", "\n \n", "From: a@b\n", "\nlog", "a@b", "" },
	{ "folded", "", "From: A\n <a@b>\nSubject: x\n\ty\n", "\n", "A\n <a@b>",
	  "x\n\ty" },
	{ "the first of two", "", "From: a@b\nFrom: c@d\n", "\n", "a@b", "" },
	{ "From line of an mbox", "",
	  "From " SHA " Mon Sep 17 00:00:00 2001\nFrom: a@b\n", "\nx", "a@b", "" },
	{ "quoted From line", "", ">From " SHA " Mon Sep 17 00:00:00 2001\nFrom: a@b\n",
	  "\nx", "a@b", "" },
	{ "a file with other fields", "",
	  "From " SHA
	  " Mon Sep 17 00:00:00 2001\nMessage-ID: <1@b>\nFrom: a@b\nSubject: x\n"
	  "MIME-Version: 1.0\nContent-Type: text/plain;\n charset=UTF-8\n",
	  "\nNote: x\n", "a@b", "x" },
	{ "a word that lacks its colon", "", "", "From\n\nx", "", "" },
	{ "From line alone", "", "", "From " SHA " Mon Sep 17\nx\n", "", "" },
	{ "Date alone", "", "Date: today\n", "\nx", "", "" },
	{ "folded with a tab", "", "Subject: x\n\ty\n", "\n", "", "x\n\ty" },
	{ "From line with two marks", "",
	  ">>From " SHA " Mon Sep 17 00:00:00 2001\nFrom: a@b\n", "\nx", "a@b", "" },
	{ "an archive of Mailman 2", "", "From: A <a at b.org>\n", "\nlog\n",
	  "A <a at b.org>", "" },
	{ "no address", "", "", "From: the beginning\n\nx", "", "" },
	{ "another field ends it", "", "From: a@b\n", "Cc: c@d\n\nx", "a@b", "" },
	{ "a quotation ends it", "", "From: a@b\n", "> x\n", "a@b", "" },
};

#define FEW "One\ntwo\nthree\nfour\nfive\nsix\n"
#define MUCH FEW FEW FEW FEW

static const struct row below[] = {
	{ "nothing", "", "", "", "", "" },
	{ "below a quotation", "> q\n> r\n\n", "From: a@b\nSubject: x\n", "\nlog", "a@b",
	  "x" },
	{ "below an attribution and a quotation", "On Monday\nA <c@d> wrote:\n\n> q\n\n",
	  "From: a@b\nSubject: x\n", "\nlog", "a@b", "x" },
	{ "below a quotation and one line", "> q\n\nOntop:\n\n",
	  "From: a@b\nSubject: x\n", "\nlog", "a@b", "x" },
	{ "below one line without an empty one", "Ontop:\n", "From: a@b\nSubject: x\n",
	  "\nlog", "a@b", "x" },
	{ "below scissors", "Some words\nof chat.\n\n-- >8 --\n",
	  "From: a@b\nSubject: x\n", "\n", "a@b", "x" },
	{ "below more scissors", "Some words\nof chat.\n---8<---\n\n",
	  "From: a@b\nDate: d\nSubject: x\n", "", "a@b", "x" },
	{ "below a cut", "Some words\nof chat.\n---\n", "From: a@b\nSubject: x\n", "",
	  "a@b", "x" },
	{ "chat without an end", "", "",
	  "Some words\nof chat.\n\nFrom: a@b\nSubject: x\n", "", "" },
	{ "chat after the cut", "", "",
	  "A\nb\n---\nSome words\n\nFrom: a@b\nSubject: x\n", "", "" },
	{ "no Subject", "", "", "> q\n\nFrom: a@b\n\nlog", "", "" },
	{ "Subject first", "", "", "> q\n\nSubject: x\nFrom: a@b\n\nlog", "", "" },
	{ "in the midst of a paragraph", "", "",
	  "> q\n\nOne\ntwo\nFrom: a@b\nSubject: x\n", "", "" },
	{ "Subject below scissors", "Some words\nof chat.\n\n-- >8 --\n", "Subject: x\n",
	  "\nlog", "", "x" },
	{ "Subject first below scissors", "Some words\nof chat.\n\n-- >8 --\n",
	  "Subject: x\nFrom: a@b\n", "\nlog", "a@b", "x" },
	{ "From alone below scissors", "Some words\nof chat.\n\n-- >8 --\n",
	  "From: a@b\n", "\nlog", "a@b", "" },
	{ "scissors at the start", "-- >8 --\n", "Subject: x\n", "\nlog", "", "x" },
	{ "scissors below much chat", MUCH "---8<---\n", "Subject: x\n", "\nlog", "",
	  "x" },
	{ "Subject below a quoted line of scissors", "", "", "> -- >8 --\nSubject: x\n",
	  "", "" },
	{ "Date below scissors", "", "", "One\ntwo\n-- >8 --\nDate: x\n\nSubject: y\n",
	  "", "" },
	{ "Subject below a cut", "", "", "One\ntwo\n---\nSubject: x\n", "", "" },
	{ "below a line of dashes", "One\ntwo\n\n------------------\n\n", "From: a@b\n",
	  "\nlog", "a@b", "" },
	{ "From and Subject below a line of dashes", "One\ntwo\n\n------------------\n",
	  "From: a@b\nSubject: x\n", "\nlog", "a@b", "x" },
	{ "a line of dashes below much chat", "", "",
	  MUCH "------------------\n\nFrom: a@b\n", "", "" },
	{ "a copied mail below a line of dashes", "", "",
	  "Fine.\n\n------------------\nFrom: a@b\nSent: Monday\nSubject: x\n", "", "" },
	{ "a copied mail with a date", "", "",
	  "Fine.\n\n------------------\nFrom: a@b\nDate: d\nTo: c@d\n", "", "" },
	{ "few dashes", "", "", "One\ntwo\n-----\nFrom: a@b\n", "", "" },
	{ "quoted", "", "", "> q\n> From: a@b\n> Subject: x\n", "", "" },
	{ "no scissors", "", "", "One\n8< two\nFrom: a@b\nSubject: x\n", "", "" },
};

static void compare(const struct row *row, void (*parse)(struct inbody *, struct str))
{
	struct buf text = BUF_INIT;
	struct inbody in;

	buf_addf(&text, "%s%s%s", row->before, row->block, row->after);
	parse(&in, buf_str(&text));
	same_str(in.from, row->from);
	same_str(in.subject, row->subject);
	if (*row->block) {
		assert_int_equal(in.start, strlen(row->before));
		assert_int_equal(in.end, in.start + strlen(row->block));
	} else {
		assert_int_equal(in.start, in.end);
	}
	buf_release(&text);
}

static void check_leading(void **state)
{
	compare(*state, inbody_parse);
}

static void test_commit(void **state)
{
	static const struct {
		const char *text;
		int at; /* -1: none */
	} texts[] = {
		{ "", -1 },
		{ "no\nFrom here\n", -1 },
		{ "From " SHA " Mon\nFrom: a@b\nSubject: x\n", 0 },
		{ "a\n>>From " SHA " Mon\nSubject: x\nFrom: a@b\n", 2 },
		{ "a\nFrom " SHA " Mon\n\nFrom: a@b\nSubject: x\n", -1 },
		{ "a From " SHA " Mon\nFrom: a@b\nSubject: x\n", -1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct str text = str_from(texts[i].text);

		assert_int_equal(inbody_find_commit(text),
				 texts[i].at < 0 ? text.len : (size_t)texts[i].at);
	}
}

static void check_below(void **state)
{
	compare(*state, inbody_parse_below);
}

static const struct row exported[] = {
	{ "nothing", "", "", "", "", "" },
	{ "of quilt", "\n", "From: A <a@b>\nSubject: x\n", "\nlog\n", "A <a@b>", "x" },
	{ "of hg", "",
	  "# HG changeset patch\n# User A <a@b>\n# Date 1 0\n#      today\n# Parent  "
	  "12\n",
	  "title\n\nlog\n", "A <a@b>", "" },
	{ "of hg, without an address", "", "# HG changeset patch\n# User A\n", "x\n", "",
	  "" },
	{ "of hg, cut", "", "# HG changeset patch\n# User A <a@b>", "", "A <a@b>", "" },
	{ "of hg, a short line", "", "# HG changeset patch\n# \n", "#\n", "", "" },
	{ "another comment", "", "", "# User A <a@b>\nx\n", "", "" },
};

static void parse_export(struct inbody *in, struct str text)
{
	bool is = inbody_parse_export(in, text);

	assert_int_equal(is, in->from.len > 0);
}

static void check_exported(void **state)
{
	compare(*state, parse_export);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, leading, ARRAY_SIZE(leading), sizeof(leading[0]), check_leading);
	add_rows(&t, below, ARRAY_SIZE(below), sizeof(below[0]), check_below);
	add_rows(&t, exported, ARRAY_SIZE(exported), sizeof(exported[0]), check_exported);
	add_test(&t, "where a file of git format-patch begins", test_commit);
	return run_group("inbody", &t);
}
