/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/digests.h"
#include "tests/support/sites.h"

#include "report/site/site.h"

static const char *const files[] = {
	"index.html",
	"feed.atom",
	"2025-11-26/index.html",
	"2025-11-26/digest.txt",
	"2025-11-26/digest.json",
	"2025-11-26/board.html",
	"2025-11-26/summary",
};

static enum status add_week(const char *dir, bool several, int weeks, struct str list,
			    struct buf *why)
{
	const struct site site = { dir, "https://x.example", several };
	struct made_digest m;
	enum status st;

	make_digest(&m, DIGEST_FROM + 7 * weeks * DAY, DIGEST_TO + 7 * weeks * DAY,
		    100 * DAY);
	m.sel.lists = list;
	st = site_add(&site, &m.digest, why);
	release_made_digest(&m);
	return st;
}

static void writes_all_files(void **state)
{
	struct buf text = BUF_INIT, why = BUF_INIT;

	assert_int_equal(add_week(*state, false, 0, STR("toys"), &why), ST_OK);
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		site_get(&text, *state, files[i]);
		assert_true(text.len > 0);
		assert_true(strstr(files[i], "digest.") ||
			    !strstr(buf_cstr(&text), "<script>\""));
	}
	assert_int_equal(add_week(*state, false, 1, STR("toys"), &why), ST_OK);
	site_get(&text, *state, "2025-11-26/index.html");
	assert_int_equal(site_count(&text, "rel=\"next\" href=\"../2025-12-03/"), 1);
	site_get(&text, *state, "2025-12-03/index.html");
	assert_int_equal(site_count(&text, "rel=\"prev\" href=\"../2025-11-26/"), 1);
	site_get(&text, *state, "feed.atom");
	assert_int_equal(site_count(&text, "<entry>"), 2);
	assert_int_equal(site_count(&text, "<id>tag:x.example,2025-11-26:toys</id>"), 1);
	assert_int_equal(why.len, 0);
	buf_release(&text);
}

static void refuses_another_list(void **state)
{
	struct buf why = BUF_INIT;

	assert_int_equal(add_week(*state, false, 0, STR("toys"), &why), ST_OK);
	assert_int_equal(add_week(*state, false, 0, STR("dolls"), &why), ST_USAGE);
	assert_non_null(strstr(buf_cstr(&why), "is the site of the list toys"));
	buf_release(&why);
}

static void several_lists(void **state)
{
	struct buf text = BUF_INIT, why = BUF_INIT;

	assert_int_equal(add_week(*state, true, 0, STR("toys"), &why), ST_OK);
	assert_int_equal(add_week(*state, true, 0, STR("dolls"), &why), ST_OK);
	site_get(&text, *state, "dolls/feed.atom");
	assert_int_equal(site_count(&text, "\"https://x.example/dolls/feed.atom\""), 1);
	site_get(&text, *state, "toys/index.html");
	assert_int_equal(site_count(&text, "\"../index.html\""), 1);
	assert_int_equal(why.len, 0);
	buf_release(&text);
}

static void no_room(void **state)
{
	struct buf why = BUF_INIT;

	site_put(*state, "2025-11-26", "a file");
	assert_int_equal(add_week(*state, false, 0, STR("toys"), &why), ST_CANTCREAT);
	assert_non_null(strstr(buf_cstr(&why), "2025-11-26"));
	buf_release(&why);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(writes_all_files, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(refuses_another_list, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(several_lists, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(no_room, temp_setup, temp_teardown),
};

int main(void)
{
	return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
