/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/people/mailmap.h"
#include "report/series/same_title.h"
#include "store/util/array.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

static const struct row one[] = {
	{ "a", NULL, "[PATCH] fix", "a", 3, NULL, "change-id x\n" },
	{ "b", NULL, "[PATCH kvmtool] fix", "a", 1, NULL, "change-id y\n" },
	{ "c", NULL, "[PATCH] else", "b", 2, NULL, "change-id x\n" },
	{ "e", NULL, "[PATCH] Fix", "a@y", 1 },
	{ "f", NULL, "[PATCH] fix", "c", 4 },
	{ "g", NULL, "[PATCH] fix (v2)", "d@x/a", 5 },
	{ "h", NULL, "[PATCH] fix", "a", 6, .rules = RULES_TITLE_ALONE - 1 },
	{ "i", NULL, "[PATCH] fix", "a@y", 7, .rules = RULES_TITLE_ALONE - 1 },
};
static const struct row two[] = { { "d", NULL, "[PATCH] fix", "a", 2 },
				  { "a", NULL, "[PATCH] fix", "a", 3 } };

/* The lists by address, by name, and of older rules, of a mail of that subject and
 * author. */
static const struct {
	const char *subject, *author, *expected;
} finds[] = {
	{ "[PATCH v2] FIX", "a", "daa edaa h" },
	{ "[PATCH] fix (v2)", "a", "daa edaa " },
	{ "[PATCH v2] fix", "a@y", "e edaa i" },
	{ "[PATCH v2] fix", "a@z", " edaa " },
	{ "[PATCH v2] fix", "c@z", " f " },
	{ "[PATCH v2] fix", "d", "g g " },
	{ "[PATCH kvmtool v2] fix", "a", "b b " },
	{ "[PATCH v2] none", "a", "  " },
	{ "[PATCH v2] ", "a", "  " },
};

struct two_stores {
	char *dirs[2];
	struct inbox *inboxes[2];
	struct selection sel;
	struct same_title_index index;
};

static void two_stores_open(struct two_stores *s)
{
	*s = (struct two_stores){ .dirs = { temp_dir(), temp_dir() } };
	s->inboxes[0] = rows_store(s->dirs[0], one, ARRAY_SIZE(one));
	s->inboxes[1] = rows_store(s->dirs[1], two, ARRAY_SIZE(two));
	s->sel = (struct selection){ .inboxes = s->inboxes, .n_inboxes = 2 };
	same_title_index_init(&s->index, &s->sel, INT64_MAX);
}

static void two_stores_close(struct two_stores *s)
{
	same_title_index_release(&s->index);
	for (size_t i = 0; i < 2; i++) {
		inbox_close(s->inboxes[i]);
		temp_remove(s->dirs[i]);
	}
}

static void add_ids(struct buf *b, struct same_titles s)
{
	assert_int_equal(s.st, ST_OK);
	for (size_t i = 0; i < s.n; i++)
		buf_adds(b, s.list[i].message_id);
}

static void check_titles(void **state)
{
	struct same_titles lists[SAME_TITLES_MAX];
	struct arena arena = ARENA_INIT;
	struct buf b = BUF_INIT;
	struct two_stores s;

	(void)state;
	two_stores_open(&s);
	for (size_t i = 0; i < ARRAY_SIZE(finds); i++) {
		struct row row = { "n", NULL, finds[i].subject, finds[i].author, 9 };
		struct post p;

		row_post(&p, &row, &arena);
		same_titles_find(&s.index, &p, &p, lists);
		buf_reset(&b);
		for (int k = 0; k < SAME_TITLES_MAX; k++) {
			buf_addstr(&b, k ? " " : "");
			add_ids(&b, lists[k]);
		}
		assert_string_equal(buf_cstr(&b), finds[i].expected);
	}
	buf_release(&b);
	arena_release(&arena);
	two_stores_close(&s);
}

/* A mail of two stores is there twice, the first store's last; a mailmap counts. */
static void check_people(void **state)
{
	struct row row = { "n", NULL, "[PATCH] fix", "a", 9 };
	struct same_titles lists[SAME_TITLES_MAX], again[SAME_TITLES_MAX];
	struct mailmap map = MAILMAP_INIT;
	struct arena arena = ARENA_INIT;
	struct buf b = BUF_INIT;
	struct two_stores s;
	struct post p;

	(void)state;
	two_stores_open(&s);
	mailmap_add(&map, STR("A <a@x.example> <c@x.example>\n"));
	s.sel.mailmap = &map;
	row_post(&p, &row, &arena);
	same_titles_find(&s.index, &p, &p, lists);
	add_ids(&b, lists[BY_ADDRESS]);
	assert_string_equal(buf_cstr(&b), "daaf");
	assert_int_equal(lists[BY_ADDRESS].list[1].store, 1);
	assert_int_equal(lists[BY_ADDRESS].list[2].store, 0);
	same_titles_find(&s.index, &p, &p, again);
	assert_ptr_equal(again[BY_NAME].list, lists[BY_NAME].list);
	assert_true(again[BY_NAME].key == lists[BY_NAME].key);
	assert_false(lists[BY_ADDRESS].key == lists[BY_NAME].key);
	buf_release(&b);
	arena_release(&arena);
	mailmap_release(&map);
	two_stores_close(&s);
}

static void check_changes(void **state)
{
	struct post p = { .kind = KIND_PATCH }, tool = { .prefix = STR("kvmtool") };
	struct buf b = BUF_INIT;
	struct two_stores s;

	(void)state;
	two_stores_open(&s);
	add_ids(&b, same_changes_find(&s.index, &p, STR("x")));
	buf_addch(&b, ' ');
	add_ids(&b, same_changes_find(&s.index, &tool, STR("x")));
	buf_addch(&b, ' ');
	add_ids(&b, same_changes_find(&s.index, &tool, STR("y")));
	assert_string_equal(buf_cstr(&b), "ca  b");
	p.title = STR("fix");
	buf_reset(&b);
	add_ids(&b, same_titles_of_address(&s.index, &p, STR("A@y.example")));
	assert_string_equal(buf_cstr(&b), "i");
	buf_release(&b);
	two_stores_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_titles),
		cmocka_unit_test(check_people),
		cmocka_unit_test(check_changes),
	};

	return cmocka_run_group_tests_name("same_title", tests, NULL, NULL);
}
