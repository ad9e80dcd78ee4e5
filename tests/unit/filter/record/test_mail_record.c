/* SPDX-License-Identifier: MIT */
#include "filter/record/facts.h"
#include "filter/record/mail_record.h"
#include "store/inbox/mail_id.h"
#include "tests/support/rows.h"

#define NOW 1800000000
#define HEAD                                                                     \
	"From: Sender <s@x.org>\nMessage-ID: <i@x.org>\nDate: Fri, 13 Nov 2026 " \
	"07:00:00 +0000\n"
#define FROM "from: Sender <s@x.org>\nmessage-id: i@x.org\n"
#define DATE "date: 2026-11-13T07:00:00Z\n"
#define GIT "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n"

static const struct row {
	const char *name;
	const char *raw;
	const char *lines; /* of --dry-run */
	const char *body, *paths, *links;
} rows[] = {
	{ "a patch",
	  HEAD "Subject: [PATCH net v2 1/3] t\n\nlog\n\nAcked-by: a@b.org\nAcked-by: "
	       "a@b.org\n---\n"
	       "v1: https://l.org/r/o@x.org\n\n x | 1 +\n 1 file changed, 1 "
	       "insertion(+)\n\n" GIT,
	  "kind: patch\nversion: 2\nnumber: 1\ntotal: 3\ntitle: t\nprefix: net\nauthor: "
	  "Sender <s@x.org>\n" FROM DATE
	  "files: 1\ninsertions: 1\ndeletions: 0\ntrailer: Acked-by: a@b.org\n",
	  "log\n\nAcked-by: a@b.org\nAcked-by: a@b.org\n---\nv1: "
	  "https://l.org/r/o@x.org\n\n x | 1 +\n"
	  " 1 file changed, 1 insertion(+)\n",
	  "x\n", "link o@x.org\n" },
	{ "a later part has no body", HEAD "Subject: [PATCH 2/3] t\n\nlog\n" GIT,
	  "kind: patch\nversion: 1\nnumber: 2\ntotal: 3\ntitle: t\nauthor: Sender "
	  "<s@x.org>\n" FROM DATE "files: 1\ninsertions: 1\ndeletions: 0\n",
	  "", "x\n", "" },
	{ "another person's patch",
	  HEAD "Subject: [PATCH] t\n\nFrom: =?utf-8?q?Ren=C3=A9?=\n <r@y.org>\nSubject: "
	       "[PATCH v3] other\n t\n\nlog\n",
	  "kind: patch\nversion: 1\ntitle: other t\nauthor: Ren\xc3\xa9 <r@y.org>\n" FROM
	      DATE,
	  "log\n", "", "" },
	{ "a cover", HEAD "Subject: [PATCH 0/3] t\n\nFrom: R <r@y.org>\n\nwords\n",
	  "kind: cover\nversion: 1\nnumber: 0\ntotal: 3\ntitle: t\nauthor: R "
	  "<r@y.org>\n" FROM DATE,
	  "words\n", "", "" },
	{ "a reply",
	  HEAD "In-Reply-To: <p@x.org>\nSubject: Re: [PATCH v2 1/3] t\n\nFrom: R "
	       "<r@y.org>\n> Cc: c@d.org\n\nAcked-by: a@b.org\n"
	       "Supersedes: <o@x.org>\n",
	  "kind: reply\nnumber: 1\ntotal: 3\ntitle: t\nauthor: Sender <s@x.org>\n"
	  "from: Sender <s@x.org>\nmessage-id: i@x.org\nin-reply-to: p@x.org\n" DATE
	  "trailer: Acked-by: a@b.org\n",
	  "", "", "supersedes o@x.org\n" },
	{ "a reply with a diff",
	  HEAD "Subject: Re: [PATCH] t\n\n> x\nBetter:\n\n" GIT
	       "\nWith that:\nAcked-by: S <s@x.org>\n-- \nx-by: s@x.org\n",
	  "kind: reply\ntitle: t\nauthor: Sender <s@x.org>\n" FROM DATE
	  "files: 1\ninsertions: 1\ndeletions: 0\ntrailer: Acked-by: S <s@x.org>\n",
	  "", "", "" },
	{ "a pull request",
	  HEAD "Subject: [GIT PULL] t\n\nwords\n 2 files changed, 3 deletions(-)\n",
	  "kind: pull\ntitle: t\nauthor: Sender <s@x.org>\n" FROM DATE
	  "files: 2\ninsertions: 0\ndeletions: 3\n",
	  "words\n 2 files changed, 3 deletions(-)\n", "", "" },
	{ "a mail", HEAD "Subject: t\n\nwords\n",
	  "kind: other\ntitle: t\nauthor: Sender <s@x.org>\n" FROM DATE, "", "", "" },
	{ "CRLF, envelope",
	  "From x\r\nFrom: a@b\r\nMessage-ID: <i@x>\r\nSubject: [PATCH] t\r\n\r\nlog "
	  "\r\n\r\n",
	  "kind: patch\nversion: 1\ntitle: t\nauthor: a@b\nfrom: a@b\nmessage-id: i@x\n",
	  "log\n", "", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf raw = BUF_INIT, lines = BUF_INIT;

	buf_addstr(&raw, row->raw);
	mail_record_make(&w, buf_str(&raw), NOW);
	facts_lines(&lines, &w.record, w.message.list_id);
	same_buf(&lines, row->lines);
	same_str(w.record.body, row->body);
	same_str(w.record.paths, row->paths);
	same_str(w.record.links, row->links);
	assert_int_equal(w.record.rules, RECORD_RULES);
	mail_record_release(&w);
	buf_release(&raw);
}

static void make_record(struct mail_record *w, struct buf *raw, const char *text)
{
	buf_reset(raw);
	buf_addstr(raw, text);
	mail_record_make(w, buf_str(raw), NOW);
}

static void test_facts(void **state)
{
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf raw = BUF_INIT;

	(void)state;
	make_record(&w, &raw, HEAD "Subject: Re: x\n\nApplied, thanks.\n");
	assert_int_equal(w.record.facts, FACT_REPLY_MARK | FACT_APPLIED);
	mail_record_release(&w);
	make_record(&w, &raw, "From: lkp@intel.com\nSubject: Re: x\n\nFailed\n");
	assert_int_equal(w.record.facts, FACT_REPLY_MARK | FACT_BOT);
	mail_record_release(&w);
	make_record(&w, &raw,
		    HEAD "Subject: patch \"x\" added to y-next\n\nIn the y-next "
			 "branch.\n\nFrom 0123456789ab Mon\nFrom: a@b\nSubject: x\n\n"
			 "Committer: C <c@x>\n");
	assert_int_equal(w.record.facts & (FACT_APPLIED | FACT_BOT),
			 FACT_APPLIED | FACT_BOT);
	same_str(w.record.statements, "branch y-next\nby C <c@x>\ncommit 0123456789ab\n");
	mail_record_release(&w);
	make_record(&w, &raw, HEAD "Subject: [PATCH] x\n\nFrom: a@b\n\nlog\n" GIT);
	assert_int_equal(w.record.facts, FACT_DIFF | FACT_STAT | FACT_INBODY_FROM |
					     FACT_CLASSIC_COUNTED | FACT_CLASSIC_SHOWN |
					     FACT_CLASSIC_FROM);
	mail_record_release(&w);
	buf_release(&raw);
}

static void test_header(void **state)
{
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf raw = BUF_INIT;

	(void)state;
	buf_addstr(&raw, HEAD "Subject: [PATCH 0/2] x\n\nwords\n");
	mail_record_make_from_header(&w, buf_str(&raw), NOW);
	assert_int_equal(w.record.kind, KIND_OTHER);
	assert_true(w.record.facts & FACT_UNPARSED);
	same_str(w.record.title, "x");
	same_str(w.record.message_id, "i@x.org");
	same_str(w.record.body, "");
	mail_record_release(&w);
	buf_release(&raw);
}

/* References keep the first id and the newest 64. */
static void test_refs(void **state)
{
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf raw = BUF_INIT;
	unsigned char first[ID_HASH], second[ID_HASH], last[ID_HASH];

	(void)state;
	buf_addstr(&raw, "References:");
	for (int i = 0; i < 100; i++)
		buf_addf(&raw, " <%d@x>\n", i);
	buf_addstr(&raw, "\n");
	mail_record_make(&w, buf_str(&raw), NOW);
	assert_int_equal(w.record.refs.len, 65 * ID_HASH);
	id_hash(first, STR("0@x"));
	id_hash(second, STR("36@x"));
	id_hash(last, STR("99@x"));
	assert_memory_equal(w.record.refs.s, first, ID_HASH);
	assert_memory_equal(w.record.refs.s + ID_HASH, second, ID_HASH);
	assert_memory_equal(w.record.refs.s + 64 * ID_HASH, last, ID_HASH);
	mail_record_release(&w);
	buf_release(&raw);
}

/* A record of overlong values can be encoded. */
static const struct long_row {
	const char *name;
	const char *head, *piece;
} long_rows[] = {
	{ "subject", "Subject: [PATCH] ", "\xe2\x82\xac" },
	{ "prefix", "Subject: [PATCH ", "flag," },
	{ "from", "From: ", "name " },
	{ "message-id", "Message-ID: <", "x" },
	{ "body", "Subject: [PATCH] x\n\n", "line\n" },
	{ "body of one line", "Subject: [PATCH] x\n\n", "x" },
	{ "trailers", "Subject: [PATCH] x\n\n", "Acked-by: a@b.org\n" },
	{ "paths", "Subject: [PATCH] x\n\n", "diff --git a/x b/x\ndiff --git a/y b/y\n" },
	{ "links", "Subject: [PATCH] x\n\n", "https://x.org/a@b\n" },
	{ "in-body From", "Subject: [PATCH] x\n\nFrom: ", "name@" },
	{ "in-body Subject", "Subject: [PATCH] x\n\nSubject: ", "word " },
};

static void check_long(void **state)
{
	const struct long_row *row = *state;
	struct buf raw = BUF_INIT, out = BUF_INIT;
	struct mail_record w = MAIL_RECORD_INIT;
	struct record r;

	buf_addstr(&raw, row->head);
	while (raw.len < 3u << 20)
		buf_addstr(&raw, row->piece);
	mail_record_make(&w, buf_str(&raw), NOW);
	record_encode(&out, &w.record);
	assert_int_equal(record_decode(&r, out.data, out.len), ST_OK);
	record_release(&r);
	mail_record_release(&w);
	buf_release(&out);
	buf_release(&raw);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, COUNT(rows), sizeof(rows[0]), check_row);
	add_test(&t, "facts", test_facts);
	add_test(&t, "header alone", test_header);
	add_test(&t, "references", test_refs);
	add_rows(&t, long_rows, COUNT(long_rows), sizeof(long_rows[0]), check_long);
	return run_group("mail_record", &t);
}
