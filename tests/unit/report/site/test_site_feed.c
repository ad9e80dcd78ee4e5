/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/sites.h"

#include "report/site/site_feed.h"

#define MANY 25

static void write_feed(const char *dir, const char *url, struct buf *text)
{
	struct site_place p;
	struct site_windows w;
	struct buf why = BUF_INIT;

	site_enter(&p, &w, dir);
	assert_int_equal(site_feed_write(&p, &w, url, &why), ST_OK);
	assert_int_equal(why.len, 0);
	site_leave(&p, &w);
	site_get(text, dir, "feed.atom");
}

static void the_newest(void **state)
{
	struct buf text = BUF_INIT;

	for (int i = 1; i <= MANY; i++) {
		char day[] = "2026-07-00";

		day[8] = (char)('0' + i / 10);
		day[9] = (char)('0' + i % 10);
		site_put_digest(*state, day, i);
	}
	write_feed(*state, NULL, &text);
	assert_int_equal(site_count(&text, "<entry>"), SITE_FEED_ENTRIES);
	assert_int_equal(site_count(&text, "&lt;p&gt;The board&lt;/p&gt;"),
			 SITE_FEED_ENTRIES);
	assert_int_equal(site_count(&text, "<title>Toys of 2026-07-06</title>"), 1);
	assert_int_equal(site_count(&text, "2026-07-05"), 0);
	assert_int_equal(site_count(&text, "<title>Toys &lt;&amp;</title>"), 1);
	assert_int_equal(site_count(&text, "rel=\"self\" type=\"application/atom+xml\" "
					   "href=\"feed.atom\""),
			 1);
	assert_int_equal(site_count(&text, "href=\"2026-07-25/index.html\""), 1);
	/* The newest change is that of the 25th: 1,025 seconds after 1970 began. */
	assert_int_equal(site_count(&text, "<updated>1970-01-01T00:17:05Z</updated>"), 2);
	buf_release(&text);
}

static void with_a_url(void **state)
{
	struct buf text = BUF_INIT, path = BUF_INIT;

	site_put_digest(*state, "2026-07-05", 1);
	site_path(&path, *state, "2026-07-05/board.html");
	assert_int_equal(unlink(buf_cstr(&path)), 0);
	write_feed(*state, "https://x.example/d", &text);
	assert_int_equal(site_count(&text, "\"https://x.example/d/feed.atom\""), 1);
	assert_int_equal(
	    site_count(&text, "\"https://x.example/d/2026-07-05/index.html\""), 1);
	assert_int_equal(site_count(&text, "<content type=\"html\"></content>"), 1);
	assert_int_equal(site_count(&text, "<id>tag:x.example,2026:d/toys.example.org"),
			 1);
	buf_release(&text);
	buf_release(&path);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(the_newest, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(with_a_url, temp_setup, temp_teardown),
};

int main(void)
{
	return cmocka_run_group_tests_name("site feed", tests, NULL, NULL);
}
