/* SPDX-License-Identifier: MIT */
/* Mails that are new since a bookmark was moved, over one and over two stores, and over
 * two lists. */
#include <stdlib.h>

#include "report/window/since_last.h"
#include "report/util/hashmap.h"
#include "tests/support/rows.h"
#include "tests/support/inboxes.h"
#include "tests/support/lists.h"
#include "tests/support/temp.h"

#define DAY 86400
#define NOW (30 * DAY)
#define LIST "kvm.example.org"

/* In the order of insertion; c came late. */
static const struct inbox_row first[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 10 * DAY, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 28 * DAY, NULL, -1 },
	{ "c@x", "[PATCH] c", "C", "c@x", 11 * DAY, NULL, -1 },
	{ "d@x", "[PATCH] d", "D", "d@x", 29 * DAY, NULL, -1 },
};

/* Here b and c are in an archive. */
static const struct inbox_row second[] = {
	{ "e@x", "[PATCH] e", "E", "e@x", 27 * DAY, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 28 * DAY, "bbbbbbb1", 0 },
	{ "c@x", "[PATCH] c", "C", "c@x", 11 * DAY, "ccccccc1", 1 },
};

/* How far a store was read: its line in the bookmark. */
struct read_state {
	uint32_t next_seq; /* 0: never read */
	int64_t day;
	enum { SAME, MADE_ANEW, OTHER_LAST } as;
};

static const struct row {
	const char *name;
	size_t stores;
	struct read_state read[2];
	const char *want; /* letters, each with its store, unsorted */
	int64_t since;	  /* day in the heading */
} rows[] = {
	{ "never read", 1, { { 0 } }, "b0 d0", 23 },
	{ "all was read", 1, { { 5, 29, SAME } }, "", 29 },
	{ "by position", 1, { { 3, 28, SAME } }, "c0 d0", 28 },
	{ "from the start", 1, { { 1, 28, SAME } }, "a0 b0 c0 d0", 28 },
	{ "made anew", 1, { { 3, 28, MADE_ANEW } }, "d0", 28 },
	{ "further than there is", 1, { { 6, 28, SAME } }, "d0", 28 },
	{ "another mail stands there", 1, { { 3, 28, OTHER_LAST } }, "d0", 28 },
	{ "two stores, never read", 2, { { 0 } }, "b1 d0 e1", 23 },
	{ "two stores, by position",
	  2,
	  { { 3, 28, SAME }, { 3, 28, SAME } },
	  "c1 d0",
	  28 },
	{ "one store is new: the other's mails are known",
	  2,
	  { { 4, 29, SAME } },
	  "d0 e1",
	  23 },
	{ "the archived copy came later",
	  2,
	  { { 5, 29, SAME }, { 2, 28, SAME } },
	  "",
	  28 },
};

struct found {
	char words[8][3];
	size_t n;
};

static bool add_found(void *arg, struct mail *m, size_t store)
{
	struct found *f = arg;

	assert_true(f->n < 8);
	f->words[f->n][0] = m->record.message_id.s[0];
	f->words[f->n++][1] = (char)('0' + store);
	return true;
}

