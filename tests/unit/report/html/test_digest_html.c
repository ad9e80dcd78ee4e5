/* SPDX-License-Identifier: MIT */
#include "report/html/digest_html.h"
#include "report/html/html_template.h"
#include "report/html/page_files.h"
#include "report/html/series_view_html.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"
#include "tests/support/views.h"

#define DAY 1440 /* minutes */
#define HOSTILE "<script>\"'&"

/* Mails of two weeks, for a window of the second one. */
static const struct row mails[] = {
	{ "old", NULL, "[PATCH v1] fix", "a", 3 * DAY, NULL, NULL, "old" },
	{ "wait", NULL, "[PATCH] wait", "b", 1 * DAY, NULL, NULL, "text", NULL, "w.c\n",
	  .insertions = 1, .deletions = 1 },
	{ "new", NULL, "[PATCH v2] fix", "a", 8 * DAY, NULL, NULL,
	  "text\n---\n a.c | 2 +-\n" },
	{ "v3", NULL, "[PATCH v3] fix", "a", 10 * DAY, NULL, NULL,
	  "text\n---\n a.c | 2 +-\n" },
	{ "c", NULL, "[PATCH 0/3] " HOSTILE, "c", 8 * DAY, NULL, NULL, "cover" },
	{ "1", "c", "[PATCH 1/3] one", "c", 8 * DAY, NULL, NULL, "one", NULL,
	  "a.c\nb.c\n", .insertions = 5 },
	{ "2", "c", "[PATCH 2/3] two", "c", 8 * DAY, NULL, NULL, NULL },
	{ "l", "x", "[PATCH 2/n] alone", "b", 8 * DAY, NULL, NULL, "alone" },
	{ "r", "c", "Re: [PATCH 0/3] x", "b", 9 * DAY },
	{ "g", NULL, "[GIT PULL] fixes", "d", 9 * DAY, NULL, NULL,
	  "The following changes:\n\nA (1):\n      one\n" },
	{ "h", NULL, "[GIT PULL] more", "d", 9 * DAY, NULL, NULL, "text" },
	{ "e", NULL, "[PATCH] empty", "d", 9 * DAY },
};

/* A digest of the mails, of all sections. */
struct stage {
	char *dir;
	struct inbox *ib;
	struct selection sel;
	struct digest digest;
};

static void stage_open(struct stage *s, int from, int to, const char *archive)
{
	static const struct digest_site around = { STR("2025-11-02"), STR("2025-11-16") };
	const struct digest_options options = {
		.top = 15,
		.site = &around,
		.archive_url = archive,
		.past = true,
		.sections = { { { SECTION_BOARD, SECTION_INCOMPLETE, SECTION_PULLS,
				  SECTION_REVIEWED, SECTION_UNANSWERED, SECTION_APPLIED,
				  SECTION_REVIEWERS, SECTION_DISCUSSIONS,
				  SECTION_STANDARD },
				9 },
			      .quiet_days = 3,
			      .top = 15,
			      .now = ROWS_EPOCH + 60 * to },
	};

	s->dir = temp_dir();
	s->ib = rows_store(s->dir, mails, ARRAY_SIZE(mails));
	rows_window(&s->sel, &s->ib, from, to);
	digest_make(&s->digest, &s->sel, &options);
}

static void stage_close(struct stage *s)
{
	digest_release(&s->digest);
	rows_release(&s->sel);
	inbox_close(s->ib);
	temp_remove(s->dir);
}

static void stage_print_as(struct stage *s, struct html_template *template, bool mail,
			   struct buf *text, enum status st)
{
	struct output_options memory = { .into = text };
	struct buf why = BUF_INIT;
	struct output *out;
	bool taken;

	assert_int_equal(output_open(&out, &memory, &why), ST_OK);
	assert_int_equal(digest_html_print_with(out, &s->digest, template, mail), st);
	assert_int_equal(output_finish(out, true, &taken, &why), ST_OK);
}

static void stage_print(struct stage *s, struct html_template *template, bool mail,
			struct buf *text)
{
	stage_print_as(s, template, mail, text, ST_OK);
}

