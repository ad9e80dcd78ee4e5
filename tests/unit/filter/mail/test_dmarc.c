/* SPDX-License-Identifier: MIT */
#include "filter/mail/dmarc.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *from_name, *from_addr;
	const char *original, *reply_to, *cc, *list;
	const char *person, *addr;
} rows[] = {
	{ "nothing rewritten", "A U Thor", "a@b", "", "", "", "l.x", "A U Thor", "a@b" },
	{ "an author's Reply-To", "A U Thor", "a@b", "", "A U Thor <c@d>", "", "l.x",
	  "A U Thor", "a@b" },
	{ "Reply-To", "A U Thor via list", "l@x", "", "A U Thor <a@b>", "", "",
	  "A U Thor", "a@b" },
	{ "Reply-To, list known", "A U Thor via list", "l@x", "", "A U Thor <a@b>", "",
	  "l.x", "A U Thor", "a@b" },
	{ "Reply-To, any case", "A U THOR via list", "l@x", "", "A u Thor <a@b>", "", "",
	  "A u Thor", "a@b" },
	{ "Reply-To, encoded", "Ren\xc3\xa9 via list", "l@x", "",
	  "=?iso-8859-1?q?Ren=E9?= <a@b>", "", "", "Ren\xc3\xa9", "a@b" },
	{ "the second in Reply-To", "A via list", "l@x", "", "list <l@x>, A <a@b>", "",
	  "", "A", "a@b" },
	{ "Cc", "A via list", "l@x", "", "list <l@x>", "B <b@b>, A <a@b>", "", "A",
	  "a@b" },
	{ "only via", "'A U Thor' via", "l@x", "", "", "A U Thor <a@b>", "", "A U Thor",
	  "a@b" },
	{ "via in a name", "Olivia Via via list", "l@x", "", "Olivia Via <a@b>", "", "",
	  "Olivia Via", "a@b" },
	{ "X-Original-From", "A U Thor via Relay", "devnull+a@x", "Anne <a@b>", "", "",
	  "", "Anne", "a@b" },
	{ "X-Original-From, same name, no via", "A U Thor", "l@x", "A U Thor <a@b>", "",
	  "", "", "A U Thor", "a@b" },
	{ "X-Original-From of another person", "A U Thor", "a@b", "B <c@d>", "", "", "",
	  "A U Thor", "a@b" },
	{ "X-Original-From without an address", "A via list", "l@x", "A", "A <a@b>", "",
	  "", "A", "a@b" },
	{ "list's address, no via", "A U Thor", "l@x", "", "A U Thor <a@b>", "", "l.x",
	  "A U Thor", "a@b" },
	{ "nothing found, list known", "A U Thor via list", "l@x", "", "", "", "l.x",
	  "A U Thor", "l@x" },
	{ "nothing found, list unknown", "A U Thor via list", "l@x", "", "B <c@d>", "",
	  "", "A U Thor via list", "l@x" },
	{ "groups.io", "A U Thor via groups.io", "a.b=c.org@groups.io", "", "", "", "",
	  "A U Thor", "a.b@c.org" },
	{ "groups.io under a list's name", "A U Thor via lists.y.org",
	  "a=c.org@lists.y.org", "", "z@y.org", "", "l.y.org", "A U Thor", "a@c.org" },
	{ "an equals sign, no via", "A U Thor", "a=c.org@x.org", "", "", "", "",
	  "A U Thor", "a=c.org@x.org" },
	{ "an equals sign, no domain", "A via x", "a=c@x.org", "", "", "", "", "A via x",
	  "a=c@x.org" },
	{ "groups.io and an author's Reply-To", "A via groups.io", "a=c.org@groups.io",
	  "", "A <a@home.org>", "", "", "A", "a@home.org" },
	{ "a bare Reply-To", "A U Thor via list", "l@x", "", "a@b.org", "", "",
	  "A U Thor", "a@b.org" },
	{ "a bare Reply-To that is no UTF-8", "A U Thor via list", "l@x", "",
	  "a\xff@b.org", "", "", "A U Thor", "a\xc3\xbf@b.org" },
	{ "a bare Reply-To beside the list", "A U Thor via list", "l@x", "",
	  "l@x, a@b.org", "", "", "A U Thor", "a@b.org" },
	{ "a bare Reply-To of the list alone", "A via list", "b@x", "", "l@x", "", "l.x",
	  "A via list", "b@x" },
	{ "a bare Reply-To, no via", "'A U Thor'", "a@x", "", "a@b.org", "", "",
	  "'A U Thor'", "a@x" },
	{ "a bare Reply-To of a review tool", "A via Phabricator", "reviews@x.org", "",
	  "reviews+D12@x.org", "", "", "A via Phabricator", "reviews@x.org" },
	{ "two bare ones", "A via list", "l@x", "", "a@b.org, c@d.org", "", "l.x", "A",
	  "l@x" },
	{ "Reply-To of another person", "A via list", "l@x", "", "B <b@b.org>", "", "l.x",
	  "A", "l@x" },
	{ "an address for a name", "a@b.org via list", "l@x", "", "a@b.org", "", "l.x",
	  "", "a@b.org" },
	{ "an address for a name alone", "a@b.org via list", "l@x", "", "", "", "", "",
	  "a@b.org" },
	{ "pipermail", "a.u at b.org (A U Thor)", "", "", "", "", "", "A U Thor",
	  "a.u@b.org" },
	{ "pipermail without a name", "a at b.org", "", "", "", "", "", "", "a@b.org" },
	{ "two words before at", "A U at b.org", "", "", "", "", "", "A U at b.org", "" },
	{ "words after the domain", "a at b.org or so", "", "", "", "", "",
	  "a at b.org or so", "" },
	{ "no domain", "a at home", "", "", "", "", "", "a at home", "" },
	{ "pipermail's form beside an address", "a at b.org", "c@d.org", "", "", "", "",
	  "a at b.org", "c@d.org" },
	{ "the list itself", "", "l@x", "", "B <c@d>", "", "l.x", "", "l@x" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct dmarc d = {
		.original_from = str_from(row->original),
		.reply_to = str_from(row->reply_to),
		.cc = str_from(row->cc),
		.list_id = str_from(row->list),
	};
	struct address from = { str_from(row->from_name), str_from(row->from_addr) },
		       author;
	struct arena arena = ARENA_INIT;

	dmarc_author(&author, &from, &d, &arena);
	same_str(author.name, row->person);
	same_str(author.addr, row->addr);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("dmarc", &t);
}
