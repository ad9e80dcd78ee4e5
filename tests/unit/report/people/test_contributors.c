/* SPDX-License-Identifier: MIT */
#include "report/people/contributors.h"
#include "report/text/contributors_text.h"
#include "report/text/text_line.h"
#include "tests/support/rows.h"
#include "tests/support/printed.h"

#define P(kind, name, addr)                  \
	{                                    \
		kind, name, addr, NULL, NULL \
	}
#define SEVERAL(name, addr, parts)                  \
	{                                           \
		KIND_PATCH, name, addr, NULL, parts \
	}
#define RAW(raw)                              \
	{                                     \
		KIND_PATCH, "", "", raw, NULL \
	}
#define HEADS(n) "Top " n " contributor Email domains (Based on Email Body)\n\n"
#define PEOPLE(n) "\nTop " n " contributors (Based on Email Body)\n\n"

struct mail_row {
	enum kind kind;
	const char *name, *addr;
	const char *raw; /* --classic; NULL: the mail has no "From: " line */
	const char *parts;
};

static const struct row {
	const char *name;
	size_t top;
	bool classic;
	struct mail_row mails[5]; /* newest first */
	const char *want;
} rows[] = {
	{ "nothing",
	  15,
	  false,
	  { { 0 } },
	  HEADS("15") "(none)\n" PEOPLE("15") "(none)\n\n" },
	{ "nothing, in classic style",
	  15,
	  true,
	  { { 0 } },
	  HEADS("15") PEOPLE("15") "\n" },
	{ "no rows",
	  0,
	  false,
	  { P(KIND_PATCH, "A", "a@x") },
	  HEADS("0") "(none)\n" PEOPLE("0") "(none)\n\n" },
	{ "one row per address, newest spelling",
	  15,
	  false,
	  { P(KIND_PATCH, "Jan K.", "Jan@Example.org"),
	    P(KIND_PATCH, "Jan", "jan@example.org"),
	    P(KIND_COVER, "Jan", "jan@example.org") },
	  HEADS("15") "      3 example.org\n" PEOPLE(
	      "15") "      3  Jan K. <Jan@Example.org>\n\n" },
	{ "replies and pulls don't count",
	  15,
	  false,
	  { P(KIND_REPLY, "R", "r@x"), P(KIND_PULL, "P", "p@x"),
	    P(KIND_OTHER, "O", "o@x"), P(KIND_PATCH, "A", "a@x") },
	  HEADS("15") "      1 x\n" PEOPLE("15") "      1  A <a@x>\n\n" },
	{ "each patch of a mail counts for its author",
	  15,
	  false,
	  { SEVERAL("A", "a@x",
		    "1 1 1 1 - A\ta@x\tone\n2 1 1 1 - B\tb@y\ttwo\n"
		    "3 1 1 1 - B\tB@y\tthree\n") },
	  HEADS("15") "      2 y\n      1 x\n" PEOPLE(
	      "15") "      2  B <b@y>\n      1  A <a@x>\n\n" },
	{ "no name, no address",
	  15,
	  false,
	  { P(KIND_PATCH, "", "a@x"), P(KIND_PATCH, "Nobody", ""),
	    P(KIND_PATCH, "", "") },
	  HEADS("15") "      1 x\n" PEOPLE("15") "      1  Nobody\n      1  a@x\n\n" },
	{ "equal counts, descending; the top",
	  2,
	  false,
	  { P(KIND_PATCH, "b", "b@b"), P(KIND_PATCH, "A", "a@a"),
	    P(KIND_PATCH, "C", "c@c") },
	  HEADS("2") "      1 c\n      1 b\n" PEOPLE(
	      "2") "      1  C <c@c>\n      1  b <b@b>\n\n" },
	{ "controls",
	  15,
	  false,
	  { P(KIND_PATCH, "E\033[31mvil", "e@\033x") },
	  HEADS("15") "      1 \xef\xbf\xbdx\n" PEOPLE(
	      "15") "      1  E\xef\xbf\xbd[31mvil <e@\xef\xbf\xbdx>\n\n" },
	{ "classic is raw",
	  15,
	  true,
	  { RAW("\"Jan\" <jan@Example.org>"), RAW("Jan <jan@example.org>"), RAW("root"),
	    RAW(NULL), RAW("=?utf-8?q?J=C3=A1n?= <a@b> (c@d e)") },
	  HEADS("15") "      2 example.org\n      1 d\n" PEOPLE(
	      "15") "      1  =?utf-8?q?J=C3=A1n?= <a@b> (c@d e)\n      1  root\n"
		    "      1  \"Jan\" <jan@Example.org>\n      1  Jan "
		    "<jan@example.org>\n\n" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct post posts[5] = { 0 };
	struct selection s = { .posts = posts };
	struct contributor_tables tables;
	char name[] = PRINTED_NAME;
	struct output *out = printed_open(name);
	struct buf text = BUF_INIT;

	for (; s.n < 5 && row->mails[s.n].name; s.n++) {
		const struct mail_row *m = &row->mails[s.n];

		posts[s.n].kind = m->kind;
		posts[s.n].author_name = str_from(m->name);
		posts[s.n].author_addr = str_from(m->addr);
		posts[s.n].raw_contributor = str_from(m->raw);
		posts[s.n].parts = str_from(m->parts);
		posts[s.n].facts =
		    FACT_CLASSIC_COUNTED | (m->raw ? FACT_CLASSIC_FROM : 0);
	}
	contributor_tables_make(&tables, &s, row->classic);
	contributors_text_print(out, &tables, row->top,
				row->classic ? NULL : NOTHING_TEXT);
	contributor_tables_release(&tables);
	printed_take(out, name, &text);
	assert_string_equal(buf_cstr(&text), row->want);
	buf_release(&text);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("contributors", &t);
}
