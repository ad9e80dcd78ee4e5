/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/tree/tree_commits.h"

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#define COMMITS 4

/* Commits as git lists them, the newest first; their ids are 0, 1, 2 ... */
static const struct find_row {
	const char *name;
	struct {
		int date;
		const char *author; /* "NAME <ADDRESS>" */
		const char *title, *body;
	} commits[COMMITS];
	const char *found; /* the id, and how: "0 id", "1 title", or "none" */
} rows[] = {
	{ "nothing", { { 0 } }, "none" },
	{ "a link",
	  { { 90, "J <j@x>", "reworded", "Link: https://l.example/r/a@b" } },
	  "0 id" },
	{ "a link by another person, made before",
	  { { 1, "Q <q@x>", "reworded", "Link: https://l.example/r/a@b" } },
	  "0 id" },
	{ "a Message-ID",
	  { { 90, "J <j@x>", "reworded", "Message-ID: <a@b>" } },
	  "0 id" },
	{ "a Message-ID without brackets",
	  { { 90, "J <j@x>", "reworded", "message-id:a@b" } },
	  "0 id" },
	{ "an encoded link with a note",
	  { { 90, "J <j@x>", "reworded", "Link:  https://l.example/all/a%40b/T/ [1]" } },
	  "0 id" },
	{ "the second link",
	  { { 90, "J <j@x>", "reworded",
	      "Text.\nLink: https://bugs.example/1\n\nLINK: "
	      "https://l.example/r/a@b\n\nX-by: a" } },
	  "0 id" },
	{ "another mail's link",
	  { { 90, "J <j@x>", "reworded", "Link: https://l.example/r/c@b" } },
	  "none" },
	{ "a link of another kind",
	  { { 90, "J <j@x>", "reworded",
	      "Closes: https://l.example/r/a@b\n Link: <a@b>\nsee Message-ID: <a@b>" } },
	  "none" },
	{ "an id in another case",
	  { { 90, "J <j@x>", "reworded", "Message-Id: <A@b>" } },
	  "none" },
	{ "author and title",
	  { { 90, "Jo Doe <jo@x>", "frob: fix it", "" } },
	  "0 title" },
	{ "folded", { { 90, "jo DOE <JO@X>", " Frob:  FIX it", "" } }, "0 title" },
	{ "the address alone", { { 90, "Joe <jo@x>", "frob: fix it", "" } }, "0 title" },
	{ "the name alone", { { 90, "Jo Doe <jo@y>", "frob: fix it", "" } }, "0 title" },
	{ "the address as mapped",
	  { { 90, "J <jo@old>", "frob: fix it", "" } },
	  "0 title" },
	{ "another author", { { 90, "Q <q@x>", "frob: fix it", "" } }, "none" },
	{ "another title", { { 90, "Jo Doe <jo@x>", "frob: fix", "" } }, "none" },
	{ "brackets before the title",
	  { { 90, "Jo Doe <jo@x>", "[FROB] [x]: frob: fix it", "" },
	    { 80, "Jo Doe <jo@x>", "[PATCH][net] frob: fix it", "" } },
	  "1 title" },
	{ "nothing but brackets",
	  { { 90, "Jo Doe <jo@x>", "[frob: fix it]", "" } },
	  "none" },
	{ "made when it was posted",
	  { { 50, "Jo Doe <jo@x>", "frob: fix it", "" } },
	  "0 title" },
	{ "made before it was posted",
	  { { 49, "Jo Doe <jo@x>", "frob: fix it", "" } },
	  "none" },
	{ "made when the next version was posted",
	  { { 200, "Jo Doe <jo@x>", "frob: fix it", "" } },
	  "none" },
	{ "the oldest after it was posted",
	  { { 95, "Jo Doe <jo@x>", "frob: fix it", "" },
	    { 90, "Jo Doe <jo@x>", "frob: fix it", "" },
	    { 40, "Jo Doe <jo@x>", "frob: fix it", "" } },
	  "1 title" },
	{ "the oldest by address or by name",
	  { { 95, "J <jo@x>", "frob: fix it", "" },
	    { 90, "Jo Doe <jo@y>", "frob: fix it", "" } },
	  "1 title" },
	{ "a link and the title before another link",
	  { { 90, "Jo Doe <jo@x>", "frob: fix it", "Message-ID: <a@b>" },
	    { 60, "Q <q@x>", "frob: fix what broke", "Message-ID: <a@b>" } },
	  "0 id" },
	{ "author and title before another person's link",
	  { { 90, "Jo Doe <jo@x>", "frob: fix it", "" },
	    { 60, "Q <q@x>", "frob: fix what broke", "Message-ID: <a@b>" } },
	  "0 title" },
	{ "a link by the author before another person's",
	  { { 90, "Jo Doe <jo@x>", "frob: mend it", "Message-ID: <a@b>" },
	    { 60, "Q <q@x>", "frob: fix what broke", "Message-ID: <a@b>" } },
	  "0 id" },
	{ "no author, no title", { { 90, "", "", "" } }, "none" },
};

