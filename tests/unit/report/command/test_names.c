/* SPDX-License-Identifier: MIT */
#include "report/command/names.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static char *dir;

static int set_up(void **state)
{
	(void)state;
	dir = temp_dir();
	if (chdir(dir) != 0)
		return -1;
	temp_write("config",
		   "[digest \"weekly\"]\n\ttop = 3\n[digest \"daily\"]\n\ttop = 3\n");
	temp_write("broken", "[digest\n");
	return system("mkdir -p store/kvm.x store/net.x");
}

static int tear_down(void **state)
{
	(void)state;
	temp_remove(dir);
	return 0;
}

static const struct row {
	const char *kind, *config, *store;
	const char *want; /* the beginning of the names, or of the error */
	enum status st;
} rows[] = {
	{ "digests", "config", "store", "weekly\ndaily\n", ST_OK },
	{ "digests", "broken", "store", "broken: git can't read it", ST_USAGE },
	{ "sections", "config", "none", "standard\nboard\nmine\n", ST_OK },
	{ "formats", "config", "none", "text\nmail\njson\nhtml\n", ST_OK },
	{ "lists", "config", "none", "none: ", ST_NOINPUT },
	{ "people", "config", "store", "--names people: expected lists, ", ST_USAGE },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	const char *stores[] = { row->store };
	struct command c = COMMAND_INIT;
	struct buf got = BUF_INIT;

	c.names = row->kind;
	c.config = row->config;
	c.stores = stores;
	c.n_stores = 1;
	assert_int_equal(names_add(&got, &c, &got), row->st);
	if (strncmp(buf_cstr(&got), row->want, strlen(row->want)) != 0)
		assert_string_equal(buf_cstr(&got), row->want);
	buf_release(&got);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group_with("names", &t, set_up, tear_down);
}
