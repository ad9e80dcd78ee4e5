/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/people/people_count.h"
#include "store/inbox/record.h"

#define PEOPLE 6

static const struct count_row {
	const char *name;
	bool by_address;
	struct {
		const char *name, *addr;
		uint32_t count;
	} people[PEOPLE];
	const char *counts;
} count_rows[] = {
	{ "nobody", false, { { NULL, NULL, 0 } }, "" },
	{ "the same address in any case, as first seen",
	  false,
	  { { "Anna", "a@x", 1 }, { "A. B.", "A@X", 2 } },
	  "3 Anna <a@x>\n" },
	{ "the same name at two addresses",
	  false,
	  { { "Anna", "a@x", 1 }, { "anna", "a@y", 1 } },
	  "2 Anna <a@x>\n" },
	{ "told apart by address",
	  true,
	  { { "Anna", "a@x", 1 }, { "Anna", "a@y", 1 } },
	  "1 Anna <a@x>\n1 Anna <a@y>\n" },
	{ "no names", false, { { "", "a@x", 1 }, { "", "b@x", 1 } }, "1 a@x\n1 b@x\n" },
	{ "no address",
	  false,
	  { { "Anna", "", 1 }, { "Berta", "", 1 }, { "Anna", "", 1 } },
	  "2 Anna\n1 Berta\n" },
	{ "the greatest count first, then by name",
	  false,
	  { { "Carl", "c@x", 1 }, { "Berta", "b@x", 2 }, { "Anna", "a@x", 1 } },
	  "2 Berta <b@x>\n1 Anna <a@x>\n1 Carl <c@x>\n" },
};

static void check_row(void **state)
{
	const struct count_row *row = *state;
	struct people_count c = { .by_address = row->by_address };
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < PEOPLE && row->people[i].name; i++)
		people_count_add(&c,
				 (struct person){ str_from(row->people[i].name),
						  str_from(row->people[i].addr) },
				 row->people[i].count);
	people_count_sort(&c);
	for (size_t i = 0; i < c.n; i++) {
		buf_addf(&text, "%u ", c.list[i].count);
		author_line(&text, c.list[i].who.name, c.list[i].who.addr);
		buf_addch(&text, '\n');
	}
	same_buf(&text, row->counts);
	people_count_release(&c);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, count_rows, ARRAY_SIZE(count_rows), sizeof(count_rows[0]),
		 check_row);
	return run_group("people_count", &t);
}
