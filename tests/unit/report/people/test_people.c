/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "report/people/people.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static char *dirs[2];

static void write_in(const char *dir, const char *name, const char *text)
{
	struct buf path = BUF_INIT;
	FILE *f;

	buf_addf(&path, "%s/%s", dir, name);
	f = fopen(buf_cstr(&path), "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	buf_release(&path);
}

static int set_up(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++)
		dirs[i] = temp_dir();
	write_in(dirs[0], ".mailmap", "First <a@x>\n");
	write_in(dirs[1], ".mailmap", "Second <a@x>\nOther <b@x>\n");
	write_in(dirs[0], "map", "Third <a@x>\n");
	write_in(dirs[0], "employers", "x.org Example\n");
	write_in(dirs[0], "broken", "x.org\n");
	write_in(dirs[0], "robots", "@x.org\n");
	write_in(dirs[0], "wrong", "!\n");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++)
		temp_remove(dirs[i]);
	return 0;
}

static const struct people_row {
	const char *name;
	size_t from, n;			 /* of the two stores */
	const char *mailmap, *employers; /* names in the first store's folder */
	enum status st;
	const char *a, *b, *employer; /* of a@x, b@x, x.org */
	const char *robots;	      /* of people at x.org, if they are */
} rows[] = {
	{ "the store's .mailmap", 1, 1, NULL, NULL, ST_OK, "Second", "Other", "", NULL },
	{ "the first store's counts", 0, 2, NULL, NULL, ST_OK, "First", "Other", "",
	  NULL },
	{ "a file instead", 0, 2, "map", NULL, ST_OK, "Third", "", "", NULL },
	{ "employers", 0, 1, NULL, "employers", ST_OK, "First", "", "Example", NULL },
	{ "no such mailmap", 0, 1, "none", NULL, ST_NOINPUT, "", "", "", NULL },
	{ "no such employers", 0, 1, NULL, "none", ST_NOINPUT, "First", "", "", NULL },
	{ "robots", 0, 1, NULL, NULL, ST_OK, "First", "", "", "robots" },
	{ "no such robots", 0, 1, NULL, NULL, ST_NOINPUT, "First", "", "", "none" },
	{ "robots that can't be understood", 0, 1, NULL, NULL, ST_USAGE, "First", "", "",
	  "wrong" },
	{ "employers that can't be understood", 0, 1, NULL, "broken", ST_USAGE, "First",
	  "", "", NULL },
};

static const char *in_first(struct buf *path, const char *name)
{
	buf_addf(path, "%s/%s", dirs[0], name ? name : "");
	return name ? buf_cstr(path) : NULL;
}

static void check_row(void **state)
{
	const struct people_row *row = *state;
	struct stores stores = { .dirs = (const char *const *)dirs + row->from,
				 .n_dirs = row->n };
	struct people p = PEOPLE_INIT;
	struct buf map = BUF_INIT, employers = BUF_INIT, robots = BUF_INIT,
		   why = BUF_INIT;

	struct people_files files = {
		.mailmap = in_first(&map, row->mailmap),
		.employers = in_first(&employers, row->employers),
		.robots = in_first(&robots, row->robots),
	};

	assert_int_equal(people_read(&p, &stores, &files, &why), row->st);
	assert_int_equal(row->st == ST_OK, why.len == 0);
	same_str(
	    mailmap_person(&p.mailmap, (struct person){ STR_EMPTY, STR("a@x") }).name,
	    row->a);
	same_str(
	    mailmap_person(&p.mailmap, (struct person){ STR_EMPTY, STR("b@x") }).name,
	    row->b);
	same_str(employers_at(&p.employers, STR("x.org"), 0), row->employer);
	assert_int_equal(
	    robots_named(&p.robots, (struct person){ STR("C"), STR("c@x.org") }),
	    row->robots && row->st == ST_OK);
	people_release(&p);
	buf_release(&map);
	buf_release(&employers);
	buf_release(&robots);
	buf_release(&why);
}

/* The lines of the file count before patterns. */
static void patterns(void **state)
{
	static const char *const list[] = { "@y.org", "!@x.org", "@z.org", "!@z.org" };
	struct stores stores = { .dirs = (const char *const *)dirs, .n_dirs = 1 };
	struct buf path = BUF_INIT, why = BUF_INIT;
	struct people p = PEOPLE_INIT;
	struct people_files files = {
		.robots = in_first(&path, "robots"),
		.robot_patterns = list,
		.n_robot_patterns = ARRAY_SIZE(list),
	};

	(void)state;
	assert_int_equal(people_read(&p, &stores, &files, &why), ST_OK);
	assert_true(robots_named(&p.robots, (struct person){ STR("C"), STR("c@x.org") }));
	assert_true(robots_named(&p.robots, (struct person){ STR("C"), STR("c@y.org") }));
	assert_false(
	    robots_named(&p.robots, (struct person){ STR("C"), STR("c@z.org") }));
	people_release(&p);
	buf_release(&path);
	buf_release(&why);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "patterns", patterns);
	return _cmocka_run_group_tests("people", t.list, t.n, set_up, tear_down);
}
