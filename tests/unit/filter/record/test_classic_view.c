/* SPDX-License-Identifier: MIT */
#include "filter/record/classic_view.h"
#include "tests/support/rows.h"

#define NOW 1800000000
#define COUNTED FACT_CLASSIC_COUNTED
#define SHOWN (COUNTED | FACT_CLASSIC_SHOWN)

/* Mails with a subject only; "|" in it is a line end. */
static const struct tag_row {
	const char *subject;
	uint32_t facts;
	const char *tag; /* NULL: the subject, unchanged */
} tags[] = {
	{ "[PATCH] x", SHOWN, NULL },
	{ "[Patch] x", COUNTED, NULL },
	{ "[PATCH v2] x", COUNTED, NULL },
	{ "[RESEND PATCH] x", COUNTED, NULL },
	{ "[PATCH 0/3] x", SHOWN, NULL },
	{ "[net PATCH v2 01/3] x", SHOWN, NULL },
	{ "[PATCH 000/170] x", SHOWN, NULL },
	{ "[PATCH 2/3] x", COUNTED, NULL },
	{ "[PATCH 10/13] x", COUNTED, NULL },
	{ "[PATCH 99999999991/3] x", COUNTED, NULL },
	{ "[PATCH 1/x 2/3] x", COUNTED, NULL },
	{ "[PATCHv2 1/2] x", SHOWN, NULL },
	{ "[PATCH1/2] x", SHOWN, NULL },
	{ "[PATCHES 1/2] x", SHOWN, NULL },
	{ "[RFC/PATCH 1/2] x", SHOWN, NULL },
	{ "[PATCH-next] x", COUNTED, NULL },
	{ "[PATCH] x | folded", SHOWN, "[PATCH] x " },
	{ "[PATCH] x| folded", SHOWN, "[PATCH] x" },
	{ "[PATCH| 1/2] x", SHOWN, "[PATCH" },
	{ "=?utf-8?q?[PATCH]_=C3=A9?=| x", SHOWN, "[PATCH] \xc3\xa9 x" },
	{ "[PATCH] x| =?utf-8?q?=C3=A9?=", SHOWN, "[PATCH] x" },
	{ "Re: [PATCH] x", 0, "" },
	{ "[list] Re: [PATCH] x", 0, "" },
	{ "[list] [PATCH] x", 0, "" },
	{ "x [PATCH] y", 0, "" },
	{ "[foo-PATCH] x", 0, "" },
	{ "[dispatch] x", 0, "" },
	{ "[Patchwork] x", 0, "" },
	{ "[RFC 1/2] x", 0, "" },
	{ "[PATCH x", 0, "" },
	/* its own marks and its own white space, whatever rules 1 and 3 say */
	{ "[PATCH] Re: x", 0, "" },
	{ "[PATCH] [list]: RE[2] : x", 0, "" },
	{ "[PATCH [RFC] v2] Re\xef\xbc\x9ax", 0, "" },
	{ "[PATCH [RFC] [list] Re: x", 0, "" },
	{ "[PATCH] Re[a]: x", SHOWN, NULL },
	{ "[PATCH] Aw: x", SHOWN, NULL },
	{ "[PATCH] \xe5\x9b\x9e\xe8\xa6\x86: x", SHOWN, NULL },
	{ "[Fwd: [PATCH v2] x]", COUNTED, NULL },
	{ "[PATCH] ***SPAM*** Re: x", SHOWN, NULL },
	{ "[PATCH] Re\xc2\xa0: x", SHOWN, NULL },
	{ "[PATCH]\xe3\x80\x80Re: x", SHOWN, NULL },
	{ "\xc2\xa0[PATCH] x", 0, "" },
	{ "\v[PATCH] x", 0, "" },
	{ "=?utf-8?q?[PATCH]_=C2=A0__x?=", SHOWN, "[PATCH] \xc2\xa0 x" },
	{ "", 0, "" },
};

static void view(struct record *r, struct message *m, struct str raw)
{
	message_parse(m, raw, NOW);
	classic_view(r, m);
}

static void check_tag(void **state)
{
	const struct tag_row *row = *state;
	struct record r = RECORD_INIT;
	struct message m = MESSAGE_INIT;
	struct buf raw = BUF_INIT;

	buf_addf(&raw, "Subject: %s\n\n", row->subject);
	for (char *p = raw.data; (p = strchr(p, '|'));)
		*p = '\n';
	view(&r, &m, buf_str(&raw));
	assert_int_equal(r.facts, row->facts);
	if (r.facts)
		same_str(r.raw_tag, row->tag ? row->tag : row->subject);
	message_release(&m);
	buf_release(&raw);
}

