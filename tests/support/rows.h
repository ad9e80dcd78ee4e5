/* SPDX-License-Identifier: MIT */
/* Tables of rows as tests of a group. The first member of a row is its name. */
#ifndef TESTS_SUPPORT_ROWS_H
#define TESTS_SUPPORT_ROWS_H

#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/util/array.h"
#include "store/util/buf.h"
#include "store/util/str.h"

struct tests {
	struct CMUnitTest list[256];
	size_t n;
};

static inline void add_rows(struct tests *t, const void *rows, size_t n, size_t size,
			    CMUnitTestFunction check)
{
	for (size_t i = 0; i < n; i++) {
		const char *row = (const char *)rows + i * size;
		const char *name;

		assert(t->n < ARRAY_SIZE(t->list));
		memcpy(&name, row, sizeof(name));
		t->list[t->n++] =
		    (struct CMUnitTest){ .name = name,
					 .test_func = check,
					 .initial_state = (void *)(uintptr_t)row };
	}
}

static inline void add_test(struct tests *t, const char *name, CMUnitTestFunction check)
{
	add_rows(t, &name, 1, sizeof(name), check);
}

/* Runs the tests between set_up and tear_down, either of which may be NULL. */
static inline int run_group_with(const char *group, const struct tests *t,
				 CMFixtureFunction set_up, CMFixtureFunction tear_down)
{
	return _cmocka_run_group_tests(group, t->list, t->n, set_up, tear_down);
}

static inline int run_group(const char *group, const struct tests *t)
{
	return run_group_with(group, t, NULL, NULL);
}

static inline void same_str(struct str got, const char *want)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, got);
	assert_string_equal(buf_cstr(&b), want);
	assert_int_equal(got.len, strlen(want));
	buf_release(&b);
}

/* Checks what a buffer holds, and releases it. */
static inline void same_buf(struct buf *b, const char *want)
{
	same_str(buf_str(b), want);
	buf_release(b);
}

#endif
