/* SPDX-License-Identifier: MIT */
#include "filter/patch/reply_mark.h"
#include "tests/support/rows.h"

static const struct row {
	const char *text;
	enum reply_mark mark;
	const char *rest;
} rows[] = {
	{ "", MARK_NONE, "" },
	{ "x", MARK_NONE, "x" },
	{ ":", MARK_NONE, ":" },
	{ "Re: x", MARK_RE, " x" },
	{ "RE[12] :x", MARK_RE, "x" },
	{ "Re[]: x", MARK_RE, " x" },
	{ "Re[1: x", MARK_NONE, "Re[1: x" },
	{ "Re:: x", MARK_RE, ": x" },
	{ "Re\xef\xbc\x9ax", MARK_RE, "x" },
	{ "Re\xef\xbcx", MARK_NONE, "Re\xef\xbcx" },
	{ "aNTW: x", MARK_REPLY, " x" },
	{ "\xe5\x9b\x9e\xe8\xa6\x86:", MARK_REPLY, "" },
	{ "TR: x", MARK_FORWARD, " x" },
	{ "Rex: x", MARK_NONE, "Rex: x" },
	{ "[Re: x", MARK_NONE, "[Re: x" },
	{ "external : x", MARK_GATEWAY, " x" },
	{ "External Email: x", MARK_GATEWAY, " x" },
	{ "bug#12: x", MARK_GATEWAY, " x" },
	{ "Bug #12: x", MARK_GATEWAY, " x" },
	{ "bug#: x", MARK_NONE, "bug#: x" },
	{ "#12: x", MARK_NONE, "#12: x" },
	{ "bug 12: x", MARK_NONE, "bug 12: x" },
	{ "***SPAM*** x", MARK_GATEWAY, "x" },
	{ "* any words *:x", MARK_GATEWAY, "x" },
	{ "*Re* x", MARK_GATEWAY, "x" },
	{ "*** x", MARK_NONE, "*** x" },
	{ "*****", MARK_NONE, "*****" },
	{ "{Spam?} x", MARK_GATEWAY, "x" },
	{ "(ext): x", MARK_GATEWAY, " x" },
	{ "<EXT> x", MARK_GATEWAY, "x" },
	{ "(re) x", MARK_NONE, "(re) x" },
	{ "() x", MARK_NONE, "() x" },
	{ "(EXT} x", MARK_NONE, "(EXT} x" },
	{ "Ping: x", MARK_PING, " x" },
	{ "ping^2 #3!: x", MARK_PING, " x" },
	{ "*PING* x", MARK_PING, "x" },
	{ "pinger: x", MARK_NONE, "pinger: x" },
	{ "a text that is far longer than any mark: x", MARK_NONE,
	  "a text that is far longer than any mark: x" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct str text = str_from(row->text);

	assert_int_equal(reply_mark_take(&text), row->mark);
	same_str(text, row->rest);
}

static void test_nul(void **state)
{
	struct str text = { "\0EXT\0", 5 };

	(void)state;
	assert_int_equal(reply_mark_take(&text), MARK_NONE);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "NUL", test_nul);
	return run_group("reply_mark", &t);
}