/* A series of two versions: the last one was applied, by parts. */
static const struct row versions_of[] = {
	{ "a0", NULL, "[PATCH 0/2] work", "a", 0, NULL, NULL, "text" },
	{ "a1", "a0", "[PATCH 1/2] one", "a", 0, .insertions = 1 },
	{ "b0", NULL, "[PATCH v2 0/2] work", "a", DAY, NULL, NULL, "text" },
	{ "b1", "b0", "[PATCH v2 1/2] one", "a", DAY, NULL, NULL, "text",
	  "Reviewed-by: " HOSTILE " <b@y.example>\nReviewed-by: C <c@y.example>\n",
	  .insertions = 1 },
	{ "b2", "b0", "[PATCH v2 2/2] two", "a", DAY },
	{ "r", "b1", "Re: [PATCH v2 1/2] one", "b", DAY },
	{ "l", "b0", "applied", "d", 2 * DAY, NULL,
	  "applied 1-2\ncommit 1 0123456789abcdef\n" },
};

static void print_series_view(struct html_template *template, struct buf *text)
{
	const struct board_options options = { .now = ROWS_EPOCH + 9 * 86400 };
	const struct digest_options plain = { .archive_url = "https://x.example" };
	struct output_options memory = { .into = text };
	struct buf why = BUF_INIT;
	struct series_view view;
	struct view_store store;
	struct output *out;
	const struct post *of;
	bool taken;

	view_store_open(&store, versions_of, ARRAY_SIZE(versions_of));
	of = view_store_read(&store, "b1");
	assert_int_equal(series_view_build(&view, &store.sel, of, &options), ST_OK);
	assert_int_equal(view.n, 2);
	assert_int_equal(output_open(&out, &memory, &why), ST_OK);
	assert_int_equal(series_view_html_print_with(out, &view, &plain, template),
			 ST_OK);
	assert_int_equal(output_finish(out, true, &taken, &why), ST_OK);
	series_view_release(&view);
	view_store_close(&store);
}

static struct board_row *any_row(struct digest *d)
{
	for (int id = 0; id < BOARD_GROUPS; id++)
		for (size_t i = 0; i < d->board.groups[id].n; i++)
			if (d->board.groups[id].rows[i].series)
				return &d->board.groups[id].rows[i];
	fail_msg("no row");
	return NULL;
}

static struct section_commit commit = { NULL, 0, STR("0123456789abcdef") };
static struct board_version versions[3];
static struct counted_person people[] = { { { STR(HOSTILE), STR("") }, 2 },
					  { { STR("B"), STR("") }, 1 },
					  { { STR("C"), STR("") }, 1 },
					  { { STR("D"), STR("") }, 1 } };
static struct section_range gap[] = { { 2, 3 }, { 5, 5 } };
static struct board_objection objections[2];
static struct section_event events[2];

/* Facts that the mails do not give. */
static void add_facts(struct board_row *row)
{
	for (size_t i = 0; i < ARRAY_SIZE(versions); i++)
		versions[i] = (struct board_version){ row->post, STR("1"), STR_EMPTY,
						      "title",	 1,	   true };
	objections[0] =
	    (struct board_objection){ people[0].who, row->post, 2, STR_EMPTY };
	objections[1] =
	    (struct board_objection){ people[1].who, row->post, 0, STR("rejected") };
	events[0] = (struct section_event){ .who = people[0].who,
					    .said = row->post,
					    .tree = STR(HOSTILE),
					    .branch = STR("next"),
					    .commits = &commit,
					    .parts = 1,
					    .dropped = DATE_NONE };
	events[1] = (struct section_event){ .who = people[1].who, .robot = true };
	row->versions = versions;
	row->n_versions = ARRAY_SIZE(versions);
	row->people = people;
	row->n_people = ARRAY_SIZE(people);
	row->missing = gap;
	row->n_missing = ARRAY_SIZE(gap);
	row->elsewhere = false;
	row->announced = 5;
	row->objections = objections;
	row->n_objections = ARRAY_SIZE(objections);
	row->events = events;
	row->n_events = ARRAY_SIZE(events);
	row->most_discussed = row->first_post = row->size_known = true;
	row->unchanged_known = true;
	row->area = row->needs = row->change_note = STR(HOSTILE);
	row->robots = (struct board_robots){ 2, 1, 22, row->post };
}

