/* SPDX-License-Identifier: MIT */
#include "report/command/body_fit.h"
#include "tests/support/rows.h"

/* An output of a head and some bodies. */
static const struct fit_case {
	const char *name;
	size_t head, bodies[3];
	uint64_t max;
	size_t body_max, size; /* as it is made last */
} cases[] = {
	{ "no limit", 10, { 100, 200, 300 }, 0, 0, 610 },
	{ "it fits", 10, { 100, 200, 300 }, 610, 0, 610 },
	{ "the longest is cut", 10, { 100, 200, 300 }, 609, 256, 566 },
	{ "long ones are cut, short ones stay", 10, { 5, 1000, 1000 }, 200, 64, 143 },
	{ "next to nothing of each", 10, { 100, 100, 100 }, 14, 1, 13 },
	{ "it can't fit", 100, { 100, 100, 100 }, 50, 1, 103 },
};

struct fit_run {
	const struct fit_case *of;
	size_t body_max;
};

static enum status make_output(void *arg, struct buf *out, size_t body_max)
{
	struct fit_run *run = arg;
	size_t len = run->of->head;

	run->body_max = body_max;
	for (size_t i = 0; i < 3; i++)
		len += body_max && run->of->bodies[i] > body_max ? body_max
								 : run->of->bodies[i];
	for (size_t i = 0; i < len; i++)
		buf_addch(out, 'x');
	return ST_DAMAGED;
}

static void check_fit(void **state)
{
	struct fit_run run = { *state, 0 };
	struct buf out = BUF_INIT;

	assert_int_equal(body_fit(&out, run.of->max, make_output, &run), ST_DAMAGED);
	assert_int_equal(run.body_max, run.of->body_max);
	assert_int_equal(out.len, run.of->size);
	buf_release(&out);
}

static enum status fail_output(void *arg, struct buf *out, size_t body_max)
{
	(void)body_max;
	++*(int *)arg;
	buf_addstr(out, "much too long");
	return ST_USAGE;
}

static void check_error(void **state)
{
	struct buf out = BUF_INIT;
	int calls = 0;

	(void)state;
	assert_int_equal(body_fit(&out, 4, fail_output, &calls), ST_USAGE);
	assert_int_equal(calls, 1);
	buf_release(&out);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_fit);
	add_test(&t, "an error ends it", check_error);
	return run_group("body_fit", &t);
}
