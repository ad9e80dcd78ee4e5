/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/sites.h"

#include "report/site/site_index.h"

static void write_index(const char *dir, const char *archive, bool above,
			struct buf *text)
{
	struct site_place p;
	struct site_windows w;
	struct buf why = BUF_INIT;

	site_enter(&p, &w, dir);
	assert_int_equal(
	    site_index_write(&p, &(struct site_index){ &w, archive, above }, &why),
	    ST_OK);
	assert_int_equal(why.len, 0);
	site_leave(&p, &w);
	site_get(text, dir, "index.html");
}

static void one_digest(void **state)
{
	struct buf text = BUF_INIT;

	site_put_digest(*state, "2026-07-05", 12);
	write_index(*state, NULL, false, &text);
	assert_int_equal(site_count(&text, "<b>1 digest</b> of toys.example.org"), 1);
	assert_int_equal(site_count(&text, "<h1>Toys &lt;&amp;</h1>"), 1);
	assert_int_equal(site_count(&text, "<figure"), 0);
	assert_int_equal(site_count(&text, "../index.html"), 0);
	assert_int_equal(site_count(&text, "archive of"), 0);
	assert_int_equal(site_count(&text, "<td class=\"n none\">0"), 4);
	assert_int_equal(site_count(&text, "{{"), 0);
	buf_release(&text);
}

static void many_digests(void **state)
{
	struct buf text = BUF_INIT;

	site_put_digest(*state, "2025-12-28", 7);
	site_put_digest(*state, "2026-01-04", 40);
	site_put_digest(*state, "2026-01-11", 0);
	write_index(*state, "https://x.example/toys", true, &text);
	assert_int_equal(site_count(&text, "<b>3 digests</b>"), 1);
	assert_int_equal(site_count(&text, "most: 40, until 2026-01-04"), 2);
	assert_int_equal(site_count(&text, "scope=\"rowgroup\">2026<"), 1);
	assert_int_equal(site_count(&text, "scope=\"rowgroup\">2025<"), 1);
	assert_int_equal(site_count(&text, "<rect class=\"now\" x=\"16\" y=\"64\" "
					   "width=\"6\" height=\"0\"/>"),
			 1);
	assert_int_equal(site_count(&text, "y=\"0\" width=\"6\" height=\"64\"/>"), 1);
	assert_int_equal(site_count(&text, "href=\"../index.html\""), 1);
	assert_int_equal(site_count(&text, "href=\"https://x.example/toys\""), 1);
	assert_int_equal(site_count(&text, "href=\"2026-01-11/digest.json\""), 1);
	assert_true(strstr(buf_cstr(&text), "2026-01-04/digest.txt") <
		    strstr(buf_cstr(&text), "2025-12-28/digest.txt"));
	buf_release(&text);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(one_digest, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(many_digests, temp_setup, temp_teardown),
};

int main(void)
{
	return cmocka_run_group_tests_name("site index", tests, NULL, NULL);
}
