/* SPDX-License-Identifier: MIT */
#include "report/view/related_posts.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"

#define DAY 1440 /* minutes */

/* The related ones of the first mail: their ids. */
static const struct related_case {
	const char *name;
	struct row mails[6];
	const char *ids;
} cases[] = {
	{ "nothing in common",
	  { { "a", NULL, "[PATCH] one", "a", 0 }, { "b", "", "[PATCH] two", "a", 0 } },
	  "a" },
	{ "a title, in any case",
	  { { "a", NULL, "[PATCH] one", "a", 0 },
	    { "b", NULL, "[PATCH v2] ONE", "b", 9 * DAY } },
	  "a b" },
	{ "a thread",
	  { { "a", NULL, "[PATCH 0/2] one", "a", 0 },
	    { "b", "a", "[PATCH 1/2] two", "a", 0 },
	    { "c", "a", "[PATCH 2/2] three", "a", 0 } },
	  "a b c" },
	{ "a parent that is not here",
	  { { "a", "p", "[PATCH] one", "a", 0 }, { "b", "p", "[PATCH] two", "a", 0 } },
	  "a b" },
	{ "an answer between them",
	  { { "a", NULL, "[PATCH] one", "a", 0 },
	    { "b", "r", "[PATCH v2] two", "a", DAY, "a" } },
	  "a b" },
	{ "a change-id",
	  { { "a", NULL, "[PATCH] one", "a", 0, "", "change-id x\n" },
	    { "b", NULL, "[PATCH] two", "a", 9 * DAY, "", "change-id x\n" },
	    { "c", NULL, "[PATCH] three", "a", 9 * DAY, "", "change-id y\n" } },
	  "a b" },
	{ "links, over another mail",
	  { { "a", NULL, "[PATCH] one", "a", 0 },
	    { "b", NULL, "[PATCH] two", "a", DAY, "", "supersedes a\n" },
	    { "c", NULL, "[PATCH] three", "a", 2 * DAY, "", "link b\n" } },
	  "a b c" },
	{ "a title that is a Message-ID",
	  { { "a", NULL, "[PATCH] b", "a", 0 }, { "b", "", "[PATCH] one", "a", 0 } },
	  "a" },
	{ "parts without a thread",
	  { { "a", NULL, "[PATCH 1/2] one", "a", 0 },
	    { "b", NULL, "[PATCH 2/2] two", "a", DAY - 1 },
	    { "c", NULL, "[PATCH 2/3] three", "a", 1 },
	    { "d", NULL, "[PATCH 2/2] four", "b", 1 } },
	  "a b" },
	{ "parts without a thread, over midnight",
	  { { "a", NULL, "[PATCH 1/2] one", "a", DAY - 1 },
	    { "b", NULL, "[PATCH 2/2] two", "a", DAY + 1 } },
	  "a b" },
};

static void check_related(void **state)
{
	const struct related_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct post posts[6];
	bool related[6];
	struct buf out = BUF_INIT;
	size_t n = 0;

	for (; n < ARRAY_SIZE(posts) && c->mails[n].id; n++)
		row_post(&posts[n], &c->mails[n], &arena);
	related_posts_find(related, posts, n, 0);
	for (size_t i = 0; i < n; i++)
		if (related[i])
			buf_addf(&out, "%s%s", i ? " " : "", c->mails[i].id);
	same_buf(&out, c->ids);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(*cases), check_related);
	return run_group("related_posts", &t);
}