static int cmp_word(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void check_found(struct found *f, const char *want)
{
	struct buf text = BUF_INIT;

	qsort(f->words, f->n, sizeof(f->words[0]), cmp_word);
	for (size_t i = 0; i < f->n; i++)
		buf_addf(&text, "%s%s", i ? " " : "", f->words[i]);
	assert_string_equal(buf_cstr(&text), want);
	buf_release(&text);
}

static void set_line(struct bookmark *b, const struct stores *s, size_t i,
		     const struct read_state *r)
{
	char *dir = realpath(s->homes[i], NULL);
	struct bookmark_line line = { .time = r->day * DAY, .next_seq = r->next_seq };
	struct inbox_totals totals;

	assert_non_null(dir);
	inbox_totals(s->inboxes[i], &totals);
	line.store_id = totals.store_id + (r->as == MADE_ANEW);
	line.last = r->as == OTHER_LAST ? hash_id(STR("z@x")) : 0;
	line.dir = str_from(dir);
	line.list = STR(LIST);
	bookmark_set(b, &line);
	free(dir);
}

static char *dirs[2];

static void check_row(void **state)
{
	const struct row *row = *state;
	const char *given[] = { dirs[0], dirs[1] };
	struct stores s = STORES_INIT;
	struct bookmark b = BOOKMARK_INIT;
	struct buf why = BUF_INIT;
	struct found found = { .n = 0 };
	struct since_last_span *spans;
	int64_t since;

	assert_int_equal(open_lists(&s, given, row->stores, NULL, &why), ST_OK);
	for (size_t i = 0; i < row->stores; i++)
		if (row->read[i].next_seq)
			set_line(&b, &s, i, &row->read[i]);
	spans = since_last_spans(&b, &s, NOW, &since);
	assert_int_equal(since_last_each(&s, spans, add_found, &found), ST_OK);
	check_found(&found, row->want);
	assert_true(since == row->since * DAY);
	since_last_done(&b, &s, spans, NOW);
	free(spans);
	spans = since_last_spans(&b, &s, NOW, &since);
	found.n = 0;
	assert_int_equal(since_last_each(&s, spans, add_found, &found), ST_OK);
	check_found(&found, "");
	free(spans);
	bookmark_release(&b);
	stores_close(&s);
	buf_release(&why);
}

/* The mail before the window is not in the window, even if that mail came late. */
static void names_the_mail_before(void **state)
{
	const char *given[] = { dirs[0] };
	struct stores s = STORES_INIT;
	struct since_last_span span = { 3, 5, INT64_MIN };
	struct mail m = MAIL_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	assert_int_equal(open_lists(&s, given, 1, NULL, &why), ST_OK);
	assert_int_equal(since_last_before(&s, &span, 0, 12 * DAY, &m), ST_OK);
	assert_true(str_eq(m.record.message_id, STR("a@x")));
	span.from = 1;
	assert_int_equal(since_last_before(&s, &span, 0, 12 * DAY, &m), ST_NOTFOUND);
	mail_release(&m);
	stores_close(&s);
	buf_release(&why);
}

/* The mails of the lists that are new to the bookmark, which is then moved. */
static void expect_new(struct bookmark *b, const char *dir, const char *lists,
		       const char *want)
{
	struct stores s = STORES_INIT;
	struct buf why = BUF_INIT;
	struct found found = { .n = 0 };
	struct since_last_span *spans;
	int64_t since;

	assert_int_equal(open_lists(&s, &dir, 1, lists, &why), ST_OK);
	spans = since_last_spans(b, &s, NOW, &since);
	assert_int_equal(since_last_each(&s, spans, add_found, &found), ST_OK);
	check_found(&found, want);
	since_last_done(b, &s, spans, NOW);
	free(spans);
	stores_close(&s);
	buf_release(&why);
}

/* A mail that came through one list is not new when it comes through another list. */
static void reports_a_cross_post_once(void **state)
{
	struct bookmark b = BOOKMARK_INIT;
	char *dir = temp_dir();

	(void)state;
	inbox_fill(dir, "kvm.example.org", first, 2);
	inbox_fill(dir, "net.example.org", first, 1);
	expect_new(&b, dir, "kvm net", "b0");
	assert_int_equal(b.n, 2);
	inbox_fill(dir, "net.example.org", first, 4);
	expect_new(&b, dir, "kvm net", "c1 d1");
	inbox_fill(dir, "kvm.example.org", first, 4);
	expect_new(&b, dir, "kvm net", "");
	inbox_fill(dir, "bpf.example.org", first, 4);
	inbox_fill(dir, "bpf.example.org", second, 1);
	expect_new(&b, dir, "*", "e0");
	assert_int_equal(b.n, 3);
	bookmark_release(&b);
	temp_remove(dir);
}

/* Each list has a position of its own, whether it is read alone or with others. */
static void keeps_a_position_per_list(void **state)
{
	struct bookmark b = BOOKMARK_INIT;
	char *dir = temp_dir();

	(void)state;
	inbox_fill(dir, "kvm.example.org", first, 4);
	inbox_fill(dir, "net.example.org", second, 1);
	expect_new(&b, dir, "kvm", "b0 d0");
	expect_new(&b, dir, "kvm net", "e1");
	expect_new(&b, dir, "net", "");
	bookmark_release(&b);
	temp_remove(dir);
}

static int fill_stores(void **state)
{
	(void)state;
	dirs[0] = temp_dir();
	dirs[1] = temp_dir();
	inbox_fill(dirs[0], LIST, first, ARRAY_SIZE(first));
	inbox_fill(dirs[1], LIST, second, ARRAY_SIZE(second));
	return 0;
}

static int remove_stores(void **state)
{
	(void)state;
	temp_remove(dirs[0]);
	temp_remove(dirs[1]);
	return 0;
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "names_the_mail_before", names_the_mail_before);
	add_test(&t, "reports_a_cross_post_once", reports_a_cross_post_once);
	add_test(&t, "keeps_a_position_per_list", keeps_a_position_per_list);
	return run_group_with("since_last", &t, fill_stores, remove_stores);
}
