/* SPDX-License-Identifier: MIT */
#include "filter/mail/message_id.h"
#include "store/util/utf8.h"
#include "tests/support/rows.h"

#define BAD UTF8_REPLACEMENT

static const struct row {
	const char *name;
	const char *value;
	const char *ids;   /* each ended by "|" */
	const char *first; /* rule 18; empty: no id */
} rows[] = {
	{ "one", "<a@b>", "a@b|", "a@b" },
	{ "several", "<a@b> <c@d>\n\t<e@f>", "a@b|c@d|e@f|", "a@b" },
	{ "without blanks between", "<a@b><c@d>", "a@b|c@d|", "a@b" },
	{ "with text", "Your mail <a@b> of Monday", "a@b|", "a@b" },
	{ "junk after it", "<a@b>+45FD", "a@b|", "a@b" },
	{ "white space inside", "<a\n @b >", "a@b|", "a@b" },
	{ "two open", "<x <a@b>", "a@b|", "a@b" },
	{ "double brackets", "<<a@b>>", "a@b|", "a@b" },
	{ "no brackets", " abc-123 ", "", "abc-123" },
	{ "open only", "<a@b", "", "a@b" },
	{ "close only", "a@b>", "", "a@b" },
	{ "brackets only", " < > ", "", "" },
	{ "an empty id, then an id", "<> <a@b>", "a@b|", "a@b" },
	{ "a bracket", ">", "", "" },
	{ "empty", "", "", "" },
	{ "bad bytes", "<a\xff@b>", "a" BAD "@b|", "a" BAD "@b" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct str rest = str_from(row->value);
	struct buf b = BUF_INIT;

	while (message_id_next(&rest, &b))
		buf_addch(&b, '|');
	same_buf(&b, row->ids);
	assert_int_equal(message_id_first(str_from(row->value), &b), *row->first != '\0');
	same_buf(&b, row->first);
}

static void test_nul(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_true(message_id_first((struct str){ "<a\0@b>", 6 }, &b));
	same_buf(&b, "a" BAD "@b");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "NUL", test_nul);
	return run_group("message_id", &t);
}
