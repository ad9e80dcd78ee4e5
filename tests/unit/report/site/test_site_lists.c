/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/sites.h"

#include "report/site/site_lists.h"

static void put_list(const char *dir, const char *list, const char *day, int mails)
{
	struct buf path = BUF_INIT;

	site_path(&path, dir, list);
	mkdir(buf_cstr(&path), 0700);
	if (day)
		site_put_digest(buf_cstr(&path), day, mails);
	buf_release(&path);
}

static void names_the_newest(void **state)
{
	struct buf text = BUF_INIT, why = BUF_INIT;

	put_list(*state, "b.example", "2026-07-05", 3);
	put_list(*state, "b.example", "2026-07-12", 5);
	put_list(*state, "a.example", "2026-06-28", 7);
	put_list(*state, "empty.example", NULL, 0);
	site_put(*state, "other.txt", "");
	assert_int_equal(site_lists_write(*state, &why), ST_OK);
	assert_int_equal(why.len, 0);
	site_get(&text, *state, "index.html");
	assert_int_equal(site_count(&text, "<b>2 lists</b>"), 1);
	assert_int_equal(site_count(&text, "<a href=\"b.example/2026-07-12/index.html\">"
					   "until 2026-07-12</a>"),
			 1);
	assert_int_equal(site_count(&text, "b.example/2026-07-05"), 0);
	assert_int_equal(site_count(&text, "empty.example"), 0);
	assert_int_equal(site_count(&text, "href=\"a.example/feed.atom\""), 1);
	assert_int_equal(site_count(&text, "<rect class=\"past\""), 1);
	assert_true(strstr(buf_cstr(&text), "a.example/index.html") <
		    strstr(buf_cstr(&text), "b.example/index.html"));
	buf_release(&text);
}

static void names_of_folders(void **state)
{
	struct buf b = BUF_INIT;

	put_list(*state, "a.example", NULL, 0);
	assert_true(site_lists_has(*state, STR("a.example")));
	assert_false(site_lists_has(*state, STR("b.example")));
	site_put(*state, "file", "");
	assert_false(site_lists_has(*state, STR("file")));
	site_lists_add_folder(&b, STR("a.example"));
	same_buf(&b, "a.example");
	site_lists_add_folder(&b, STR("index.html"));
	same_buf(&b, "index.html_");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(names_the_newest, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(names_of_folders, temp_setup, temp_teardown),
};

int main(void)
{
	return cmocka_run_group_tests_name("site lists", tests, NULL, NULL);
}
