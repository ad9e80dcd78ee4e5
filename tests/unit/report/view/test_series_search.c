/* SPDX-License-Identifier: MIT */
#include "report/view/series_search.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"
#include "tests/support/views.h"

#define DAY 1440 /* minutes */

static const struct row mails[] = {
	{ "a0", "", "[PATCH 0/2] wheels of wood", "a", 0 },
	{ "a1", "a0", "[PATCH 1/2] toys: hub", "a", 1 },
	{ "a2", "a0", "[PATCH 2/2] toys: rim", "a", 2 },
	{ "r1", "a2", "Re: rim", "b", 10 },
	{ "r2", "r1", "Re: rim", "a", 11 },
	{ "b0", "", "[PATCH v2 0/2] wheels of wood", "a", DAY },
	{ "b1", "b0", "[PATCH v2 1/2] toys: hub", "a", DAY + 1 },
	{ "b2", "b0", "[PATCH v2 2/2] toys: rim", "a", DAY + 2 },
	{ "d", "", "[PATCH] toys: doll of wood", "b", 2 * DAY },
	{ "e", "", "[PATCH] toys: doll of wood, painted", "b", 3 * DAY },
	{ "o", "", "other wheels", "b", 3 * DAY },
	{ "p", "", "[GIT PULL] toys", "m", 4 * DAY },
	{ "lost", "gone", "Re: gone", "b", 4 * DAY },
};

/* found: the mail that is found. why: the reason if no mail is found. */
static const struct search_case {
	const char *name, *text, *found, *why;
	int since; /* days */
} cases[] = {
	{ "the Message-ID of a cover", "<b0>", "b0" },
	{ "of a part", "<a2>", "a2" },
	{ "of an answer", "<r1>", "a2" },
	{ "of an answer to an answer", "<r2>", "a2" },
	{ "words of a cover: the newest version", "wheels", "b0" },
	{ "words of a part of one series", "rim", "b2" },
	{ "a whole title, also if another one begins with it", "toys: doll of wood",
	  "d" },
	{ "covers before parts", "toys", NULL,
	  "several series have these words; choose one by its Message-ID:\n"
	  "  2025-11-16  <e>  [PATCH] toys: doll of wood, painted\n"
	  "  2025-11-15  <d>  [PATCH] toys: doll of wood" },
	{ "versions are listed once", "of wood", NULL,
	  "several series have these words; choose one by its Message-ID:\n"
	  "  2025-11-16  <e>  [PATCH] toys: doll of wood, painted\n"
	  "  2025-11-15  <d>  [PATCH] toys: doll of wood\n"
	  "  2025-11-14  <b0>  [PATCH v2 0/2] wheels of wood" },
	{ "an unknown Message-ID", "x@y", NULL,
	  "no mail here has the Message-ID <x@y>: was it sent to this list?" },
	{ "a mail that is about no patch", "<o>", NULL,
	  "<o> is no patch, and answers none that is here" },
	{ "an answer to a mail that did not come", "<lost>", NULL,
	  "<lost> is no patch, and answers none that is here" },
	{ "a pull request", "<p>", NULL,
	  "<p> is a pull request, no series: --sections=pulls shows what became of it" },
	{ "words of no subject", "kite", NULL,
	  "no patch from 2025-11-13 to 2025-12-13 has these words in its subject: kite; "
	  "--since looks further back" },
	{ "words of an earlier time", "wheels", NULL,
	  "no patch from 2025-11-15 to 2025-12-13 has these words in its subject: "
	  "wheels; --since looks further back",
	  2 },
};

static void check_search(void **state)
{
	const struct search_case *c = *state;
	struct search_time time = { ROWS_EPOCH + c->since * 86400,
				    ROWS_EPOCH + 30 * 86400 };
	struct buf why = BUF_INIT;
	struct series_query q;
	const struct post *of;
	struct view_store s;

	view_store_open(&s, mails, ARRAY_SIZE(mails));
	assert_int_equal(series_query_parse(&q, c->text, &why), ST_OK);
	assert_int_equal(series_search(&s.sel, &of, &q, time, &why),
			 c->found ? ST_OK : ST_NOCOMMIT);
	if (c->found)
		same_str(of->message_id, c->found);
	same_buf(&why, c->why ? c->why : "");
	view_store_close(&s);
}

/* More series of the same words than are listed. */
static void test_many(void **state)
{
	struct row many[12] = { 0 };
	char ids[12][16], subjects[12][32];
	struct search_time time = { ROWS_EPOCH, ROWS_EPOCH + 86400 };
	struct buf why = BUF_INIT;
	struct series_query q;
	const struct post *of;
	struct view_store s;

	(void)state;
	for (int i = 0; i < 12; i++) {
		snprintf(ids[i], sizeof(ids[i]), "m%d", i);
		snprintf(subjects[i], sizeof(subjects[i]), "[PATCH] work %d", i);
		many[i] = (struct row){ ids[i], "", subjects[i], "a", i };
	}
	view_store_open(&s, many, 12);
	assert_int_equal(series_query_parse(&q, "work", &why), ST_OK);
	assert_int_equal(series_search(&s.sel, &of, &q, time, &why), ST_NOCOMMIT);
	assert_true(str_ends(buf_str(&why), STR("  2025-11-13  <m2>  [PATCH] work 2\n"
						"  and others: give more words")));
	buf_release(&why);
	view_store_close(&s);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(*cases), check_search);
	add_test(&t, "many series of the same words", test_many);
	return run_group("series_search", &t);
}
