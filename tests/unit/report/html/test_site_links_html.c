/* SPDX-License-Identifier: MIT */
#include "report/html/page_files.h"
#include "report/html/site_links_html.h"
#include "tests/support/rows.h"
#include "tests/support/digests.h"

static const struct links_case {
	const char *name;
	struct digest_site site;
	bool older, newer;
} cases[] = {
	{ "alone", { STR(""), STR("") }, false, false },
	{ "the newest", { STR("2026-07-05"), STR("") }, true, false },
	{ "the oldest", { STR(""), STR("2026-07-19") }, false, true },
	{ "in the middle", { STR("2026-07-05"), STR("2026-07-19") }, true, true },
};

static void print_links(struct output *out, const void *site)
{
	struct html_template template;
	struct html html;

	assert_true(html_template_parse(&template, page_template()));
	html_init(&html, out, &template);
	site_links_html_print(&html, site);
	html_release(&html);
	html_template_release(&template);
}

static void check_links(void **state)
{
	const struct links_case *c = *state;
	struct buf text = BUF_INIT;
	struct str links;

	print_to_memory(&text, print_links, &c->site);
	links = str_trim(buf_str(&text));
	assert_true(str_starts(links, STR(SITE_LINKS_BEGIN)));
	assert_true(str_ends(links, STR(SITE_LINKS_END)));
	assert_int_equal(str_find(links, STR("href=\"../2026-07-05/index.html\"")) <
			     links.len,
			 c->older);
	assert_int_equal(str_find(links, STR("href=\"../2026-07-19/index.html\"")) <
			     links.len,
			 c->newer);
	buf_release(&text);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_links);
	return run_group("site links", &t);
}
