/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/sites.h"

static void reads_whole_digests(void **state)
{
	struct buf why = BUF_INIT;
	struct site_windows w;

	site_put_digest(*state, "2026-07-12", 3);
	site_put_digest(*state, "2025-07-13", 1);
	site_put_digest(*state, "2026-07-05", 2);
	site_put_digest(*state, "more", 4);
	site_put(*state, "2026-06-28/index.html", "");
	site_put(*state, "2026-06-21/summary", "half");
	site_put(*state, "feed.atom", "");
	assert_int_equal(site_windows_read(&w, *state, &why), ST_OK);
	assert_int_equal(w.n, 3);
	assert_string_equal(w.list[0].day, "2026-07-12");
	assert_string_equal(w.list[1].day, "2026-07-05");
	assert_string_equal(w.list[2].day, "2025-07-13");
	assert_int_equal(w.list[1].mails, 2);
	site_windows_release(&w);
}

static void no_folder(void **state)
{
	struct buf why = BUF_INIT;
	struct site_windows w;

	(void)state;
	assert_int_equal(site_windows_read(&w, "/dev/null", &why), ST_CANTCREAT);
	assert_non_null(strstr(buf_cstr(&why), "/dev/null can't be read"));
	site_windows_release(&w);
	buf_release(&why);
}

static const struct around_case {
	const char *day, *older, *newer;
} cases[] = {
	{ "2026-07-19", "2026-07-12", "" },
	{ "2026-07-12", "2026-07-05", "" },
	{ "2026-07-10", "2026-07-05", "2026-07-12" },
	{ "2026-07-05", "2025-07-13", "2026-07-12" },
	{ "2025-07-13", "", "2026-07-05" },
	{ "2025-01-01", "", "2025-07-13" },
};

static void check_around(void **state)
{
	const struct around_case *c = *state;
	struct site_window list[] = { { .day = "2026-07-12" },
				      { .day = "2026-07-05" },
				      { .day = "2025-07-13" } };
	const struct site_windows w = { list, ARRAY_SIZE(list), 0 }, none = { .n = 0 };
	struct digest_site around = site_windows_around(&w, c->day);

	same_str(around.older, c->older);
	same_str(around.newer, c->newer);
	around = site_windows_around(&none, c->day);
	assert_int_equal(around.older.len + around.newer.len, 0);
}

int main(void)
{
	static struct tests t;

	t.list[t.n++] = (struct CMUnitTest)cmocka_unit_test_setup_teardown(
	    reads_whole_digests, temp_setup, temp_teardown);
	add_test(&t, "no folder", no_folder);
	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_around);
	return run_group("site windows", &t);
}
