/* SPDX-License-Identifier: MIT */
/* Reads the past mails of rows, for a window in days. Include rows.h first. */
#ifndef TESTS_SUPPORT_PAST_H
#define TESTS_SUPPORT_PAST_H

#include "report/digest/past_mails.h"
#include "tests/support/posts.h"

#define PAST_ROWS 12
#define DAY 1440 /* minutes */

struct past_case {
	const char *name;
	enum window_kind kind;
	int from, to; /* minutes */
	struct row mails[PAST_ROWS];
	const char *author; /* of a selection, or NULL */
	const char *printed;
};

typedef void past_print_fn(struct buf *, struct past_mails *);

/* Prints the mails that are read for a window of the rows, and compares. */
static inline void check_past_case(const struct past_case *c, past_print_fn *print)
{
	struct series_match match = SERIES_MATCH_INIT;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->mails, PAST_ROWS);
	struct past_mails past;
	struct buf got = BUF_INIT;
	struct selection sel;

	if (c->author)
		series_match_add(&match,
				 (struct series_match_rule){ MATCH_AUTHOR, c->author });
	rows_window(&sel, &ib, c->from, c->to);
	sel.window.kind = c->kind;
	past_mails_plan(&past, &sel, sel.window.until, &match);
	assert_int_equal(past_mails_finish(&past, INT64_MAX), ST_OK);
	print(&got, &past);
	same_buf(&got, c->printed);
	past_mails_release(&past);
	rows_release(&sel);
	series_match_release(&match);
	inbox_close(ib);
	temp_remove(dir);
}

#endif
