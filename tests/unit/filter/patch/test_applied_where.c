/* SPDX-License-Identifier: MIT */
#include "filter/patch/applied_where.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *after;
	const char *tree, *branch;
} rows[] = {
	{ "nothing", "", "", "" },
	{ "no place", ", thanks", "", "" },
	{ "a tree", " to frob/frob.git, thanks", "frob/frob.git", "" },
	{ "on the next line", " to\nfrob/next, with a tag", "frob/next", "" },
	{ "its branch in brackets", " to net/net.git (main)\nby A", "net/net.git",
	  "main" },
	{ "a plain branch in brackets", " to arm64 (fixes), thanks", "arm64", "fixes" },
	{ "after the object", " it manually to\nkvm-arm64/misc-5.15.",
	  "kvm-arm64/misc-5.15", "" },
	{ "after numbers", " patches 1, 2 and 3 to frob-next", "frob-next", "" },
	{ "after brackets", " (this one, only) to `frob-next` -- thanks", "frob-next",
	  "" },
	{ "a release is no tree", " to 6.1", "", "" },
	{ "a release before", " for 6.1 to frob-next", "frob-next", "" },
	{ "a function is no tree", " it in vm_create()", "", "" },
	{ "another clause", " it, for 5.16 we do it in frob/next", "", "" },
	{ "a branch that many have", " to next, thanks", "", "next" },
	{ "as a word", " in the next version", "", "" },
	{ "at the end", " to master", "", "master" },
	{ "before thanks", " to master thanks", "", "master" },
	{ "a plain tree", " to the asoc tree", "asoc", "" },
	{ "a plain branch", " to my frob branch", "", "frob" },
	{ "no name at all", " to my tree, thanks", "", "" },
	{ "a branch of a tree", " to ath-next branch of the ath.git, thanks", "ath.git",
	  "ath-next" },
	{ "tree and branch", " patches 3-27 on the arm64 for-next/sme, the rest", "arm64",
	  "for-next/sme" },
	{ "on top of", " on top of frob-next", "", "" },
	{ "a URL", " to https://x.example/sound.git for-next",
	  "https://x.example/sound.git", "for-next" },
	{ "a URL alone", " it\nhttps://x.example/frob/commits/queue",
	  "https://x.example/frob/commits/queue", "" },
	{ "a URL below", " to frob/next:\nhttps://x.example/1", "frob/next", "" },
	{ "a plain tree, its branch in brackets", " to kvmtool (master), thanks",
	  "kvmtool", "master" },
	{ "a plain tree, a plain branch", " to powerpc next, thanks", "powerpc", "next" },
	{ "a plain tree, its branch", " to powerpc topic/ppc-kvm.", "powerpc",
	  "topic/ppc-kvm" },
	{ "a reason in brackets", " to kvm/next (because of a conflict)", "kvm/next",
	  "" },
	{ "a footnote", " to arm/queue[1].", "arm/queue", "" },
	{ "a dash", " to frob-next - thanks", "frob-next", "" },
	{ "words after it", " to frob-next as a-fix", "frob-next", "" },
	{ "a plain tree alone", " to net, thanks", "net", "" },
	{ "a plain tree after numbers", " 1 and 2 to drm", "drm", "" },
	{ "no tree, but a word", " to everything, thanks", "", "" },
	{ "in a word", " in order, thanks", "", "" },
	{ "a home on sr.ht", " to git.sr.ht:~a/frob", "git.sr.ht:~a/frob", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct applied_where where = applied_where_read(str_from(row->after));

	same_str(where.tree, row->tree);
	same_str(where.branch, row->branch);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("applied_where", &t);
}
