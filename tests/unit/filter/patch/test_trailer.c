/* SPDX-License-Identifier: MIT */
#include "filter/patch/trailer.h"
#include "tests/support/rows.h"

/*
 * Trailers as "Key=value", each ended by "|". NULL: a reply's are as a patch's; a
 * patch's are not compared.
 */
static const struct row {
	const char *name;
	const char *text, *patch, *reply;
} rows[] = {
	{ "nothing", "", "", "" },
	{ "one", "Acked-by: A <a@b.org>\n", "Acked-by=A <a@b.org>|", NULL },
	{ "no line end", "Acked-by: A <a@b.org>", "Acked-by=A <a@b.org>|", NULL },
	{ "address alone", "tested-BY:a@b.org\n", "tested-BY=a@b.org|", NULL },
	{ "no address", "Acked-by: A\n", "Acked-by=A|", "" },
	{ "two paragraphs",
	  "log\n\nFixes: 0123abc (\"x\")\n\nAcked-by: a@b.org\nCc: c@d.org\n",
	  "Fixes=0123abc (\"x\")|Acked-by=a@b.org|Cc=c@d.org|", NULL },
	{ "text after a paragraph of trailers",
	  "Acked-by: a@b.org\n\nlog\n\nTested-by: c@d.org\n", "Tested-by=c@d.org|",
	  "Acked-by=a@b.org|Tested-by=c@d.org|" },
	{ "words in the last paragraph", "log\nTested-by: c@d.org\n",
	  "Tested-by=c@d.org|", NULL },
	{ "a remark between",
	  "Acked-by: a@b.org\n[c: fixed it]\nSigned-off-by: c@d.org\n",
	  "Acked-by=a@b.org|Signed-off-by=c@d.org|", NULL },
	{ "notes after them", "log\n\nAcked-by: a@b.org\n\nv2: more\n",
	  "Acked-by=a@b.org|", NULL },
	{ "indented", "log\n\n  Acked-by: a@b.org\n", "", "" },
	{ "indented, the sender's own",
	  "Fine.\n\n  Acked-by: S <S@x.org>\n\tCc: s@x.org\n", "",
	  "Acked-by=S <S@x.org>|Cc=s@x.org|" },
	{ "indented, the sender's name", "  Acked-by: S Nder <other@y.org>\n", "",
	  "Acked-by=S Nder <other@y.org>|" },
	{ "indented, another person's name", "  Acked-by: S Nderson <other@y.org>\n", "",
	  "" },
	{ "indented, no person", "  Link: https://s@x.org/\n", "", "" },
	{ "quoted, the sender's own", ">  Acked-by: S <s@x.org>\n", "", "" },
	{ "quoted", "> Acked-by: a@b.org\n\nNo.\n", "", "" },
	{ "signature", "Acked-by: a@b.org\n-- \nCc: c@d.org\n", NULL,
	  "Acked-by=a@b.org|" },
	{ "signature without its blank", "Acked-by: a@b.org\n\n--\nCc: c@d.org\n",
	  "Acked-by=a@b.org|", NULL },
	{ "a bare dash line in the text",
	  "log\n--\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\nk\n\nAcked-by: a@b.org\n",
	  "Acked-by=a@b.org|", NULL },
	{ "two bare dash lines", "log\n\nAcked-by: a@b.org\n--\nx\n--\nCc: c@d.org\n",
	  "Acked-by=a@b.org|", NULL },
	{ "an indented note",
	  "Tested-by: B <b@b.org>\n  [on one machine]\nAcked-by: a@b.org\n",
	  "Tested-by=B <b@b.org>|Acked-by=a@b.org|", NULL },
	{ "wrapped name", "Acked-by: A Very Long Name\n<a@b.org>\nok\n",
	  "Acked-by=A Very Long Name <a@b.org>|", NULL },
	{ "wrapped name, indented", "Acked-by: A Very Long Name\n   <a@b.org>\n",
	  "Acked-by=A Very Long Name <a@b.org>|", NULL },
	{ "wrapped Fixes", "Fixes: 0123abc (\"one\ntwo\")\nCc: c@d.org\n",
	  "Fixes=0123abc (\"one two\")|Cc=c@d.org|", NULL },
	{ "Fixes that is never closed", "Fixes: 0123abc (\"one\nCc: c@d.org\n",
	  "Fixes=0123abc (\"one|Cc=c@d.org|", NULL },
	{ "Fixes with a remark", "Fixes: 0123abc (\"one\") # 5.10\nok\n",
	  "Fixes=0123abc (\"one\") # 5.10|", NULL },
	{ "folded", "Cc: a@b.org,\n\tc@d.org\n", "Cc=a@b.org, c@d.org|", "Cc=a@b.org,|" },
	{ "mailto", "Acked-by: A <a@b.org<mailto:a@b.org>>\n", "Acked-by=A <a@b.org>|",
	  NULL },
	{ "mailto without an end", "Acked-by: a@b.org <mailto:x\n", "Acked-by=a@b.org |",
	  NULL },
	{ "an archive of Mailman 2", "Acked-by: A <a at b.org>\n",
	  "Acked-by=A <a@b.org>|", NULL },
	{ "... in two lines", "Acked-by: A\n <a at b.org>\n", "Acked-by=A <a@b.org>|",
	  NULL },
	{ "a word too much", "Acked-by: A <a at b.org now>\n",
	  "Acked-by=A <a at b.org now>|", "" },
	{ "no domain", "Acked-by: A <a at home>\n", "Acked-by=A <a at home>|", "" },
	{ "no at", "Acked-by: A <a b.org>\n", "Acked-by=A <a b.org>|", "" },
	{ "comment", "Cc: a@b.org # 5.10\n", "Cc=a@b.org # 5.10|", NULL },
	{ "Fixes without a hash", "Fixes: the build\n", "", "" },
	{ "Fixes of a bug", "Fixes: #12\n", "Fixes=#12|", NULL },
	{ "links",
	  "Link: https://x.org/a\nCloses: https://x.org/1\nBugLink: https://x.org/2\n",
	  "Link=https://x.org/a|Closes=https://x.org/1|BugLink=https://x.org/2|", NULL },
	{ "a link without a URL", "Closes: 12\n", "Closes=12|", "" },
	{ "a bug", "Bug: https://x.org/1\n", "Bug=https://x.org/1|", "" },
	{ "an oops", "BUG: unable to handle\n", "", "" },
	{ "other words", "Upstream-Status: Pending\nx86-64: fix\nNote: x\n",
	  "Upstream-Status=Pending|", "" },
	{ "a URL in a reply", "Some-by: https://x.org/a@b.c\n",
	  "Some-by=https://x.org/a@b.c|", "" },
	{ "no trailers",
	  "Phone: 1\nE-mail: a@b.org\nBase-commit: 12\nPrerequisite-patch-id: a@b.org\n",
	  "", "" },
	{ "a pasted header",
	  "From: A <a@b.org>\nCc: c@d.org\nSubject: x\n\nCc: e@f.org\n", NULL,
	  "Cc=e@f.org|" },
	{ "an original message", "Yes\n-----Original Message-----\nAcked-by: a@b.org\n",
	  NULL, "" },
	{ "Outlook's copy",
	  "Yes\n\n____\nFrom: B <b@b.org>\nSent: Monday\nTo: a@b.org\nSubject: "
	  "x\n\nAcked-by: b@b.org\n",
	  NULL, "" },
	{ "Outlook's copy in another language",
	  "Acked-by: a@b.org\nVon: B <b@b.org>\nGesendet: Montag\nAn: a@b.org\nCc: "
	  "c@b.org\n"
	  "Betreff: x\n\nAcked-by: b@b.org\n",
	  NULL, "Acked-by=a@b.org|" },
	{ "Outlook's copy in bold",
	  "*From:* B <b@b.org>\n*Sent:* Monday\n*To:* a@b.org\n*Subject:* x\n\nCc: "
	  "b@b.org\n",
	  NULL, "" },
	{ "a copied header in Chinese",
	  "发件人: B <b@b.org>\n发送时间: 1\n收件人: a@b.org\n主题: x\n\nCc: b@b.org\n",
	  NULL, "" },
	{ "a header with a gap",
	  "From: B <b@b.org>\nSent: Monday\n\nTo: a@b.org\nSubject: x\n\nAcked-by: "
	  "b@b.org\n",
	  NULL, "Acked-by=b@b.org|" },
	{ "an in-body header",
	  "From: B <b@b.org>\nDate: d\nSubject: x\n\nAcked-by: b@b.org\n",
	  "Acked-by=b@b.org|", NULL },
	{ "a bounced mail's header",
	  "See:\n\nReturn-Path: <b@b.org>\nX-Original-To: l@b.org\n", "", "" },
	{ "advice without a colon",
	  "If you fix this, please add the following tag to your patch\nReported-by: "
	  "r@b.org\n\nAcked-by: a@b.org\n",
	  NULL, "Acked-by=a@b.org|" },
	{ "advice", "If you fix it, kindly add following tags:\nReported-by: r@b.org\n",
	  NULL, "" },
	{ "advice, then more of the patch",
	  "You could add a fixes tag:\n\nFixes: 12 (\"x\")\n\n> patch\n\nReviewed-by: "
	  "a@b.org\n",
	  NULL, "Reviewed-by=a@b.org|" },
	{ "no advice", "Looks good, so here's my tag:\n\nReviewed-by: a@b.org\n", NULL,
	  "Reviewed-by=a@b.org|" },
	{ "advice, then thanks",
	  "Please add the tag:\nReported-by: r@b.org\nThanks\nAcked-by: a@b.org\n", NULL,
	  "Acked-by=a@b.org|" },
};

static void compare(struct trailer_iter *it, const char *want)
{
	struct buf got = BUF_INIT;

	while (trailer_next(it)) {
		buf_adds(&got, it->key);
		buf_addch(&got, '=');
		buf_adds(&got, it->value);
		buf_addch(&got, '|');
	}
	same_buf(&got, want);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct trailer_iter it;

	trailer_init(&it, str_from(row->text), &arena);
	if (row->patch)
		compare(&it, row->patch);
	trailer_init_reply(&it, str_from(row->text), &arena);
	it.sender_name = STR("S Nder");
	it.sender_addr = STR("s@x.org");
	compare(&it, row->reply ? row->reply : row->patch);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("trailer", &t);
}