#define HEAD "Subject: [PATCH] x\n"

static const struct mail_row {
	const char *name;
	const char *raw;
	/* contributor NULL: no line begins with "From: " */
	const char *contributor, *body;
} mails[] = {
	{ "header", "From: \"A\" <a@b>\n" HEAD "\none\n", "\"A\" <a@b>", "one\n" },
	{ "CRLF", "From: A <a@b>\r\nSubject: [PATCH] x\r\n\r\none\r\n\r\ntwo\r\n",
	  "A <a@b>", "one\n\ntwo\n" },
	{ "in-body From", "From: A <a@b>\n" HEAD "\nFrom: C <c@d>\n\none\n", "C <c@d>",
	  "\none\n" },
	{ "the last From",
	  "From: A <a@b>\n" HEAD "\none\n 1 file changed\n\nFrom: C <c@d>\nFrom:x\n",
	  "C <c@d>", "one\n 1 file changed\n" },
	{ "encoded, folded", "From: =?utf-8?q?=C3=A9?=\n <a@b>\n" HEAD "\none\n",
	  "=?utf-8?q?=C3=A9?=", "one\n" },
	{ "no From", "from: a@b\nX: From: y\n" HEAD "\n>From: q\nfrom: w\n", NULL,
	  ">From: q\nfrom: w\n" },
	{ "empty From", "From: \n" HEAD "\none\n", "", "one\n" },
	{ "summary",
	  "From: a@b\n" HEAD
	  "\none\n---\n x | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/x b/x\n",
	  "a@b", "one\n---\n x | 1 +\n 1 file changed, 1 insertion(+)\n" },
	{ "summary in a quotation", "From: a@b\n" HEAD "\n>  12 files changed, x\ntwo\n",
	  "a@b", ">  12 files changed, x\n" },
	{ "summary after the diff",
	  "From: a@b\n" HEAD "\ndiff --git a/x b/x\n+x 1 files changedly\ntwo\n", "a@b",
	  "diff --git a/x b/x\n+x 1 files changedly\n" },
	{ "no summary: words",
	  "From: a@b\n" HEAD "\nfile changed\na file changed\n1  file changed\n", "a@b",
	  "file changed\na file changed\n1  file changed\n" },
	{ "no summary: git", "From: a@b\n" HEAD "\none\n\ndiff --git a/x b/x\n", "a@b",
	  "one\n\n" },
	{ "no summary: Index", "From: a@b\n" HEAD "\none\nIndex: x\n", "a@b", "one\n" },
	{ "no summary: plain", "From: a@b\n" HEAD "\none\n--- a/x\n", "a@b", "one\n" },
	{ "no summary: signature", "From: a@b\n" HEAD "\none\n--\n-- x\n-- \ntwo\n",
	  "a@b", "one\n--\n-- x\n" },
	{ "no summary: empty lines at the end", "From: a@b\n" HEAD "\none\n\n\n", "a@b",
	  "one\n" },
	{ "no line end", "From: a@b\n" HEAD "\none", "a@b", "one" },
	{ "not decoded",
	  "From: a@b\nContent-Transfer-Encoding: quoted-printable\n" HEAD "\none =2D\n",
	  "a@b", "one =2D\n" },
	{ "no body", "From: a@b\n" HEAD, "a@b", "" },
};

static void check_mail(void **state)
{
	const struct mail_row *row = *state;
	struct record r = RECORD_INIT;
	struct message m = MESSAGE_INIT;
	struct buf raw = BUF_INIT;

	buf_addstr(&raw, row->raw);
	view(&r, &m, buf_str(&raw));
	assert_int_equal(r.facts, SHOWN | (row->contributor ? FACT_CLASSIC_FROM : 0));
	if (row->contributor)
		same_str(r.raw_contributor, row->contributor);
	same_str(r.raw_body, row->body);
	message_release(&m);
	buf_release(&raw);
}

static void test_author(void **state)
{
	struct record r = RECORD_INIT;
	struct message m = MESSAGE_INIT;
	struct buf raw = BUF_INIT;

	(void)state;
	buf_addstr(&raw, "From: \"Li, X (Y)\" <x@y>\n" HEAD "\nFrom: C <c@d>\n");
	view(&r, &m, buf_str(&raw));
	same_str(r.raw_author, "Li, X (Y) <x@y>");
	message_release(&m);
	buf_release(&raw);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, tags, ARRAY_SIZE(tags), sizeof(tags[0]), check_tag);
	add_rows(&t, mails, ARRAY_SIZE(mails), sizeof(mails[0]), check_mail);
	add_test(&t, "author", test_author);
	return run_group("classic_view", &t);
}
