/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/sites.h"

#include "report/html/site_links_html.h"
#include "report/site/site_page.h"

#define LINKS SITE_LINKS_BEGIN ">old" SITE_LINKS_END
#define REST "<p>&lt;nav class=\"site\"&gt;</p><nav>a</nav>\n"

static void link_all(const char *dir)
{
	struct site_place p;
	struct site_windows w;
	struct buf why = BUF_INIT;

	site_enter(&p, &w, dir);
	assert_int_equal(site_page_link_all(&p, &w, &why), ST_OK);
	assert_int_equal(why.len, 0);
	site_leave(&p, &w);
}

static ino_t file_number(const char *dir, const char *name)
{
	struct buf path = BUF_INIT;
	struct stat st;

	site_path(&path, dir, name);
	assert_int_equal(stat(buf_cstr(&path), &st), 0);
	buf_release(&path);
	return st.st_ino;
}

/* A page gets the links of its place, and nothing else changes. */
static void links_neighbours(void **state)
{
	struct buf text = BUF_INIT;
	ino_t before;

	site_put_digest(*state, "2026-07-05", 1);
	site_put_digest(*state, "2026-07-12", 1);
	site_put_digest(*state, "2026-07-19", 1);
	site_put(*state, "2026-07-05/index.html", "a" LINKS REST);
	site_put(*state, "2026-07-12/index.html", "b" LINKS REST);
	site_put(*state, "2026-07-19/index.html", LINKS);
	link_all(*state);
	site_get(&text, *state, "2026-07-12/index.html");
	assert_true(str_starts(buf_str(&text), STR("b" SITE_LINKS_BEGIN)));
	assert_true(str_ends(buf_str(&text), STR("</nav>" REST)));
	assert_int_equal(site_count(&text, "href=\"../2026-07-05/index.html\""), 1);
	assert_int_equal(site_count(&text, "href=\"../2026-07-19/index.html\""), 1);
	site_get(&text, *state, "2026-07-05/index.html");
	assert_int_equal(site_count(&text, "\"../2026"), 1);
	site_get(&text, *state, "2026-07-19/index.html");
	assert_int_equal(site_count(&text, "rel=\"next\""), 0);
	before = file_number(*state, "2026-07-12/index.html");
	link_all(*state);
	assert_int_equal(file_number(*state, "2026-07-12/index.html"), before);
	buf_release(&text);
}

static const char *const strange[] = { "", "no links", SITE_LINKS_BEGIN ">no end",
				       "<p>&lt;nav class=\"site\"</nav>" };

/* Pages that are not ours, or not there. */
static void leaves_others_alone(void **state)
{
	struct buf text = BUF_INIT, far = BUF_INIT;

	site_put_digest(*state, "2026-07-05", 1);
	link_all(*state);
	for (size_t i = 0; i < ARRAY_SIZE(strange); i++) {
		site_put(*state, "2026-07-05/index.html", strange[i]);
		link_all(*state);
		site_get(&text, *state, "2026-07-05/index.html");
		assert_string_equal(buf_cstr(&text), strange[i]);
	}
	for (int i = 0; i < 100000; i++)
		buf_addch(&far, 'x');
	buf_addstr(&far, LINKS);
	site_put(*state, "2026-07-05/index.html", buf_cstr(&far));
	link_all(*state);
	site_get(&text, *state, "2026-07-05/index.html");
	assert_string_equal(buf_cstr(&text), buf_cstr(&far));
	buf_release(&text);
	buf_release(&far);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(links_neighbours, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(leaves_others_alone, temp_setup, temp_teardown),
};

int main(void)
{
	return cmocka_run_group_tests_name("site page", tests, NULL, NULL);
}
