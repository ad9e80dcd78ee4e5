/* SPDX-License-Identifier: MIT */
/* Replies that are asked for several times: who is visited, and what is made only once.
 */
#include "report/util/hashmap.h"
#include "report/window/kept_posts.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define DAY 1440 /* minutes */
#define VISITS 8

/* The window is the day from 100 days on. */
static const struct row mails[] = {
	{ "early", "c", "Re: work", "e", 60 * DAY },
	{ "c", NULL, "[PATCH 0/1] work", "a", 100 * DAY },
	{ "1", "c", "[PATCH 1/1] one", "a", 100 * DAY + 1 },
	{ "r", "c", "Re: work", "b", 100 * DAY + 5 },
	{ "later", "c", "Re: work", "b", 120 * DAY },
	{ "other", "r", "Re: work", "a", 121 * DAY },
};

/* Who visits the replies to c, one after the other. */
static const struct visits {
	const char *name;
	bool kept;
	/* when c arrived, as they say; 0 ends the list */
	int since[3];
	size_t stop; /* each after so many; 0: not */
	const char *printed;
} rows[] = {
	{ "nothing is kept",
	  false,
	  { 100 * DAY, 100 * DAY },
	  0,
	  "later r 1 | later r 1" },
	{ "each is kept: no post is made twice",
	  true,
	  { 100 * DAY, 100 * DAY },
	  0,
	  "later r* 1* | later* r* 1*" },
	{ "who asks for later ones gets these alone",
	  true,
	  { 91 * DAY, 100 * DAY, 152 * DAY },
	  0,
	  "later r* 1* early | later* r* 1* | " },
	{ "who asks for earlier ones gets them",
	  true,
	  { 100 * DAY, 91 * DAY },
	  0,
	  "later r* 1* | later* r* 1* early" },
	{ "who stops leaves the others to the next",
	  true,
	  { 100 * DAY, 100 * DAY },
	  1,
	  "later | later*" },
	{ "nothing is kept, and who stops gets no more",
	  false,
	  { 100 * DAY, 100 * DAY },
	  1,
	  "later | later" },
};

struct visitor {
	const struct selection *selection;
	struct buf names;
	size_t n, stop;
	const struct post *met[VISITS]; /* kept posts that were visited before */
	size_t n_met;
};

static bool was_met(const struct visitor *v, const struct post *p)
{
	const struct selection *s = v->selection;

	for (size_t i = 0; i < v->n_met; i++)
		if (v->met[i] == p)
			return true;
	return (p >= s->posts && p < s->posts + s->n) ||
	       (p >= s->replies && p < s->replies + s->n_replies);
}

/* The newest comes first. "r*": a post that was visited before, or is the selection's. */
static bool note_visit(void *arg, const struct post *p)
{
	struct visitor *v = arg;

	if (v->n)
		buf_addch(&v->names, ' ');
	buf_adds(&v->names, p->message_id);
	if (was_met(v, p))
		buf_addch(&v->names, '*');
	else if (*v->selection->kept)
		v->met[v->n_met++] = p;
	return ++v->n != v->stop;
}

static void check_visits(void **state)
{
	const struct visits *row = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, mails, ARRAY_SIZE(mails));
	struct selection sel;
	struct visitor v = { .selection = &sel, .names = BUF_INIT, .stop = row->stop };

	rows_window(&sel, &ib, 100 * DAY, 101 * DAY);
	sel.kept = xcalloc(1, sizeof(struct kept_posts *));
	if (row->kept)
		kept_posts_begin(&sel);
	for (size_t i = 0; i < ARRAY_SIZE(row->since) && row->since[i]; i++) {
		if (i)
			buf_addstr(&v.names, " | ");
		v.n = 0;
		assert_int_equal(
		    kept_posts_replies(&sel, ib, hash_id(STR("c")),
				       ROWS_EPOCH + 60 * (int64_t)row->since[i],
				       note_visit, &v),
		    ST_OK);
	}
	same_buf(&v.names, row->printed);
	kept_posts_release(&sel);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

struct mail_visit {
	const struct selection *selection;
	struct inbox *inbox;
	struct arena *arena;
	const struct post *post; /* as kept_post() gave it */
};

static bool keep_mail(void *arg, const struct post *p)
{
	struct mail_visit *v = arg;

	v->post = kept_post(v->selection, p, v->arena);
	return true;
}

static bool visit_mail(void *arg, struct mail *m)
{
	struct mail_visit *v = arg;

	return kept_posts_visit(v->selection, v->inbox, m, keep_mail, v);
}

/* A post that is not kept goes with its mail; its copy stays. */
static void test_copy(void **state)
{
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, mails, ARRAY_SIZE(mails));
	struct arena arena = ARENA_INIT;
	struct selection sel;
	struct mail_visit v = { &sel, ib, &arena, NULL };

	(void)state;
	rows_window(&sel, &ib, 100 * DAY, 101 * DAY);
	assert_int_equal(inbox_with_message_id(ib, STR("later"), visit_mail, &v), ST_OK);
	same_str(v.post->message_id, "later");
	same_str(v.post->author_name, "B");
	assert_true(v.post->id == hash_id(STR("later")));
	assert_true(v.post->answers == hash_id(STR("c")));
	arena_release(&arena);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_visits);
	add_test(&t, "a visited post can be copied", test_copy);
	return run_group("kept_posts", &t);
}
