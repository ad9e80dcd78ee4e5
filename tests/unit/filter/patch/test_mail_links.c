/* SPDX-License-Identifier: MIT */
#include "filter/patch/mail_links.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *text;
	const char *patch, *reply;
} rows[] = {
	{ "nothing", "", "", "" },
	{ "a list's archive", "v1: https://lists.example/kvm/2026-1-x@y.org/\n",
	  "link 2026-1-x@y.org\n", "" },
	{ "with punctuation after it",
	  "see (https://x.org/r/a@b), <https://x.org/c@d>. [https://x.org/e@f#t]\n",
	  "link a@b\nlink c@d\nlink e@f\n", "" },
	{ "at a sentence's end", "It was https://x.org/r/a@b.\n", "link a@b\n", "" },
	{ "with more path after it", "https://x.org/project/kvm/patch/a@b/mbox/\n",
	  "link a@b\n", "" },
	{ "encoded", "https://x.org/r/a%2Bc%40b\n", "link a+c@b\n", "" },
	{ "encoded control", "https://x.org/r/a%0Ac%40b\n", "link a%0Ac@b\n", "" },
	{ "once", "https://x.org/a@b\nhttps://y.org/a@b/\n", "link a@b\n", "" },
	{ "no links",
	  "https://x.org/a https://u@x.org/ https://x.org/@u https://x.org/u@ x@y.org "
	  "http://\n",
	  "", "" },
	{ "superseded", "Supersedes: <a@b>\n", "supersedes a@b\n", "supersedes a@b\n" },
	{ "superseded, bare", "supersedes: a@b (v1)\n", "supersedes a@b\n",
	  "supersedes a@b\n" },
	{ "superseded, an address", "Supersedes: https://x.org/r/a@b\n",
	  "supersedes a@b\nlink a@b\n", "supersedes a@b\n" },
	{ "superseded, quoted", "> Supersedes: <a@b>\n", "", "" },
	{ "change-id", "x\n---\nchange-id: 2026-x-0123\n", "change-id 2026-x-0123\n",
	  "" },
	{ "change-id after the diff",
	  "x\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n---\nchange-id: "
	  "2026-x-0123\n",
	  "change-id 2026-x-0123\n", "" },
	{ "a link in the diff",
	  "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+https://x.org/a@b\n", "",
	  "" },
	{ "other lines of b4", "base-commit: 12\nprerequisite-message-id: <a@b>\n",
	  "base-commit 12\n", "" },
	{ "what it is based on",
	  "Depends-on: <a@b>\nBased-on: v6.1\nprerequisite-patch-id: ab12\n",
	  "depends-on <a@b>\nbased-on v6.1\nprerequisite-patch-id ab12\n", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf out = BUF_INIT;
	struct patch p;

	patch_split(&p, str_from(row->text), STR_EMPTY);
	mail_links_collect(&out, &p, 1000);
	same_buf(&out, row->patch);
	mail_links_collect_reply(&out, p.words, 1000);
	same_buf(&out, row->reply);
}

static void test_limit(void **state)
{
	struct buf out = BUF_INIT;
	struct patch p;

	(void)state;
	patch_split(&p, STR("https://x.org/a@b\nhttps://x.org/c@d\n"), STR_EMPTY);
	mail_links_collect(&out, &p, 15);
	same_buf(&out, "link a@b\n");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "limit", test_limit);
	return run_group("mail_links", &t);
}
