/* SPDX-License-Identifier: MIT */
#include "report/command/per_list.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

#include "tests/support/stored.h"

static char *dir;

static void make_list(const char *list)
{
	struct store_options o = { .dir = dir, .list = list, .mode = STORE_WRITE };
	const struct commit_ref live = { .commit_digits = 0 };
	struct record r = record_of("1@example.org", 1);
	struct inbox *ib = open_or_fail(&o);

	put_or_fail(ib, &r, &live);
	inbox_close(ib);
}

static int set_up(void **state)
{
	(void)state;
	dir = temp_dir();
	make_list("kvm.x");
	make_list("net.x");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	temp_remove(dir);
	return 0;
}

static const struct row {
	const char *name;
	const char *list, *output, *failing; /* or NULL */
	const char *want;		     /* the lists' commands, then why */
	enum status st;
} rows[] = {
	{ "all lists", NULL, NULL, NULL, "kvm.x; net.x; ", ST_OK },
	{ "one list", "net", NULL, NULL, "net.x; ", ST_OK },
	{ "a pattern", "k*", NULL, NULL, "kvm.x; ", ST_OK },
	{ "a file per list", NULL, "d-%l-%l.txt", NULL,
	  "kvm.x to d-kvm.x-kvm.x.txt; net.x to d-net.x-net.x.txt; ", ST_OK },
	{ "a file", "kvm", "d%.txt", NULL, "kvm.x to d%.txt; ", ST_OK },
	{ "one file for several lists", NULL, "d.txt", NULL,
	  "d.txt: a digest per list needs a file per list: write %l, which stands for "
	  "the "
	  "list's name, into the file's name",
	  ST_USAGE },
	{ "a fault", NULL, NULL, "kvm.x", "kvm.x; net.x; 1 of 2 lists failed", ST_BUSY },
	{ "no such list", "lkml", NULL, NULL, "no list 'lkml' in ", ST_NOINPUT },
};

struct seen {
	struct buf text;
	const char *failing;
};

/* Trees and ignored series are added to the command of one list. */
static enum status note_list(struct command *c, void *arg)
{
	struct seen *seen = arg;
	const struct list_config configured = { .title = "x" };

	assert_int_equal(c->n_lists, 1);
	assert_null(c->title);
	command_configure(c, &configured);
	buf_addf(&seen->text, "%s%s%s; ", c->lists[0], c->output ? " to " : "",
		 c->output ? c->output : "");
	return seen->failing && strcmp(seen->failing, c->lists[0]) == 0 ? ST_BUSY : ST_OK;
}

static void check_row(void **state)
{
	const struct row *row = *state;
	const char *dirs[] = { dir }, *lists[] = { row->list };
	struct command c = COMMAND_INIT;
	struct seen seen = { BUF_INIT, row->failing };
	struct buf why = BUF_INIT;

	c.stores = dirs;
	c.n_stores = 1;
	c.lists = lists;
	c.n_lists = row->list != NULL;
	c.output = row->output;
	assert_int_equal(per_list_each(&c, note_list, &seen, &why), row->st);
	buf_adds(&seen.text, buf_str(&why));
	if (strncmp(buf_cstr(&seen.text), row->want, strlen(row->want)) != 0)
		assert_string_equal(buf_cstr(&seen.text), row->want);
	buf_release(&seen.text);
	buf_release(&why);
}

/* A site of all lists has to be asked for, by --list '*' or by perList. */
static void lists_of_a_site(void **state)
{
	const char *dirs[] = { dir };
	struct command c = COMMAND_INIT;
	struct stores s = STORES_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	c.stores = dirs;
	c.n_stores = 1;
	c.site = "site";
	assert_int_equal(per_list_pick(&c, &s, &why), ST_USAGE);
	assert_non_null(strstr(buf_cstr(&why), "which list?"));
	stores_close(&s);
	s = STORES_INIT;
	c.per_list = true;
	buf_reset(&why);
	assert_int_equal(per_list_pick(&c, &s, &why), ST_OK);
	assert_int_equal(s.n_lists, 2);
	stores_close(&s);
	buf_release(&why);
}

int main(void)
{
	static struct tests t;

	add_test(&t, "lists of a site", lists_of_a_site);
	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group_with("per_list", &t, set_up, tear_down);
}
