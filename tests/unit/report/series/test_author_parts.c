/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/series/author_parts.h"
#include "store/util/array.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define DAY 1440 /* rows count minutes */

struct one_store {
	char *dir;
	struct inbox *inbox;
	struct selection sel;
	struct author_parts parts;
	struct arena arena;
};

static void one_store_open(struct one_store *s, const struct row *rows, size_t n,
			   int64_t before)
{
	*s = (struct one_store){ .dir = temp_dir(), .arena = ARENA_INIT };
	s->inbox = rows_store(s->dir, rows, n);
	s->sel = (struct selection){ .inboxes = &s->inbox, .n_inboxes = 1 };
	author_parts_init(&s->parts, &s->sel, before);
}

static void one_store_close(struct one_store *s)
{
	author_parts_release(&s->parts);
	arena_release(&s->arena);
	inbox_close(s->inbox);
	temp_remove(s->dir);
}

/* The Message-IDs of what is found for a mail of that author and title. */
static void check_found(struct one_store *s, const char *title, const char *author,
			int minute, const char *expected)
{
	struct row row = { "n", NULL, title, author, minute };
	struct buf b = BUF_INIT;
	struct same_titles found;
	struct post p;

	row_post(&p, &row, &s->arena);
	found = author_parts_find(&s->parts, &p, &p);
	assert_int_equal(found.st, ST_OK);
	for (size_t i = 0; i < found.n; i++)
		buf_adds(&b, found.list[i].message_id);
	assert_string_equal(buf_cstr(&b), expected);
	buf_release(&b);
}

static const struct row written[] = {
	{ "a", NULL, "[PATCH 0/2] work", "a", -9 },
	{ "1", "a", "[PATCH 1/2] one", "a", -8 },
	{ "2", "a", "[PATCH 2/2] Two", "a", -7 },
	{ "3", NULL, "[PATCH] two", "b", -6 },
	{ "4", NULL, "[PATCH kvmtool] two", "a", -5 },
	{ "5", NULL, "[PATCH 2/2] two", "a", -420 * DAY },
	{ "6", NULL, "[PATCH 2/2] two", "a", -300 * DAY },
	{ "7", NULL, "[PATCH 2/2] late", "a", 40 },
};

static const struct {
	const char *title, *author;
	int minute;
	const char *expected;
} finds[] = {
	{ "[PATCH v2 1/2] two", "a", 9, "62" },
	{ "[PATCH v2 0/2] work", "a", 9, "a" },
	{ "[PATCH kvmtool v2] TWO", "a", 9, "4" },
	{ "[PATCH v2] two", "b", 9, "3" },
	{ "[PATCH v2] two", "c", 9, "" },
	{ "[PATCH v2] three", "a", 9, "" },
	{ "[PATCH] ", "a", 9, "" },
	/* years that begin and end earlier; the first one again */
	{ "[PATCH v2] two", "a", -100 * DAY, "56" },
	{ "[PATCH v2] two", "a", -200 * DAY, "56" },
	{ "[PATCH v2] two", "a", -420 * DAY, "" },
	{ "[PATCH v2] two", "a", 0, "62" },
	/* only what is not older */
	{ "[PATCH v2] late", "a", 9, "" },
	{ "[PATCH v2] late", "a", 41, "7" },
};

static void what_an_author_posted(void **state)
{
	struct one_store s;

	(void)state;
	one_store_open(&s, written, ARRAY_SIZE(written), INT64_MAX);
	for (size_t i = 0; i < ARRAY_SIZE(finds); i++)
		check_found(&s, finds[i].title, finds[i].author, finds[i].minute,
			    finds[i].expected);
	one_store_close(&s);
}

static void what_came_before_a_time(void **state)
{
	struct one_store s;

	(void)state;
	one_store_open(&s, written, ARRAY_SIZE(written), ROWS_EPOCH - 7 * 60);
	check_found(&s, "[PATCH v2 1/2] two", "a", 9, "6");
	check_found(&s, "[PATCH v2 0/2] work", "a", 9, "a");
	one_store_close(&s);
}

/* Of 400 patches the last 300, also if some of them are of another year. */
static void the_last_of_many(void **state)
{
	struct row rows[400];
	char ids[400][8];
	struct one_store s;

	(void)state;
	for (int i = 0; i < 400; i++) {
		snprintf(ids[i], sizeof(ids[i]), "%d,", i);
		rows[i] = (struct row){ ids[i], NULL, "[PATCH] more", "a", i - 400 };
	}
	rows[99].subject = "[PATCH] x";
	rows[100].subject = "[PATCH] y";
	one_store_open(&s, rows, 400, INT64_MAX);
	check_found(&s, "[PATCH v2] x", "a", 9, "");
	check_found(&s, "[PATCH v2] y", "a", 9, "100,");
	one_store_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_an_author_posted),
		cmocka_unit_test(what_came_before_a_time),
		cmocka_unit_test(the_last_of_many),
	};

	return cmocka_run_group_tests_name("author_parts", tests, NULL, NULL);
}
