/* SPDX-License-Identifier: MIT */
/* Stores of rows in which one series is looked for. Include posts.h first. */
#ifndef TESTS_SUPPORT_VIEWS_H
#define TESTS_SUPPORT_VIEWS_H

#include "report/view/series_versions.h"
#include "tests/support/posts.h"

struct view_store {
	char *dir;
	struct inbox *inbox;
	struct selection sel; /* without mails at first */
};

static inline void view_store_open(struct view_store *s, const struct row *rows,
				   size_t max)
{
	s->dir = temp_dir();
	s->inbox = rows_store(s->dir, rows, max);
	rows_select(&s->sel, NULL, 0);
	s->sel.inboxes = &s->inbox;
	s->sel.n_inboxes = 1;
}

/* Reads the versions of the mail's series; returns its post. */
static inline const struct post *view_store_read(struct view_store *s, const char *id)
{
	static const struct post anyone;
	struct mail m = MAIL_INIT;
	struct inbox *inbox;
	const struct post *of = NULL;

	assert_int_equal(selection_mail(&s->sel, str_from(id), &anyone, &m, &inbox),
			 ST_OK);
	assert_int_equal(series_versions_read(&s->sel, inbox, &m), ST_OK);
	for (size_t i = 0; i < s->sel.n; i++)
		if (str_eq(s->sel.posts[i].message_id, str_from(id)))
			of = &s->sel.posts[i];
	assert_non_null(of);
	mail_release(&m);
	return of;
}

static inline void view_store_close(struct view_store *s)
{
	rows_release(&s->sel);
	inbox_close(s->inbox);
	temp_remove(s->dir);
}

#endif
