/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/people/trailer_people.h"
#include "store/inbox/record.h"

static const struct trailer_row {
	const char *name;
	const char *lines, *people; /* a star marks an approval */
} lines[] = {
	{ "nothing", "", "" },
	{ "name and address", "Reviewed-by: Anna <a@x>\n", "*Reviewed-by: Anna <a@x>\n" },
	{ "any case", "ACKED-BY: Anna <a@x>\n", "*ACKED-BY: Anna <a@x>\n" },
	{ "others", "Tested-by: Anna <a@x>\nSigned-off-by: B <b@x>\n",
	  "Tested-by: Anna <a@x>\nSigned-off-by: B <b@x>\n" },
	{ "without an address", "Acked-by: Anna\nReviewed-by: B <b@x>\n",
	  "*Reviewed-by: B <b@x>\n" },
	{ "a bare address", "Acked-by: a@x\n", "*Acked-by: a@x\n" },
	{ "no people", "Fixes: 0123 (\"x\")\nLink: https://x.example/y\n", "" },
	{ "no colon", "Acked-by Anna <a@x>\n", "" },
};

static void check_row(void **state)
{
	const struct trailer_row *row = *state;
	struct str rest = str_from(row->lines);
	struct buf people = BUF_INIT;
	struct trailer t;

	while (trailer_people_next(&rest, &t)) {
		buf_addstr(&people, trailer_approves(&t) ? "*" : "");
		buf_adds(&people, t.key);
		buf_addstr(&people, ": ");
		author_line(&people, t.who.name, t.who.addr);
		buf_addch(&people, '\n');
	}
	same_buf(&people, row->people);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, lines, ARRAY_SIZE(lines), sizeof(lines[0]), check_row);
	return run_group("trailer_people", &t);
}
