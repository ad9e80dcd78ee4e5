/* SPDX-License-Identifier: MIT */
/* The whole board: what is picked, in any order of arrival. */
#include "tests/support/rows.h"

#include "tests/support/boards.h"
#include "tests/support/shuffle.h"

/* A bit of everything, some of it outside of the window: from 10 * DAY to 17 * DAY. */
static const struct row week[] = {
	{ "o", NULL, "[PATCH] waits", "e", 0 },
	{ "o2", NULL, "[PATCH] waits too", "e", 0 },
	{ "c", NULL, "[PATCH 0/3] work", "a", 9 * DAY },
	{ "1", "c", "[PATCH 1/3] one", "a", 9 * DAY },
	{ "2", "c", "[PATCH 2/3] two", "a", 9 * DAY },
	{ "3", "c", "[PATCH 3/3] three", "a", 9 * DAY },
	{ "d", NULL, "[PATCH v2 0/2] work", "a", 11 * DAY, .links = "depends-on x\n" },
	{ "d1", "d", "[PATCH v2 1/2] one", "a", 11 * DAY, .insertions = 2 },
	{ "d2", "d", "[PATCH v2 2/2] two", "a", 11 * DAY, .deletions = 3 },
	{ "r1", "d1", "Re: one", "b", 11 * DAY, NULL, NULL, NULL,
	  "Reviewed-by: B <b@x.example>\n" },
	{ "r2", "d2", "Re: two", "b", 11 * DAY, NULL, NULL, NULL,
	  "Reviewed-by: B <b@x.example>\n" },
	{ "n1", "d1", "Re: one", "d", 12 * DAY, NULL, "nak\n" },
	{ "n2", "d2", "Re: two", "e", 12 * DAY, NULL, "nak\n" },
	{ "n3", "d", "Re: work", "e", 12 * DAY, NULL, "pw-bot rejected\n" },
	{ "x", NULL, "[PATCH] fix", "b", 12 * DAY },
	{ "xr", "x", "Re: fix", "d", 12 * DAY, NULL, NULL, NULL,
	  "Acked-by: D <d@x.example>\n" },
	{ "y", NULL, "[PATCH] other", "b", 12 * DAY },
	{ "y1", "y", "applied", "m", 12 * DAY },
	{ "y2", "y", "applied", "n", 12 * DAY },
	{ "z", NULL, "[PATCH] more", "d", 13 * DAY },
	{ "z2", NULL, "[PATCH] still more", "d", 13 * DAY },
	{ "p", NULL, "[GIT PULL] fixes", "m", 14 * DAY },
	{ "q", NULL, "other question", "a", 14 * DAY },
	{ "q1", "q", "Re: question", "b", 14 * DAY },
	{ "q2", "q1", "Re: question", "d", 14 * DAY },
	{ "q3", "q", "Re: question", "d", 14 * DAY },
	{ "q4", "gone", "Re: question", "e", 14 * DAY, "q" },
	{ "q5", "q", "Re: question", "e", 14 * DAY },
	{ "l", "o", "Re: waits", "b", 18 * DAY },
};

static void add_people(struct buf *out, const struct board_people *people)
{
	for (size_t i = 0; i < people->n; i++) {
		board_add_person(out, people->list[i].who);
		buf_addf(out, " %u", people->list[i].count);
	}
	buf_addch(out, '\n');
}

static void add_row(struct buf *out, const struct board_row *row)
{
	buf_adds(out, row->post->message_id);
	buf_addf(out, " %u/%u +%u -%u reviewed %u answers %u days %u", row->arrived,
		 row->announced, row->insertions, row->deletions, row->reviewed,
		 row->answers, row->days);
	for (size_t i = 0; i < row->n_people; i++)
		board_add_person(out, row->people[i].who);
	for (size_t i = 0; i < row->n_objections; i++)
		board_add_person(out, row->objections[i].who);
	for (size_t i = 0; i < row->n_events; i++)
		board_add_person(out, row->events[i].who);
	for (size_t i = 0; i < row->n_versions; i++) {
		buf_addch(out, ' ');
		buf_adds(out, row->versions[i].head->message_id);
	}
	buf_adds(out, row->needs);
	buf_addch(out, '\n');
}

static void print_all(struct buf *out, const struct board *b)
{
	for (int id = 0; id < BOARD_GROUPS; id++) {
		buf_addf(out, "%s\n", board_group_name((enum board_group_id)id));
		for (size_t i = 0; i < b->groups[id].n; i++)
			add_row(out, &b->groups[id].rows[i]);
	}
	buf_addf(out, "%u %u %u %u %u\n", b->mails, b->people, b->series, b->replaced,
		 b->applied);
	add_people(out, &b->wrote);
	add_people(out, &b->reviewed);
	add_people(out, &b->answered);
}

#define ORDERS 50

static void order_plays_no_role(void **state)
{
	struct buf first = BUF_INIT;
	unsigned seed = 17;

	(void)state;
	for (int i = 0; i < ORDERS; i++) {
		struct row mails[ARRAY_SIZE(week)];
		struct buf printed = BUF_INIT;

		memcpy(mails, week, sizeof(week));
		if (i)
			shuffle(mails, ARRAY_SIZE(week), &seed);
		board_of_rows(&printed, mails, ARRAY_SIZE(week), 10 * DAY, 17 * DAY, NULL,
			      print_all);
		if (i)
			same_buf(&printed, buf_cstr(&first));
		else
			first = printed;
	}
	buf_release(&first);
}

static void has_each_group(void **state)
{
	struct buf printed = BUF_INIT;

	(void)state;
	board_of_rows(&printed, week, ARRAY_SIZE(week), 10 * DAY, 17 * DAY, NULL,
		      board_print_groups);
	same_buf(&printed, "contested: work\nready: fix\nnew: still more\nnew: more\n"
			   "pulls: fixes\nwaiting: waits\nwaiting: waits too\n"
			   "applied: other\ndiscussed: other question\n");
}

static void takes_what_is_picked(void **state)
{
	struct series_match match = SERIES_MATCH_INIT;
	struct board_options o = { .quiet_days = 7, .match = &match };
	struct buf printed = BUF_INIT;

	(void)state;
	series_match_add(&match,
			 (struct series_match_rule){ MATCH_AUTHOR, "b@x.example" });
	board_of_rows(&printed, week, ARRAY_SIZE(week), 10 * DAY, 17 * DAY, &o,
		      print_all);
	same_buf(&printed, "contested\nready\n"
			   "x 1/1 +0 -0 reviewed 1 answers 1 days 5 D\n"
			   "revised\nnew\npulls\nwaiting\napplied\n"
			   "y 1/1 +0 -0 reviewed 0 answers 2 days 5 M N M N\n"
			   "discussed\n5 4 2 0 1\n B 2\n D 1\n D 1 M 1 N 1\n");
	series_match_release(&match);
}

int main(void)
{
	static struct tests t;

	add_test(&t, "each group", has_each_group);
	add_test(&t, "only what is picked", takes_what_is_picked);
	add_test(&t, "the order of arrival plays no role", order_plays_no_role);
	return run_group("board", &t);
}
