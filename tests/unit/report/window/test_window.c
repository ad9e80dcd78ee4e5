/* SPDX-License-Identifier: MIT */
/* Windows over one and two stores, and over two lists: their mails, and how the heading
 * names the ends. */
#include "report/window/selection.h"
#include "tests/support/rows.h"
#include "tests/support/inboxes.h"
#include "tests/support/lists.h"

#define DAY 86400
#define NOW (30 * DAY)

/* An archive, and what came after its last commit: d by --commit, e without one. */
static const struct inbox_row kvm[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 10 * DAY, "aaaaaaa1", 0 },
	{ "b@x", "[PATCH] b", "B", "b@x", 12 * DAY, "bbbbbbb1", 1 },
	{ "c@x", "[PATCH] c", "C", "c@x", 11 * DAY, "aaaaaaa2c", 2 },
	{ "r@x", "Re: [PATCH] c", "R", "r@x", 13 * DAY, "ccccccc1", 3 },
	{ "d@x", "[PATCH] d", "D", "d@x", 25 * DAY, "ddddddd1", -1 },
	{ "e@x", "[PATCH] e", "E", "e@x", 26 * DAY, NULL, -1 },
};

/* Half of the archive, one more archived mail, and a live mail. */
static const struct inbox_row second[] = {
	{ "c@x", "[PATCH] c", "C", "c@x", 11 * DAY, "aaaaaaa2c", 2 },
	{ "r@x", "Re: [PATCH] c", "R", "r@x", 13 * DAY, "ccccccc1", 3 },
	{ "z@x", "[PATCH] z", "Z", "z@x", 14 * DAY, "eeeeeee1", 4 },
	{ "f@x", "[PATCH] f", "F", "f@x", 25 * DAY + 60, "fffffff1", -1 },
};

static const struct inbox_row other[] = {
	{ "q@x", "[PATCH] q", "Q", "q@x", 10 * DAY, "9999999a", 0 },
};

/* b, c and d came by this list too. */
static const struct inbox_row net[] = {
	{ "c@x", "[PATCH] c", "C", "c@x", 10 * DAY + 5, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 12 * DAY + 5, NULL, -1 },
	{ "n@x", "[PATCH] n", "N", "n@x", 13 * DAY + 5, NULL, -1 },
	{ "d@x", "[PATCH] d", "D", "d@x", 24 * DAY, "ddddddd2", 0 },
};

