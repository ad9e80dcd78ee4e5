/* SPDX-License-Identifier: MIT */
#include "filter/mail/address.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *in;
	const char *person, *addr;
} rows[] = {
	{ "name and address", "A U Thor <author@example.com>", "A U Thor",
	  "author@example.com" },
	{ "no name", "<author@example.com>", "", "author@example.com" },
	{ "bare", "author@example.com", "", "author@example.com" },
	{ "dotless domain", "\"A. U. Thor\" <j@d>", "A. U. Thor", "j@d" },
	{ "blanks", "  A   U\tThor  < a@b >  ", "A U Thor", "a@b" },
	{ "quoted", "\"Thor, A U\" <a@b>", "Thor, A U", "a@b" },
	{ "quotes in quotes", "\"A \\\"U\\\" Thor\" <a@b>", "A \"U\" Thor", "a@b" },
	{ "backslash in quotes", "\"DOM\\\\user\" <a@b>", "DOM\\user", "a@b" },
	{ "address in quotes", "\"a@b via list\" <list@x>", "a@b via list", "list@x" },
	{ "address and comma in quotes", "\"a@b, c\" <list@x>", "a@b, c", "list@x" },
	{ "single quotes", "'A U Thor' <a@b>", "A U Thor", "a@b" },
	{ "apostrophe", "A O'Thor <a@b>", "A O'Thor", "a@b" },
	{ "comma without quotes", "Thor, A U <a@b>", "Thor, A U", "a@b" },
	{ "comment for a name", "a@b (A U Thor)", "A U Thor", "a@b" },
	{ "an archive of Mailman 2", "author at example.com (A U Thor)", "A U Thor",
	  "author@example.com" },
	{ "an archive of Mailman 2, no name", "author at example.com", "",
	  "author@example.com" },
	{ "an archive of Mailman 2, brackets", "A U Thor <author at example.com>",
	  "A U Thor", "author@example.com" },
	{ "a place in brackets", "Jane <jane at home>", "Jane", "" },
	{ "a name with at", "Jane at home", "Jane at home", "" },
	{ "a name with at, and a comment", "Jane at home (Jane)", "Jane at home (Jane)",
	  "" },
	{ "a sentence with at", "Jane at example.com today", "Jane at example.com today",
	  "" },
	{ "at before an address", "Jane at example.com <jane@x>", "Jane at example.com",
	  "jane@x" },
	{ "comment for a name, brackets", "<a@b> (A U Thor)", "A U Thor", "a@b" },
	{ "comment after a name", "A U Thor <a@b> (at work)", "A U Thor (at work)",
	  "a@b" },
	{ "comment in a name", "A (U) Thor <a@b>", "A (U) Thor", "a@b" },
	{ "escaped brackets", "a@b (A \\(U\\) Thor)", "A (U) Thor", "a@b" },
	{ "two comments", "a@b (A) (B)", "(A) (B)", "a@b" },
	{ "comment inside the address", "Bob (a chap) <bob(his account)@x.org>",
	  "Bob (a chap)", "bob@x.org" },
	{ "nested comment inside the address", "B <b(a (\\) b) c)@x(y).org>", "B",
	  "b@x.org" },
	{ "open comment inside the address", "B <b(a@x.org>", "B", "b(a@x.org" },
	{ "closed comment inside the address", "B <b)a@x.org>", "B", "b)a@x.org" },
	{ "comment instead of an address", "B <(b@x.org)>", "B", "" },
	{ "nested comment", "a@b (A (U) Thor)", "A (U) Thor", "a@b" },
	{ "open bracket", "A (U Thor <a@b>", "A (U Thor", "a@b" },
	{ "open quote", "\"A U Thor <a@b>", "A U Thor", "a@b" },
	{ "closing quote only", "A U Thor\" <a@b>, \"B\" <c@d>", "A U Thor", "a@b" },
	{ "open angle bracket", "A <a@b", "A", "a@b" },
	{ "two angle brackets", "A <<a@b>>", "A", "a@b" },
	{ "name in angle brackets", "A <U> Thor <a@b>", "A U Thor", "a@b" },
	{ "several", "A <a@b>, C <c@d>", "A", "a@b" },
	{ "several, bare first", "a@b, C <c@d>", "", "a@b" },
	{ "several, quoted first", "\"Thor, A\" <a@b>, C <c@d>", "Thor, A", "a@b" },
	{ "group", "Team: A U Thor <a@b>, c@d;", "A U Thor", "a@b" },
	{ "group of bare ones", "undisclosed: a@b, c@d;", "", "a@b" },
	{ "empty group", "undisclosed-recipients:;", "", "" },
	{ "colon in a name", "Team: A U Thor <a@b>", "Team: A U Thor", "a@b" },
	{ "route", "<@x,@y:a@b>", "", "a@b" },
	{ "blank in the address", "A <a@b c>", "A", "a@b" },
	{ "name before a bare one", "A U Thor a@b", "A U Thor", "a@b" },
	{ "square brackets", "A [a@b]", "A [ ]", "a@b" },
	{ "no domain", "A U Thor <root>", "A U Thor", "" },
	{ "nothing before the sign", "A <@b>", "A", "" },
	{ "signs only", "@ @ @", "@ @ @", "" },
	{ "no address", "root", "root", "" },
	{ "separators around", ",; A U Thor, <a@b>", "A U Thor", "a@b" },
	{ "backslash at the end", "A <a@b> \\", "A \\", "a@b" },
	{ "letters", "Ren\xc3\xa9 \xe5\xbc\xa0 <a@b>", "Ren\xc3\xa9 \xe5\xbc\xa0",
	  "a@b" },
	{ "empty", "", "", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct address a;

	address_parse(&a, str_from(row->in), &arena);
	same_str(a.name, row->person);
	same_str(a.addr, row->addr);
	arena_release(&arena);
}

static void test_next(void **state)
{
	struct str rest = STR("A <a@b>, \"Thor, C\" <c@d>,e@f (E),, g@h");
	const char *names[] = { "A", "Thor, C", "E", "", NULL },
		   *addrs[] = { "a@b", "c@d", "e@f", "g@h", NULL };
	struct arena arena = ARENA_INIT;
	struct address a;
	size_t n = 0;

	(void)state;
	while (address_next(&rest, &a, &arena)) {
		assert_non_null(names[n]);
		same_str(a.name, names[n]);
		same_str(a.addr, addrs[n++]);
	}
	assert_null(names[n]);
	arena_release(&arena);
}

/* Input that overwhelms recursive and quadratic parsers is read at once. */
static void test_hostile(void **state)
{
	static const char *const units[] = {
		"(",  "\"",	"<",   "@",   "<@ ", "a@", "\"\\\" ", " \"", "a@,",
		"\\", "a@b \"", "a:;", "@a ", ")(",  "<(", "<()",     "<(>",
	};
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		struct buf b = BUF_INIT;
		struct address a;
		struct str rest;

		while (b.len < 300000)
			buf_addstr(&b, units[i]);
		rest = buf_str(&b);
		while (address_next(&rest, &a, &arena))
			arena_release(&arena);
		buf_release(&b);
	}
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "one after the other", test_next);
	add_test(&t, "300,000 open brackets and the like", test_hostile);
	return run_group("address", &t);
}