static void add_totals(struct digest *d)
{
	d->board.mean_windows = 8;
	d->board.mean_mails = 3;
	d->board.robot_mails = 1;
	d->board.pulled = 1;
	d->board.replies_unknown = d->board.patch_ids_unknown = true;
	d->board.recipients_unknown = true;
}

/* Prints pages until each fragment of the template was needed. */
static void check_all_fragments(void **state)
{
	static const int windows[][2] = { { 8 * DAY, 14 * DAY },
					  { 300 * DAY, 301 * DAY } };
	static const char *const archives[] = { NULL, "https://x.example" };
	struct html_template template;
	struct buf text = BUF_INIT;

	(void)state;
	assert_true(html_template_parse(&template, page_template()));
	for (size_t i = 0; i < 4; i++) {
		const int *w = windows[i / 2];
		struct stage s;

		stage_open(&s, w[0], w[1], archives[i % 2]);
		stage_print(&s, &template, i % 2, &text);
		if (i < 2) {
			add_facts(any_row(&s.digest));
			add_totals(&s.digest);
			s.sel.lists = STR("a.example\nkvm.example");
			s.sel.n_lists = 2;
			s.digest.options.body_max = 1;
			stage_print(&s, &template, false, &text);
		}
		stage_close(&s);
	}
	print_series_view(&template, &text);
	for (size_t i = 0; i < template.n; i++)
		if (!template.fragments[i].printed &&
		    !str_eq(template.fragments[i].name, STR("only")) &&
		    !str_eq(template.fragments[i].name, STR("no-message")))
			fail_msg("not printed: %.*s", (int)template.fragments[i].name.len,
				 template.fragments[i].name.s);
	assert_null(strstr(buf_cstr(&text), HOSTILE));
	assert_non_null(strstr(buf_cstr(&text), "&lt;script&gt;&quot;&#39;&amp;"));
	buf_release(&text);
	html_template_release(&template);
}

/* Overwrites a text in the file of the store. */
static void spoil(const char *dir, const char *text)
{
	char *name;
	const char *at;
	struct buf all = BUF_INIT;
	char block[4096];
	size_t n;
	FILE *f;

	assert_true(asprintf(&name, "%s/kvm.example/0.tdb", dir) > 0);
	f = fopen(name, "r+");
	assert_non_null(f);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_add(&all, block, n);
	at = memmem(buf_cstr(&all), all.len, text, strlen(text));
	assert_non_null(at);
	assert_int_equal(fseek(f, at - buf_cstr(&all), SEEK_SET), 0);
	assert_int_equal(fputc('!', f), '!');
	assert_int_equal(fclose(f), 0);
	buf_release(&all);
	free(name);
}

/* Each link within a page has its target. */
static void check_targets(const struct buf *page)
{
	static const char link[] = "href=\"#";
	const char *at = buf_cstr(page);
	size_t links = 0;

	for (; (at = strstr(at, link)); links++) {
		struct buf id = BUF_INIT;

		at += strlen(link);
		buf_addf(&id, " id=\"%.*s\"", (int)strcspn(at, "\""), at);
		if (!strstr(buf_cstr(page), buf_cstr(&id)))
			fail_msg("nothing has%s", buf_cstr(&id));
		buf_release(&id);
	}
	assert_true(links > 0);
}

/* A mail without a text, or whose text can't be read, has a place all the same. */
static void check_no_texts(void **state)
{
	struct html_template template;
	struct buf text = BUF_INIT;
	struct stage s;

	(void)state;
	assert_true(html_template_parse(&template, page_template()));
	stage_open(&s, 8 * DAY, 14 * DAY, NULL);
	spoil(s.dir, "cover");
	stage_print_as(&s, &template, false, &text, ST_DAMAGED);
	check_targets(&text);
	assert_non_null(strstr(buf_cstr(&text), ">The text of this mail can't be read."));
	assert_non_null(strstr(buf_cstr(&text), ">This mail has no text."));
	stage_close(&s);
	buf_release(&text);
	html_template_release(&template);
}

int main(void)
{
	static struct tests t;

	add_test(&t, "check_all_fragments", check_all_fragments);
	add_test(&t, "check_no_texts", check_no_texts);
	return run_group("digest_html", &t);
}
