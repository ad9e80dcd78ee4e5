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
#define COMMIT "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
#define GIT "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n"
#define ID "41d355a81fc579da18ef1cc686727fa7650eb32f"
#define PATCH_FILE(counter) \
	COMMIT "From: R <r@y.org>\nSubject: [PATCH " counter "] u\n\nlog\n---\n" GIT

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
	  "kind: patch\nversion: 3\ntitle: other t\nauthor: Ren\xc3\xa9 <r@y.org>\n" FROM
	      DATE,
	  "log\n", "", "" },
	{ "white space in the header and in the body",
	  "\xef\xbb\xbf" HEAD
	  "Subject: [PATCH\xc2\xa0v2 1/2] x\n\nFrom: R  S\n\t<r@y.org>\n"
	  "Subject: other\xe3\x80\x80title\n\tfolded\n\nlog\n",
	  "kind: patch\nversion: 2\nnumber: 1\ntotal: 2\ntitle: other title folded\n"
	  "author: R S <r@y.org>\n" FROM DATE,
	  "log\n", "", "" },
	{ "an in-body Subject with a group",
	  HEAD "Subject: [PATCH RFC 1/3] t\n\nFrom: R <r@y.org>\nSubject: [PATCH net v3 "
	       "2/4]\n\tother t\n\nlog\n",
	  "kind: patch\nversion: 3\nnumber: 2\ntotal: 4\ntitle: other t\nprefix: "
	  "net\nauthor: "
	  "R <r@y.org>\n" FROM DATE,
	  "log\n", "", "" },
	{ "an in-body Subject with a group, but no counter",
	  HEAD "Subject: Re: [PATCH 2/3] t\n\n> q\n\n-- >8 --\nSubject: [PATCH] "
	       "u\n\nlog\n" GIT,
	  "kind: patch\nversion: 1\ntitle: u\nauthor: Sender <s@x.org>\n" FROM DATE
	  "files: 1\ninsertions: 1\ndeletions: 0\n",
	  "log\n", "x\n", "" },
	{ "an in-body Subject without a group keeps the counter",
	  HEAD
	  "Subject: [patch 016/118] t\n\nFrom: R <r@y.org>\nSubject: u:\n\tv\n\nlog\n",
	  "kind: patch\nversion: 1\nnumber: 16\ntotal: 118\ntitle: u: v\nauthor: R "
	  "<r@y.org>\n" FROM DATE,
	  "", "", "" },
	{ "an in-body Subject of a cover letter",
	  HEAD "Subject: [PATCH] t\n\nSubject: [PATCH v2 0/4] u\n\nwords\n",
	  "kind: cover\nversion: 2\nnumber: 0\ntotal: 4\ntitle: u\nauthor: Sender "
	  "<s@x.org>\n" FROM DATE,
	  "words\n", "", "" },
	{ "an in-body Date alone",
	  HEAD "Subject: [PATCH] t\n\nDate: Mon, 2 Mar 2026 15:20:44 +0100\n\nlog\n",
	  "kind: patch\nversion: 1\ntitle: t\nauthor: Sender <s@x.org>\n" FROM DATE,
	  "log\n", "", "" },
	{ "a stable review",
	  HEAD "Subject: [PATCH 6.1 2/3] t\n\n6.1-stable review patch.\n\n"
	       "------------------\n\nFrom: R <r@y.org>\n\nlog\n",
	  "kind: patch\nversion: 1\nnumber: 2\ntotal: 3\ntitle: t\nprefix: 6.1\nauthor: "
	  "R "
	  "<r@y.org>\n" FROM DATE,
	  "", "", "" },
	{ "an attached patch",
	  HEAD "Subject: Re: a bug\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
	       "See https://l.org/r/o@x.org\n--b\nContent-Type: text/x-patch\n\n" COMMIT
	       "From: R <r@y.org>\nSubject: [PATCH v2] u\n\nlog\n\nChange-Id: Iab\n"
	       "Acked-by: a@b.org\n---\n" GIT "\n--b--\n",
	  "kind: patch\nversion: 2\ntitle: u\nauthor: R <r@y.org>\n" FROM DATE
	  "files: 1\ninsertions: 1\ndeletions: 0\ntrailer: Change-Id: Iab\ntrailer: "
	  "Acked-by: a@b.org\n",
	  "log\n\nChange-Id: Iab\nAcked-by: a@b.org\n---\n", "x\n",
	  "change-id Iab\nlink o@x.org\n" },
	{ "a pasted patch",
	  HEAD "Subject: [PR] t (#2)\n\nSome\nwords\n\n>" COMMIT
	       "From: R <r@y.org>\nSubject: [PATCH 1/2] u\n\nlog\n---\n" GIT
	       "-- \n2\n\n" COMMIT
	       "From: S <s@y.org>\nSubject: [PATCH 2/2] v\n\nlog\n---\n" GIT,
	  "kind: patch\nversion: 1\nnumber: 1\ntotal: 2\ntitle: u\nauthor: R "
	  "<r@y.org>\n" FROM DATE "files: 2\ninsertions: 2\ndeletions: 0\n",
	  "log\n---\n\n[PATCH 2/2] v\nAuthor: S <s@y.org>\n\nlog\n---\n", "x\n", "" },
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
	{ "a pull request with a conflict",
	  HEAD "Subject: [GIT PULL] t\n\nwords\n" GIT
	       "\nA (1):\n  t\n\n y | 3 ---\n 1 file "
	       "changed, 3 deletions(-)\n",
	  "kind: pull\ntitle: t\nauthor: Sender <s@x.org>\n" FROM DATE
	  "files: 1\ninsertions: 0\ndeletions: 3\n",
	  "words\n" GIT "\nA (1):\n  t\n\n y | 3 ---\n 1 file changed, 3 deletions(-)\n",
	  "", "" },
	{ "a pull request's part", HEAD "Subject: [GIT PULL net 2/3] t\n\nlog\n" GIT,
	  "kind: patch\nversion: 1\nnumber: 2\ntotal: 3\ntitle: t\nprefix: GIT,PULL,net\n"
	  "author: Sender <s@x.org>\n" FROM DATE
	  "files: 1\ninsertions: 1\ndeletions: 0\n",
	  "", "x\n", "" },
	{ "a cover that quotes a diff",
	  HEAD "Subject: [PATCH 0/2] t\n\nwords\n\n" GIT
	       "\nA (2):\n  t\n\n y | 3 ---\n 1 file "
	       "changed, 3 deletions(-)\n\n-- \n2\n",
	  "kind: cover\nversion: 1\nnumber: 0\ntotal: 2\ntitle: t\nauthor: Sender "
	  "<s@x.org>\n" FROM DATE "files: 1\ninsertions: 0\ndeletions: 3\n",
	  "words\n\n" GIT
	  "\nA (2):\n  t\n\n y | 3 ---\n 1 file changed, 3 deletions(-)\n",
	  "y\n", "" },
	{ "a cover without PATCH",
	  HEAD
	  "Subject: do t v3\n\nwords\n\n y | 3 ---\n 1 file changed, 3 deletions(-)\n",
	  "kind: cover\nversion: 3\ntitle: do t v3\nauthor: Sender <s@x.org>\n" FROM DATE
	  "files: 1\ninsertions: 0\ndeletions: 3\n",
	  "words\n\n y | 3 ---\n 1 file changed, 3 deletions(-)\n", "y\n", "" },
	{ "a patch without PATCH has its own version",
	  HEAD "Subject: move to v3\n\nwords\n" GIT,
	  "kind: patch\nversion: 1\ntitle: move to v3\nauthor: Sender <s@x.org>\n" FROM
	      DATE "files: 1\ninsertions: 1\ndeletions: 0\n",
	  "words\n", "x\n", "" },
	{ "what may be a cover: a version", HEAD "Subject: do t v3\n\nwords\n",
	  "kind: other\ntitle: do t v3\nauthor: Sender <s@x.org>\n" FROM DATE, "words\n",
	  "", "" },
	{ "what may be a cover: a shortlog", HEAD "Subject: do t\n\nA (1):\n  t\n",
	  "kind: other\ntitle: do t\nauthor: Sender <s@x.org>\n" FROM DATE,
	  "A (1):\n  t\n", "", "" },
	{ "what may be a cover: a diffstat",
	  HEAD "Subject: do t\n\nwords\n 2 files changed, 3 deletions(-)\n",
	  "kind: other\ntitle: do t\nauthor: Sender <s@x.org>\n" FROM DATE
	  "files: 2\ninsertions: 0\ndeletions: 3\n",
	  "words\n 2 files changed, 3 deletions(-)\n", "", "" },
	{ "what may be no cover: it has a parent",
	  HEAD "In-Reply-To: <p@x.org>\nSubject: do t v3\n\nA (1):\n  t\n> q\n",
	  "kind: reply\ntitle: do t v3\nauthor: Sender <s@x.org>\n"
	  "from: Sender <s@x.org>\nmessage-id: i@x.org\nin-reply-to: p@x.org\n" DATE,
	  "", "", "" },
	{ "what may be a cover: it begins a thread", HEAD "Subject: t\n\nwords\n",
	  "kind: other\ntitle: t\nauthor: Sender <s@x.org>\n" FROM DATE, "words\n", "",
	  "" },
	{ "what may be no cover: an announcement",
	  HEAD "Subject: [ANNOUNCE] t\n\nwords\n",
	  "kind: other\ntitle: t\nprefix: ANNOUNCE\nauthor: Sender <s@x.org>\n" FROM DATE,
	  "", "", "" },
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