static const struct row {
	const char *name;
	const char *lists; /* NULL: kvm */
	size_t stores;
	const char *range, *since, *until;
	enum status st;
	const char *want; /* last letters of the titles, newest first */
	const char *from, *to;
	const char *why; /* a piece of the message */
} rows[] = {
	{ .name = "whole prefix",
	  .stores = 1,
	  .range = "aaaaaaa1..ccccccc1",
	  .want = "cb",
	  .from = "aaaaaaa1",
	  .to = "ccccccc1" },
	{ .name = "as given, in upper case",
	  .stores = 1,
	  .range = "AAAAAAA1..bbbbbbb",
	  .want = "b",
	  .from = "AAAAAAA1",
	  .to = "bbbbbbb" },
	{ .name = "empty",
	  .stores = 1,
	  .range = "bbbbbbb..bbbbbbb",
	  .want = "",
	  .from = "bbbbbbb",
	  .to = "bbbbbbb" },
	{ .name = "up to the newest",
	  .stores = 1,
	  .range = "bbbbbbb..",
	  .want = "edc",
	  .from = "bbbbbbb" },
	{ .name = "from the start",
	  .stores = 1,
	  .range = "..bbbbbbb",
	  .want = "ba",
	  .from = "(start)",
	  .to = "bbbbbbb" },
	{ .name = "a live commit",
	  .stores = 1,
	  .range = "ccccccc..ddddddd",
	  .want = "d",
	  .from = "ccccccc",
	  .to = "ddddddd" },
	{ .name = "ambiguous",
	  .stores = 1,
	  .range = "aaaaaaa..bbbbbbb",
	  .st = ST_NOCOMMIT,
	  .why = "[PATCH] c" },
	{ .name = "unknown",
	  .stores = 1,
	  .range = "1234567..bbbbbbb",
	  .st = ST_NOCOMMIT,
	  .why = "1234567" },
	{ .name = "of another list",
	  .stores = 1,
	  .range = "9999999..bbbbbbb",
	  .st = ST_NOCOMMIT,
	  .why = "it belongs to other.example.org" },
	{ .name = "newer first",
	  .stores = 1,
	  .range = "bbbbbbb..aaaaaaa1",
	  .st = ST_NOCOMMIT,
	  .why = "newer" },
	{ .name = "no window",
	  .stores = 1,
	  .range = "bbbbbbb",
	  .st = ST_USAGE,
	  .why = "A..B" },
	{ .name = "dots alone",
	  .stores = 1,
	  .range = "..",
	  .st = ST_USAGE,
	  .why = "A..B" },
	{ .name = "three dots",
	  .stores = 1,
	  .range = "aaaaaaa1...bbbbbbb",
	  .st = ST_USAGE,
	  .why = "hex" },
	{ .name = "too short",
	  .stores = 1,
	  .range = "aaaaaa..bbbbbbb",
	  .st = ST_USAGE,
	  .why = "7" },
	{ .name = "no hex",
	  .stores = 1,
	  .range = "HEAD~10..bbbbbbb",
	  .st = ST_USAGE,
	  .why = "hex" },
	{ .name = "two stores",
	  .stores = 2,
	  .range = "aaaaaaa1..eeeeeee",
	  .want = "zcb",
	  .from = "aaaaaaa1",
	  .to = "eeeeeee" },
	{ .name = "two stores, the ends in one each",
	  .stores = 2,
	  .range = "bbbbbbb..fffffff",
	  .want = "fdzc",
	  .from = "bbbbbbb",
	  .to = "fffffff" },
	{ .name = "two stores, up to the newest",
	  .stores = 2,
	  .range = "ddddddd..",
	  .want = "ef",
	  .from = "ddddddd" },
	{ .name = "two stores, newer first",
	  .stores = 2,
	  .range = "fffffff..bbbbbbb",
	  .st = ST_NOCOMMIT,
	  .why = "newer" },
	{ .name = "seven days", .stores = 1, .want = "ed", .from = "ccccccc10" },
	{ .name = "by time",
	  .stores = 1,
	  .since = "@950400",
	  .until = "@1123200",
	  .want = "bc",
	  .from = "aaaaaaa10",
	  .to = "bbbbbbb10" },
	{ .name = "a reply is the last",
	  .stores = 1,
	  .since = "@950400",
	  .until = "@1123201",
	  .want = "bc",
	  .from = "aaaaaaa10",
	  .to = "ccccccc10" },
	{ .name = "before all",
	  .stores = 1,
	  .until = "@864000",
	  .want = "",
	  .from = "(start)",
	  .to = "(start)" },
	{ .name = "only until",
	  .stores = 1,
	  .until = "@864001",
	  .want = "a",
	  .from = "(start)",
	  .to = "aaaaaaa10" },
	{ .name = "nothing came",
	  .stores = 1,
	  .since = "@1209600",
	  .until = "@1209601",
	  .want = "",
	  .from = "ccccccc10",
	  .to = "ccccccc10" },
	{ .name = "two stores by time",
	  .stores = 2,
	  .since = "@950400",
	  .until = "@2592000",
	  .want = "efdzbc",
	  .from = "aaaaaaa10" },
	{ .name = "two lists: each mail once, when its best copy came",
	  .lists = "net kvm",
	  .stores = 1,
	  .since = "@950400",
	  .until = "@2160000",
	  .want = "dnbc",
	  .from = "aaaaaaa10",
	  .to = "ddddddd20" },
	{ .name = "two lists, in two stores",
	  .lists = "kvm net",
	  .stores = 2,
	  .since = "@950400",
	  .until = "@2592000",
	  .want = "efdznbc",
	  .from = "aaaaaaa10" },
	{ .name = "two lists and commits",
	  .lists = "kvm net",
	  .stores = 1,
	  .range = "aaaaaaa1..bbbbbbb",
	  .st = ST_USAGE,
	  .why = "aaaaaaa1..bbbbbbb with several lists (kvm, net): commits" },
	{ .name = "since after until",
	  .stores = 1,
	  .since = "@2",
	  .until = "@1",
	  .st = ST_USAGE,
	  .why = "later" },
	{ .name = "bad time",
	  .stores = 1,
	  .since = "soon",
	  .st = ST_USAGE,
	  .why = "--since 'soon'" },
};

