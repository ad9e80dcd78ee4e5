/* SPDX-License-Identifier: MIT */
#include "report/view/series_versions.h"
#include "tests/support/rows.h"
#include "tests/support/format1.h"
#include "tests/support/posts.h"
#include "tests/support/views.h"

#define DAY 1440 /* minutes */

/* The versions of the series of the mail "of", the newest first. */
static const struct versions_case {
	const char *name, *of;
	struct row mails[12];
	const char *printed;
} cases[] = {
	{ "a lone patch", "a", { { "a", "", "[PATCH] one", "a", 0 } }, "one\n" },
	{ "versions of one title, from the first one",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "b", "", "[PATCH v2] one", "a", DAY },
	    { "c", "", "[PATCH v3] one", "a", 2 * DAY },
	    { "o", "", "[PATCH v3] another", "a", 2 * DAY },
	    { "p", "", "[PATCH v4] one", "b", 3 * DAY } },
	  "v3 one\nv2 one\none\n" },
	{ "from the last one, after a year",
	  "b",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "m", "", "[PATCH] other", "b", 300 * DAY },
	    { "b", "", "[PATCH v2] one", "a", 600 * DAY } },
	  "v2 one\none\n" },
	{ "from the first one, after a year",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "m", "", "[PATCH] other", "b", 300 * DAY },
	    { "b", "", "[PATCH v2] one", "a", 600 * DAY } },
	  "v2 one\none\n" },
	{ "after three years it is another series",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "b", "", "[PATCH v2] one", "a", 1100 * DAY } },
	  "one\n" },
	{ "a new title and one change-id",
	  "a",
	  { { "a", "", "[PATCH 0/1] one", "a", 0, "", "change-id x-1\n" },
	    { "a1", "a", "[PATCH 1/1] part", "a", 0 },
	    { "b", "", "[PATCH v2 0/1] two", "a", DAY, "", "change-id x-1\n" },
	    { "b1", "b", "[PATCH v2 1/1] section", "a", DAY } },
	  "v2 two\none\n" },
	{ "another person supersedes it",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "b", "", "[PATCH v2] two", "b", DAY, "", "supersedes a\n", "",
	      "Signed-off-by: A <a@x.example>\n" },
	    { "c", "", "[PATCH v3] two", "b", 2 * DAY } },
	  "v3 two\nv2 two\none\n" },
	{ "it supersedes another person's",
	  "b",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "b", "", "[PATCH v2] two", "b", DAY, "", "supersedes a\n", "",
	      "Signed-off-by: A <a@x.example>\n" } },
	  "v2 two\none\n" },
	{ "the author has another address",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "b", "", "[PATCH v2] one", "a@y", DAY } },
	  "v2 one\none\n" },
	{ "another person goes on with its patches, after half a year",
	  "b",
	  { { "a", "", "[PATCH v4 0/1] one", "a", 0 },
	    { "a1", "a", "[PATCH v4 1/1] part", "a", 0, "", "", "",
	      "Signed-off-by: A <a@x.example>\n" },
	    { "b", "", "[PATCH v5 0/1] one", "b", 200 * DAY, "", "supersedes a\n" },
	    { "b1", "b", "[PATCH v5 1/1] part", "a/b", 200 * DAY, "", "", "",
	      "Signed-off-by: A <a@x.example>\n" },
	    { "a0", "", "[PATCH v3 0/1] one", "a", -200 * DAY } },
	  "v5 one\nv4 one\nv3 one\n" },
	{ "a part that came again alone",
	  "a2",
	  { { "a", "", "[PATCH 0/2] one", "a", 0 },
	    { "a1", "a", "[PATCH 1/2] first", "a", 0 },
	    { "a2", "a", "[PATCH 2/2] second", "a", 0 },
	    { "r", "a2", "no", "b", 10 },
	    { "b2", "r", "[PATCH v2 2/2] second", "a", DAY } },
	  "v2 second\none\n" },
	{ "from that part",
	  "b2",
	  { { "a", "", "[PATCH 0/2] one", "a", 0 },
	    { "a1", "a", "[PATCH 1/2] first", "a", 0 },
	    { "a2", "a", "[PATCH 2/2] second", "a", 0 },
	    { "r", "a2", "no", "b", 10 },
	    { "b2", "r", "[PATCH v2 2/2] second", "a", DAY } },
	  "v2 second\none\n" },
};

static void print_versions(struct buf *out, const struct selection *sel,
			   const struct post *of)
{
	const struct series *list[20];
	struct series_set set;
	size_t n;

	assert_int_equal(series_build_versions(&set, sel), ST_OK);
	n = series_versions_list(&set, of, list, ARRAY_SIZE(list));
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(list[i]->version, STR("1")))
			buf_addf(out, "v%.*s ", (int)list[i]->version.len,
				 list[i]->version.s);
		buf_adds(out, list[i]->head->title);
		buf_addch(out, '\n');
	}
	series_release(&set);
}

static void check_versions(void **state)
{
	const struct versions_case *c = *state;
	struct view_store s;
	struct buf out = BUF_INIT;

	view_store_open(&s, c->mails, ARRAY_SIZE(c->mails));
	print_versions(&out, &s.sel, view_store_read(&s, c->of));
	same_buf(&out, c->printed);
	view_store_close(&s);
}

static const struct row with_others[] = {
	{ "p0", "", "[GIT PULL] early", "m", 0 },
	{ "a", "", "[PATCH] one", "a", DAY },
	{ "b", "", "[PATCH] another", "a", DAY },
	{ "n", "", "applied \"one\" to the x tree", "bot", 2 * DAY },
	{ "p1", "", "[GIT PULL] late", "m", 3 * DAY },
};

/* Only its own mails, the later pull requests, and notices. */
static void test_others(void **state)
{
	struct view_store s;

	(void)state;
	view_store_open(&s, with_others, ARRAY_SIZE(with_others));
	view_store_read(&s, "a");
	assert_int_equal(s.sel.n, 2);
	same_str(s.sel.posts[0].message_id, "p1");
	same_str(s.sel.posts[1].message_id, "a");
	assert_int_equal(s.sel.window.since, s.sel.posts[1].arrival);
	view_store_close(&s);
}

static const struct row old_mails[] = {
	{ "a", "", "[PATCH] one", "a", 0 },
	{ "b", "", "[PATCH v2] one", "a", 300 * DAY },
};

/* Segments of format 1 do not list the patches of an author. */
static void test_format1(void **state)
{
	struct store_options o = { .list = "kvm.example", .mode = STORE_READ };
	struct buf out = BUF_INIT, why = BUF_INIT;
	struct view_store s;

	(void)state;
	view_store_open(&s, old_mails, ARRAY_SIZE(old_mails));
	inbox_close(s.inbox);
	assert_true(format1_rewrite(s.dir, o.list, 0));
	o.dir = s.dir;
	assert_int_equal(inbox_open(&s.inbox, &o, &why), ST_OK);
	print_versions(&out, &s.sel, view_store_read(&s, "a"));
	same_buf(&out, "v2 one\none\n");
	view_store_close(&s);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(*cases), check_versions);
	add_test(&t, "what is read besides", test_others);
	add_test(&t, "records of format 1", test_format1);
	return run_group("series_versions", &t);
}