static struct person row_author(const char *text)
{
	struct str s = str_from(text);
	size_t open = str_chr(s, '<');

	return (struct person){ str_trim(str_sub(s, 0, open)),
				str_sub(s, open + 1, str_chr(s, '>')) };
}

static void add_row_commits(struct tree_commits *c, const struct find_row *row)
{
	for (size_t i = 0; i < COMMITS && row->commits[i].author; i++) {
		const char digit = (char)('0' + i);
		struct tree_log_commit commit = {
			.id = { &digit, 1 },
			.date = row->commits[i].date,
			.author = row_author(row->commits[i].author),
			.committer = { STR("C"), STR("c@x") },
			.title = str_from(row->commits[i].title),
			.body = str_from(row->commits[i].body),
		};

		tree_commits_add(c, &commit);
	}
	tree_commits_sort(c);
}

static void check_find(void **state)
{
	const struct find_row *row = *state;
	const struct tree_wanted wanted = {
		STR("a@b"), STR("frob: fix it"), { STR("Jo Doe"), STR("jo@x") }, 50, 200
	};
	struct mailmap map = MAILMAP_INIT;
	struct tree_commits c;
	struct tree_match m;
	struct buf found = BUF_INIT;

	mailmap_add(&map, STR("Jo Doe <jo@x> <jo@old>\n"));
	tree_commits_init(&c, &map);
	add_row_commits(&c, row);
	m = tree_commits_find(&c, &wanted);
	if (m.commit) {
		buf_adds(&found, m.commit->id);
		buf_addstr(&found, m.by == TREE_FOUND_ID ? " id" : " title");
		same_str(m.commit->committer.addr, "c@x");
	} else {
		buf_addstr(&found, "none");
	}
	same_buf(&found, row->found);
	tree_commits_release(&c);
	mailmap_release(&map);
}

/* An empty text is no name: two patches without any are not the same. */
static void nothing_wanted(void **state)
{
	const struct tree_log_commit commit = {
		STR("0"),  90,	     { STR("C"), STR("c@x") }, { STR_EMPTY, STR_EMPTY },
		STR_EMPTY, STR_EMPTY
	};
	const struct tree_wanted wanted = {
		STR_EMPTY, STR_EMPTY, { STR_EMPTY, STR_EMPTY }, 0, INT64_MAX
	};
	struct tree_commits c;

	(void)state;
	tree_commits_init(&c, NULL);
	tree_commits_add(&c, &commit);
	tree_commits_sort(&c);
	assert_null(tree_commits_find(&c, &wanted).commit);
	tree_commits_release(&c);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_find);
	add_test(&t, "nothing is looked for", nothing_wanted);
	return run_group("tree_commits", &t);
}
