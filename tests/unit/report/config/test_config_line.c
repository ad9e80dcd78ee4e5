/* SPDX-License-Identifier: MIT */
#include "report/config/config_line.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *text, *key;
	size_t nth, line;
} rows[] = {
	{ "a key", "[user]\n\tname = a\n\taddress = b\n", "user.address", 0, 3 },
	{ "no such key", "[user]\n\tname = a\n", "user.address", 0, 0 },
	{ "of another section", "[a]\nx=1\n[b]\nx=2\n", "b.x", 0, 4 },
	{ "the second", "[a]\nx=1\nx=2\ny=3\nx=4\n", "a.x", 1, 3 },
	{ "the third", "[a]\nx=1\nx=2\n[b]\n[a]\nx=4\n", "a.x", 2, 6 },
	{ "there are only two", "[a]\nx=1\nx=2\n", "a.x", 2, 0 },
	{ "in the line of the section", "\n[a] x = 1\n", "a.x", 0, 2 },
	{ "upper case", "[LIST \"KVM\"]\n\tArchiveUrl = x\n", "list.KVM.archiveurl", 0,
	  2 },
	{ "subsections have case", "[a \"B\"]\nx=1\n[a \"b\"]\nx=2\n", "a.b.x", 0, 4 },
	{ "dots in a subsection", "[list \"kvm.example\"]\ntitle=x\n",
	  "list.kvm.example.title", 0, 2 },
	{ "quotes in a subsection", "[a \"b\\\"]\\\\\"]\nx=1\n", "a.b\"]\\.x", 0, 2 },
	{ "the older form", "[a.b]\nx=1\n", "a.b.x", 0, 2 },
	{ "no value", "[a]\ny\nx\n", "a.x", 0, 3 },
	{ "in a comment", "[a]\n# x=1\n;x=1\ny=1 # x=1\nx=2\n", "a.x", 0, 5 },
	{ "a quoted comment", "[a]\ny=\"# \" x\nx=2\n", "a.x", 0, 3 },
	{ "a quoted quote", "[a]\ny=\"\\\"# \" \\\nx=1\nx=2\n", "a.x", 0, 4 },
	{ "a value that goes on", "[a]\ny=1\\\nx=3\nx=2\n", "a.x", 0, 4 },
	{ "and CRLF", "[a]\r\ny=1\\\r\nx=3\r\nx=2\r\n", "a.x", 0, 4 },
	{ "a quote that goes on", "[a]\ny=\"1\\\nx=3\"\nx=2\n", "a.x", 0, 4 },
	{ "a byte-order mark", "\xef\xbb\xbf[a]\nx=2\n", "a.x", 0, 2 },
	{ "a value with a section", "[a]\ny = [b]\nx=2\n", "a.x", 0, 3 },
	{ "no line end", "[a]\nx", "a.x", 0, 2 },
	{ "cut in a section", "[a", "a.x", 0, 0 },
	{ "cut in a subsection", "[a \"b\\", "a.b.x", 0, 0 },
	{ "cut in a value", "[a]\nx=\"\\", "a.x", 0, 2 },
	{ "nothing", "", "a.x", 0, 0 },
};

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_int_equal(config_line(str_from(row->text), str_from(row->key), row->nth),
			 row->line);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("config_line", &t);
}
