/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/thread/threads.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 8
#define LATE 5000 /* minutes: after the window */

/* The window has the first hour; each mail as "id:parent/about/root", "-" for none, "*":
 * not in it. */
static const struct thread_row {
	const char *name;
	struct row mails[ROWS];
	const char *bound; /* newest first */
} rows[] = {
	{ "nothing", { { NULL } }, "" },
	{ "a thread",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "r", "1", "Re: one", "b", 2 },
	    { "s", "r", "Re: one", "a", 3 } },
	  "s:r/1/c r:1/1/c 1:c/c/c c:-/-/c " },
	{ "by References, where the parent isn't here",
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "y", NULL, "[PATCH] other", "a", 1 },
	    { "r", "gone", "Re: fix", "b", 2, "y x gone too" } },
	  "r:x/x/x y:-/-/y x:-/-/x " },
	{ "what is answered, before the window",
	  { { "x", NULL, "[PATCH] fix", "a", -9 },
	    { "r", "x", "Re: fix", "b", -8 },
	    { "s", "r", "Re: fix", "a", 1 } },
	  "s:r/x/x *r:x/x/x *x:-/-/x " },
	{ "what answers, after the window",
	  { { "x", NULL, "[PATCH] fix", "a", 1 },
	    { "r", "x", "Re: fix", "b", LATE },
	    { "s", "r", "Re: fix", "a", LATE + 1 } },
	  "*s:r/x/x *r:x/x/x x:-/-/x " },
	{ "the rest of a series, not that of another one",
	  { { "c", NULL, "[PATCH 0/2] work", "a", -9 },
	    { "1", "c", "[PATCH 1/2] one", "a", -8 },
	    { "2", "c", "[PATCH 2/2] two", "a", -7 },
	    { "r", "1", "Re: one", "b", 1 },
	    { "v", "r", "[PATCH] instead", "b", LATE },
	    { "w", "v", "Re: instead", "a", LATE + 1 } },
	  "*v:r/1/c r:1/1/c *2:c/c/c *1:c/c/c *c:-/-/c " },
	{ "a circle begins with its oldest mail",
	  { { "q", "s", "a", "a", 1 },
	    { "r", "q", "b", "b", 2 },
	    { "s", "r", "c", "b", 3 },
	    { "t", "s", "d", "b", 4 } },
	  "t:s/-/q s:r/-/q r:q/-/q q:-/-/q " },
	{ "one Message-ID: by title, else the earliest",
	  { { "x", NULL, "lunch", "m", 0 },
	    { "x", NULL, "[PATCH] fix", "a", 1 },
	    { "r", "x", "fix", "b", 2 },
	    { "s", "x", "what?", "b", 3 } },
	  "s:x/-/x r:x/x/x x:-/-/x x:-/-/x " },
	{ "one Message-ID: the one that is meant, before the window",
	  { { "x", NULL, "lunch", "m", 1 },
	    { "x", NULL, "[PATCH] fix", "a", -9 },
	    { "r", "x", "fix", "b", 2 } },
	  "r:x/x/x x:-/-/x *x:-/-/x " },
	{ "a mail that answers itself", { { "q", "q", "a", "a", 1 } }, "q:-/-/q " },
};

static struct str id_at(const struct threads *t, size_t at)
{
	return at == THREAD_NONE ? STR("-") : t->mails[at].post->message_id;
}

static void check_row(void **state)
{
	const struct thread_row *row = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, row->mails, ROWS);
	struct buf bound = BUF_INIT;
	struct selection sel;
	struct threads t;

	rows_window(&sel, &ib, 0, 60);
	threads_init(&t, &sel);
	threads_bind(&t, NULL);
	assert_int_equal(t.st, ST_OK);
	for (size_t i = 0; i < t.n; i++) {
		buf_addstr(&bound, t.mails[i].in_window ? "" : "*");
		buf_adds(&bound, t.mails[i].post->message_id);
		buf_addch(&bound, ':');
		buf_adds(&bound, id_at(&t, t.mails[i].parent));
		buf_addch(&bound, '/');
		buf_adds(&bound, id_at(&t, t.mails[i].about));
		buf_addch(&bound, '/');
		buf_adds(&bound, id_at(&t, t.mails[i].root));
		buf_addch(&bound, ' ');
	}
	same_buf(&bound, row->bound);
	threads_release(&t);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

#define DEEP 60000

/* Each answers the one before; newest first, the worst order to begin with. */
static void goes_deep(void **state)
{
	struct selection sel = { .posts = xcalloc(DEEP, sizeof(struct post)), .n = DEEP };
	struct arena arena = ARENA_INIT;
	struct threads t;

	(void)state;
	for (size_t i = 0; i < DEEP; i++) {
		struct post *p = &sel.posts[i];
		struct buf id = BUF_INIT, parent = BUF_INIT;

		buf_addf(&id, "%zu", DEEP - i);
		buf_addf(&parent, "%zu", DEEP - i - 1);
		p->kind = i + 1 == DEEP ? KIND_PULL : KIND_REPLY;
		p->date = p->arrival = (int64_t)(DEEP - i);
		p->message_id = arena_str(&arena, buf_str(&id));
		p->in_reply_to = arena_str(&arena, buf_str(&parent));
		buf_release(&id);
		buf_release(&parent);
	}
	threads_init(&t, &sel);
	threads_bind(&t, NULL);
	assert_int_equal(t.n, DEEP);
	for (size_t i = 0; i + 1 < DEEP; i++) {
		assert_int_equal(t.mails[i].root, DEEP - 1);
		assert_int_equal(t.mails[i].about, DEEP - 1);
	}
	threads_release(&t);
	arena_release(&arena);
	free(sel.posts);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "a chain of 60,000", goes_deep);
	return run_group("threads", &t);
}
