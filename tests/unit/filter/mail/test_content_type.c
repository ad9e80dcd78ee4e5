/* SPDX-License-Identifier: MIT */
#include "filter/mail/content_type.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *value, *type, *param, *text;
} rows[] = {
	{ "plain", "text/plain; charset=utf-8", "text/plain", "charset", "utf-8" },
	{ "quoted", "text/plain; charset=\"utf-8\"", "text/plain", "charset", "utf-8" },
	{ "any case", "Text/Plain; CHARSET=UTF-8", "Text/Plain", "charset", "UTF-8" },
	{ "blanks and folds", " text/plain ;\n\t charset = \"a\" \r\n ; format = flowed ",
	  "text/plain", "format", "flowed" },
	{ "second one", "text/plain; charset=utf-8; format=flowed; delsp=yes",
	  "text/plain", "delsp", "yes" },
	{ "the first of two", "text/plain; charset=a; charset=b", "text/plain", "charset",
	  "a" },
	{ "semicolon in quotes", "a/b; x=\"1;2\"; y=3", "a/b", "y", "3" },
	{ "backslash in quotes", "a/b; x=\"1\\\"2\"; y=3", "a/b", "y", "3" },
	{ "open quote", "a/b; x=\"1; y=3", "a/b", "x", "1; y=3" },
	{ "backslash at the end", "a/b; x=\"1\\", "a/b", "x", "1\\" },
	{ "no value", "a/b; x; y=3", "a/b", "x", "" },
	{ "empty value", "a/b; x=; y=3", "a/b", "x", "" },
	{ "after a quoted value", "a/b; x=\"1\"junk; y=3", "a/b", "y", "3" },
	{ "no parameter", "a/b", "a/b", "x", "" },
	{ "no subtype", "text; charset=x", "text", "charset", "x" },
	{ "no type", "; charset=x", "", "charset", "x" },
	{ "name is no prefix", "a/b; charsets=x", "a/b", "charset", "" },
	{ "equals sign in the value", "a/b; boundary=--=_x=1", "a/b", "boundary",
	  "--=_x=1" },
	{ "separators only", ";;;", "", "x", "" },
	{ "empty", "", "", "x", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct str value = str_from(row->value);

	same_str(content_type(value), row->type);
	same_str(content_param(value, str_from(row->param)), row->text);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("content_type", &t);
}