static const char *const kinds_of_mails[] = {
	HEAD "Subject: [PATCH net v2 0/2] t\nTo: a@b.org\n\nwords\n\nA (1):\n  u\n",
	HEAD "Subject: [RFC/PATCH v2 1/2] u\n\nlog\n\nFixes: 0123456789ab (\"w\")\n"
	     "Acked-by: A <a@b.org>\n---\nv1: https://l.org/r/o@x.org\n\n" GIT,
	HEAD "Subject: u\n\n" PATCH_FILE("1/2") PATCH_FILE("v3 2/2"),
	HEAD "Subject: Re: [PATCH v2] u\nIn-Reply-To: <o@x.org>\n\n> log\n\n"
	     "Reviewed-by: Sender <s@x.org>\n\nApplied patches 1-2 to\n\n  "
	     "frob/frob.git for-next\n\nbut not the third.\n",
	HEAD "Subject: Re: [PATCH 0/9] u\n\nThanks, I've queued this up for 6.20, "
	     "except patch 7.\n",
	HEAD "Subject: Re: [PATCH] u\n\nSo it's a NAK from me.\npw-bot: cr\n",
	HEAD "Subject: Re: [PATCH] u\n\nReverted, it breaks the build.\n",
	HEAD "Subject: Re: [PATCH] u\n\n[1/1] u\n      commit: 0123456789abcdef\n",
	HEAD "Subject: [GIT PULL] frobs\n\nThe following changes since commit 0:\n\n"
	     "are available in the git repository at:\n\n  git://x.org/x tags/y\n",
	HEAD "Subject: [tip: x86/y] u\n\nThe following commit has been merged into "
	     "the x86/y branch of tip:\n\nCommit-ID:     " ID "\n",
};