static char base[] = "/tmp/test-window-XXXXXX";
static char *dirs[2];

static void check_selection(const struct row *row, const struct selection *s)
{
	char got[16] = "";

	assert_true(s->n < sizeof(got));
	for (size_t i = 0; i < s->n; i++)
		got[i] = s->posts[i].title.s[s->posts[i].title.len - 1];
	assert_string_equal(got, row->want);
	if (row->from)
		assert_memory_equal(s->window.from.s, row->from, strlen(row->from));
	if (row->to)
		assert_memory_equal(s->window.to.s, row->to, strlen(row->to));
	assert_int_equal(s->window.to.len, row->to	? strlen(row->to)
					   : row->range ? strlen("bbbbbbb")
							: SELECTION_ID_DIGITS);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct window_request request = { row->range, row->since, row->until, false,
					  NOW };
	struct stores stores = STORES_INIT;
	struct selection s = { 0 };
	struct window_plan plan = { 0 };
	struct buf why = BUF_INIT;
	enum status st;

	st = open_lists(&stores, (const char *const *)dirs, row->stores,
			row->lists ? row->lists : "kvm", &why);
	assert_int_equal(st, ST_OK);
	st = window_plan_parse(&plan, &request, &why);
	if (st == ST_OK)
		st = window_plan_resolve(&plan, &stores, &why);
	if (st == ST_OK)
		st = selection_read(&s, &stores, &plan, false, NULL);
	assert_int_equal(st, row->st);
	if (st == ST_OK)
		check_selection(row, &s);
	else
		assert_non_null(strstr(buf_cstr(&why), row->why));
	selection_release(&s);
	window_plan_release(&plan);
	stores_close(&stores);
	buf_release(&why);
}

/* It ends where it begins, and not before. */
static void future_is_empty(void **state)
{
	struct window_request request = { .since = "1970-01-01T00:00:10Z", .now = 9 };
	struct window_plan plan;
	struct buf why = BUF_INIT;

	(void)state;
	assert_int_equal(window_plan_parse(&plan, &request, &why), ST_OK);
	assert_int_equal(plan.since, 10);
	assert_int_equal(plan.until, 10);
	window_plan_release(&plan);
	request.now = 10;
	assert_int_equal(window_plan_parse(&plan, &request, &why), ST_OK);
	assert_int_equal(plan.until, INT64_MAX);
	window_plan_release(&plan);
	buf_release(&why);
}

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(base))
		return -1;
	for (int i = 0; i < 2; i++)
		if (asprintf(&dirs[i], "%s/%d", base, i) < 0)
			return -1;
	inbox_fill(dirs[0], "kvm.example.org", ROWS_OF(kvm));
	inbox_fill(dirs[0], "other.example.org", ROWS_OF(other));
	inbox_fill(dirs[0], "net.example.org", ROWS_OF(net));
	inbox_fill(dirs[1], "kvm.example.org", ROWS_OF(second));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	temp_remove_folder(base);
	free(dirs[0]);
	free(dirs[1]);
	return 0;
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "the future", future_is_empty);
	return run_group_with("window", &t, setup, teardown);
}
