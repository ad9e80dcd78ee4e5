/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/digest/digest_reader.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 8

static const struct model_row {
	const char *name;
	const char *author; /* --author, or NULL */
	struct row mails[ROWS];
	/*
	 * The shown mails in print order: their ids, "+" after the first entry of a
	 * series, "<" before the mail that replaces a skipped one. After "|": rows of
	 * the two tables.
	 */
	const char *model;
} models[] = {
	{ "nothing", NULL, { { NULL } }, "| 0 0" },
	{ "entries of a series stand together; other parts and replies aren't shown",
	  NULL,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "x", NULL, "[PATCH] fix", "b", 1 },
	    { "1", "c", "[PATCH 1/2] one", "a", 2 },
	    { "2", "c", "[PATCH 2/2] two", "a", 3 },
	    { "r", "c", "Re: work", "b", 4 } },
	  "c+ 1 x+ | 1 2" },
	{ "mails of an older version are skipped",
	  NULL,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "d", NULL, "[PATCH v2 0/1] work", "a", 2 },
	    { "2", "d", "[PATCH v2 1/1] one", "a", 3 } },
	  "d+ 2 c<d 1<2 | 1 1" },
	{ "a match leaves whole series, in the tables too",
	  "a@x",
	  { { "1", NULL, "[PATCH] fix", "a", 0 },
	    { "x", NULL, "[PATCH] other", "b", 1 },
	    { "2", NULL, "[PATCH v2] fix", "a", 2 },
	    { "y", NULL, "[PATCH] more", "a", 3 } },
	  "y+ 2+ 1<2 | 1 1" },
};

static void add_model(struct buf *b, const struct digest *d)
{
	for (size_t i = 0; i < d->n_mails; i++) {
		const struct digest_mail *m = &d->mails[i];

		buf_adds(b, m->post->message_id);
		if (m->replaced_by)
			buf_addch(b, '<');
		if (m->replaced_by)
			buf_adds(b, m->replaced_by->message_id);
		else if (m->post == m->of->entry)
			buf_addch(b, '+');
		buf_addch(b, ' ');
	}
	buf_addf(b, "| %zu %zu", d->tables.domains.n, d->tables.people.n);
}

static void check_model(void **state)
{
	const struct model_row *row = *state;
	struct series_match match = SERIES_MATCH_INIT;
	const struct digest_options options = { .sections.match = &match };
	struct buf model = BUF_INIT;
	struct selection sel;
	struct digest d;

	if (row->author)
		series_match_add(&match,
				 (struct series_match_rule){ MATCH_AUTHOR, row->author });
	rows_select(&sel, row->mails, ROWS);
	digest_make(&d, &sel, &options);
	assert_int_equal(d.st, ST_OK);
	assert_int_equal(d.options.sections.list.n, 1);
	assert_int_equal(d.options.sections.list.ids[0], SECTION_STANDARD);
	add_model(&model, &d);
	same_buf(&model, row->model);
	digest_release(&d);
	rows_release(&sel);
	series_match_release(&match);
}

static const struct cut_row {
	const char *name;
	size_t max;
	const char *body, *cut;
	size_t lines; /* that are left out */
} cuts[] = {
	{ "no limit", 0, "one\ntwo", "one\ntwo", 0 },
	{ "it fits", 7, "one\ntwo", "one\ntwo", 0 },
	{ "the last line is too much", 6, "one\ntwo", "one", 1 },
	{ "the limit is at the end of a line", 4, "one\ntwo\nthree", "one", 2 },
	{ "empty lines before the cut", 6, "one\n\n\ntwo\nthree", "one", 2 },
	{ "a line longer than the limit", 2, "one\ntwo", "", 2 },
	{ "no line end at all", 2, "one", "", 1 },
};

static void check_cut(void **state)
{
	const struct cut_row *row = *state;
	struct digest d = { .options.body_max = row->max };
	struct digest_reader reader = { .digest = &d };
	struct str body = str_from(row->body);

	assert_int_equal(digest_reader_cut(&reader, &body), row->lines);
	same_str(body, row->cut);
	assert_int_equal(reader.cut, row->lines > 0);
}

/* An initialised digest has a selection, options, and no model; release takes it. */
static void has_no_model(void **state)
{
	const struct digest_options options = { .top = 3 };
	struct selection sel = { .n = 0 };
	struct digest d;

	(void)state;
	digest_init(&d, &sel, &options);
	assert_ptr_equal(d.sel, &sel);
	assert_int_equal(d.options.top, 3);
	assert_int_equal(d.set.n + d.n_mails + d.tables.people.n, 0);
	digest_release(&d);
}

static const struct row work[] = {
	{ "1", NULL, "[PATCH] fix", "a", 0, NULL, NULL, "old\n" },
	{ "2", NULL, "[PATCH v2] fix", "a", 1, NULL, NULL, "\n \nnew\n  text\n\n" },
	{ "r", "2", "Re: fix", "b", 2, NULL, NULL, NULL,
	  "Reviewed-by: B <b@x.example>\n" },
};

struct stage {
	char *dir;
	struct inbox *inbox;
	struct selection sel;
	struct digest digest;
	struct digest_reader reader;
};

static void stage_open(struct stage *s)
{
	const struct digest_options options = { .top = 3 };

	s->dir = temp_dir();
	s->inbox = rows_store(s->dir, work, ARRAY_SIZE(work));
	rows_window(&s->sel, &s->inbox, 0, 1440);
	digest_make(&s->digest, &s->sel, &options);
	digest_reader_init(&s->reader, &s->digest);
}

static void stage_close(struct stage *s, enum status want)
{
	assert_int_equal(digest_reader_release(&s->reader), want);
	digest_release(&s->digest);
	rows_release(&s->sel);
	inbox_close(s->inbox);
	temp_remove(s->dir);
}

static void reads_what_became_of_a_series(void **state)
{
	struct stage s;
	struct str body;

	(void)state;
	stage_open(&s);
	assert_true(digest_reader_body(&s.reader, s.digest.mails[0].post, &body));
	digest_reader_series(&s.reader, &s.digest.series[0]);
	same_str(body, "new\n  text"); /* still valid: the body is the series' own */
	assert_int_equal(s.reader.older.n, 1);
	same_str(s.reader.older.list[0].head->message_id, "1");
	assert_int_equal(s.reader.reviews.n, 1);
	same_str(s.reader.reviews.list[0].addr, "b@x.example");
	digest_reader_series(&s.reader, &s.digest.series[1]);
	assert_int_equal(s.reader.older.n + s.reader.reviews.n, 0);
	assert_true(digest_reader_body(&s.reader, s.digest.mails[1].post, &body));
	same_str(body, "old");
	stage_close(&s, ST_OK);
}

static void reports_damage(void **state)
{
	struct stage s;
	struct str body;

	(void)state;
	stage_open(&s);
	s.sel.posts[0].seq = 1000; /* no such mail */
	assert_false(digest_reader_body(&s.reader, s.digest.mails[0].post, &body));
	digest_reader_series(&s.reader, &s.digest.series[0]);
	assert_int_equal(s.reader.older.n, 1); /* by its title */
	assert_int_equal(s.reader.reviews.n, 1);
	stage_close(&s, ST_DAMAGED);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cuts, ARRAY_SIZE(cuts), sizeof(cuts[0]), check_cut);
	add_rows(&t, models, ARRAY_SIZE(models), sizeof(models[0]), check_model);
	add_test(&t, "an initialised digest has no model", has_no_model);
	add_test(&t, "older versions and reviews", reads_what_became_of_a_series);
	add_test(&t, "damage is reported", reports_damage);
	return run_group("digest", &t);
}