/*
 * The records of these mails have one sum as long as no rule changes them. If it is
 * another one, raise RECORD_RULES, and note both here.
 */
static void test_rules_raised(void **state)
{
	static const char known[] = "rules 4: 5e25d94dbd5d3178";
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf raw = BUF_INIT, all = BUF_INIT, sum = BUF_INIT;
	unsigned char hash[ID_HASH];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(kinds_of_mails); i++) {
		make_record(&w, &raw, kinds_of_mails[i]);
		record_encode(&all, &w.record);
		mail_record_release(&w);
	}
	id_hash(hash, buf_str(&all));
	buf_addf(&sum, "rules %d: ", RECORD_RULES);
	for (size_t i = 0; i < ID_HASH; i++)
		buf_addf(&sum, "%02x", hash[i]);
	assert_string_equal(buf_cstr(&sum), known);
	buf_release(&raw);
	buf_release(&all);
	buf_release(&sum);
}

/* The version of what may be a cover is kept for the report. */
static void test_series_version(void **state)
{
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf raw = BUF_INIT;

	(void)state;
	make_record(&w, &raw, HEAD "Subject: do t v3\n\nwords\n");
	same_str(w.record.version, "3");
	assert_int_equal(w.record.facts, FACT_VERSIONED);
	mail_record_release(&w);
	make_record(&w, &raw, HEAD "In-Reply-To: <p@x>\nSubject: do t v3\n\nwords\n");
	same_str(w.record.version, "1");
	assert_int_equal(w.record.facts, 0);
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
	same_str(w.record.subject, "[PATCH 0/2] x");
	same_str(w.record.message_id, "i@x.org");
	same_str(w.record.body, "");
	mail_record_release(&w);
	buf_release(&raw);
}

