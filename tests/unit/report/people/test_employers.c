/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "report/people/employers.h"
#include "tests/support/rows.h"

#define NOV_13 1762992000 /* 2025-11-13 00:00 UTC */

static const struct lookup_row {
	const char *name;
	const char *file, *address;
	int64_t time;
	const char *employer;
} lookups[] = {
	{ "nothing known", "", "a@x.org", 0, "" },
	{ "a domain", "x.org\tExample Inc.\n", "a@x.org", 0, "Example Inc." },
	{ "a domain below", "x.org Example Inc.\n", "a@mail.x.org", 0, "Example Inc." },
	{ "not a domain that ends like it", "x.org Example\n", "a@max.org", 0, "" },
	{ "not the domain above", "mail.x.org Example\n", "a@x.org", 0, "" },
	{ "the uppermost first, as gitdm does", "m.x.org Lab\nx.org Example\n",
	  "a@m.x.org", 0, "Example" },
	{ "no top-level domain", "org Example\n", "a@x.org", 0, "" },
	{ "an address before its domain", "x.org Example\na@x.org Other\n", "a@x.org", 0,
	  "Other" },
	{ "any case", "A@X.Org Other\n", "a@x.oRG", 0, "Other" },
	{ "comments and empty lines", "# so\n\n  x.org Example # and so\n", "a@x.org", 0,
	  "Example" },
	{ "before the day", "a@x.org Old < 2025-11-13\na@x.org New\n", "a@x.org",
	  NOV_13 - 1, "Old" },
	{ "on the day", "a@x.org Old < 2025-11-13\na@x.org New\n", "a@x.org", NOV_13,
	  "New" },
	{ "in any order",
	  "a@x.org New\na@x.org Old<2025-11-13\na@x.org First < 2020-1-1\n", "a@x.org",
	  NOV_13 - 1, "Old" },
	{ "all dates are over: the domain", "a@x.org Old < 2025-11-13\nx.org Example\n",
	  "a@x.org", NOV_13, "Example" },
	{ "the first of two without a date, as gitdm does", "x.org One\nx.org Two\n",
	  "a@x.org", 0, "One" },
	{ "no address", "x.org Example\n", "Somebody", 0, "" },
	{ "a name instead of an address", "somebody Example\n", "Somebody", 0,
	  "Example" },
	{ "CRLF", "x.org Example\r\n", "a@x.org", 0, "Example" },
};

static void check_lookup(void **state)
{
	const struct lookup_row *row = *state;
	struct employers all = EMPLOYERS_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(employers_parse(&all, str_from(row->file), "file", &why), ST_OK);
	same_str(employers_of(&all, str_from(row->address), row->time), row->employer);
	employers_release(&all);
	buf_release(&why);
}

static const struct fault_row {
	const char *name;
	const char *file, *why;
} faults[] = {
	{ "nothing but a domain", "x.org Example\ny.org\n", "file:2: " },
	{ "a day that is no date", "# so\n\nx.org Example < soon\n", "file:3: no day" },
	{ "a day there never was", "x.org Example < 2025-02-29\n", "file:1: no day" },
	{ "no day at all", "x.org Example <\n", "file:1: no day" },
	{ "more behind the day", "x.org Example < 2025-02-28 or so\n", "file:1: no day" },
	{ "no employer", "x.org < 2025-02-28\n", "file:1: an address" },
};

static void check_fault(void **state)
{
	const struct fault_row *row = *state;
	struct employers all = EMPLOYERS_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(employers_parse(&all, str_from(row->file), "file", &why),
			 ST_USAGE);
	assert_non_null(strstr(buf_cstr(&why), row->why));
	employers_release(&all);
	buf_release(&why);
}

/* A domain of dots alone, and 100,000 lines for one address, are looked up at once. */
static void takes_no_time(void **state)
{
	struct employers all = EMPLOYERS_INIT;
	struct buf file = BUF_INIT, why = BUF_INIT, address = BUF_INIT;
	clock_t start = clock();

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_addf(&file, "a@x.org Employer %d < %04d-01-01\n", i, 1 + i % 9000);
	assert_int_equal(employers_parse(&all, buf_str(&file), "file", &why), ST_OK);
	buf_addstr(&address, "a@");
	for (int i = 0; i < 3 << 20; i++)
		buf_addch(&address, '.');
	for (int i = 0; i < 100; i++)
		same_str(employers_of(&all, buf_str(&address), 0), "");
	same_str(employers_of(&all, STR("a@x.org"), -62135596800), "Employer 1");
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
	employers_release(&all);
	buf_release(&file);
	buf_release(&address);
	buf_release(&why);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, lookups, ARRAY_SIZE(lookups), sizeof(lookups[0]), check_lookup);
	add_rows(&t, faults, ARRAY_SIZE(faults), sizeof(faults[0]), check_fault);
	add_test(&t, "a hostile file takes no time", takes_no_time);
	return run_group("employers", &t);
}