/* The tag line is the in-body Subject if that has a group of its own. */
static void test_tag_line(void **state)
{
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf raw = BUF_INIT;

	(void)state;
	make_record(&w, &raw,
		    HEAD
		    "Subject: [PATCH 3/5] x\n\nSubject: [PATCH RFC v2]\n y\n\nlog\n");
	same_str(w.record.subject, "[PATCH RFC v2] y");
	assert_int_equal(w.record.facts, FACT_VERSIONED | FACT_RFC |
					     FACT_CLASSIC_COUNTED | FACT_CLASSIC_FROM);
	assert_int_equal(w.record.total, 0);
	mail_record_release(&w);
	make_record(&w, &raw, HEAD "Subject: [PATCH 3/5] x\n\nSubject: [x] y\n\nlog\n");
	same_str(w.record.subject, "[PATCH 3/5] x");
	same_str(w.record.title, "y");
	mail_record_release(&w);
	buf_release(&raw);
}

/* A mail has a patch id of its own, or a list of its patches. */
static void test_parts(void **state)
{
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf raw = BUF_INIT;

	(void)state;
	make_record(&w, &raw, HEAD "Subject: t\n\n" PATCH_FILE("2/3") "-- \n2\n\n");
	assert_int_equal(w.record.patch_id.len, 20);
	same_str(w.record.parts, "");
	same_str(w.record.body, ""); /* of a later part of a series */
	mail_record_release(&w);
	make_record(&w, &raw,
		    HEAD "Subject: [PATCH] t\n\n" PATCH_FILE("2/3") PATCH_FILE("3/3"));
	assert_int_equal(w.record.patch_id.len, 0);
	same_str(w.record.subject, "[PATCH 2/3] u");
	same_str(w.record.parts,
		 "2 1 1 0 " ID " R\tr@y.org\tu\n3 1 1 0 " ID " R\tr@y.org\tu\n");
	same_str(w.record.body,
		 "log\n---\n\n[PATCH 3/3] u\nAuthor: R <r@y.org>\n\nlog\n---\n");
	mail_record_release(&w);
	make_record(&w, &raw,
		    HEAD "Subject: [PATCH 0/2] t\n\nSee\n\n" PATCH_FILE("1/2")
			PATCH_FILE("2/2"));
	assert_int_equal(w.record.kind, KIND_COVER);
	same_str(w.record.parts, "");
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
	{ "patches", "Subject: [PATCH] x\n\n", PATCH_FILE("1/2") },
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

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "facts", test_facts);
	add_test(&t, "version of a series", test_series_version);
	add_test(&t, "rules are raised", test_rules_raised);
	add_test(&t, "header alone", test_header);
	add_test(&t, "tag line", test_tag_line);
	add_test(&t, "several patches", test_parts);
	add_test(&t, "references", test_refs);
	add_rows(&t, long_rows, ARRAY_SIZE(long_rows), sizeof(long_rows[0]), check_long);
	return run_group("mail_record", &t);
}
