/* SPDX-License-Identifier: MIT */
#include "report/config/config_file.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static char *dir; /* which the tests work in */

static int set_up(void **state)
{
	(void)state;
	dir = temp_dir();
	return chdir(dir);
}

static int tear_down(void **state)
{
	(void)state;
	temp_remove(dir);
	return 0;
}

static const struct row {
	const char *name;
	const char *text, *included; /* the second is the file "more" */
	const char *want;	     /* FILE:LINE KEY=VALUE; */
} rows[] = {
	{ "nothing", "", "", "" },
	{ "a value", "[user]\n\tAddress = jane@x\n", "", "c:2 user.address=jane@x; " },
	{ "a name alone", "[user]\n\taddress\n", "", "c:2 user.address; " },
	{ "an empty value", "[user]\n\taddress =\n", "", "c:2 user.address=; " },
	{ "repeated", "[a]\nx=1\nx=2\nx=3", "", "c:2 a.x=1; c:3 a.x=2; c:4 a.x=3; " },
	{ "a line end in a value", "[a]\nx=\"1\\n2\"\n", "", "c:2 a.x=1\n2; " },
	{ "a comment", "# a\n[a] ; b\nx = 1 # c\n", "", "c:3 a.x=1; " },
	{ "case of a subsection", "[LIST \"KVM.x\"]\nTree=/T\n", "",
	  "c:2 list.KVM.x.tree=/T; " },
	{ "a file included", "[a]\nx=1\n[include]\npath=more\n[a]\nx=2\n", "\n[a]\nx=3\n",
	  "c:2 a.x=1; c:4 include.path=more; more:3 a.x=3; c:6 a.x=2; " },
	{ "a missing file included", "[include]\npath=none\n", "",
	  "c:2 include.path=none; " },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct config_file f = CONFIG_FILE_INIT;
	struct buf why = BUF_INIT, got = BUF_INIT;
	struct config_entry e;

	temp_write("c", row->text);
	temp_write("more", row->included);
	assert_int_equal(config_file_read(&f, "c", &why), ST_OK);
	assert_int_equal(why.len, 0);
	while (config_file_next(&f, &e)) {
		buf_adds(&got, e.file);
		buf_addf(&got, ":%zu ", config_file_line(&f, &e));
		buf_adds(&got, e.key);
		buf_addstr(&got, e.has_value ? "=" : "");
		buf_adds(&got, e.value);
		buf_addstr(&got, "; ");
	}
	same_buf(&got, row->want);
	config_file_release(&f);
}

static const struct fault_row {
	const char *name;
	const char *text; /* of the file "c" */
	const char *file;
	enum status st;
	const char *why;
} faults[] = {
	{ "no such file", "", "none", ST_NOINPUT, "none: No such file or directory" },
	{ "standard input", "", "-", ST_NOINPUT, "-: No such file or directory" },
	{ "a folder", "", "/", ST_NOINPUT, "/: Is a directory" },
	{ "a section without an end", "[user\nx=1\n", "c", ST_USAGE,
	  "c: git can't read it: bad config line 1 in file c" },
	{ "a quote without an end", "[user]\n\n\tx=\"1\n", "c", ST_USAGE,
	  "c: git can't read it: bad config line 3 in file c" },
};

static void check_fault(void **state)
{
	const struct fault_row *row = *state;
	struct config_file f = CONFIG_FILE_INIT;
	struct config_entry e;
	struct buf why = BUF_INIT;

	temp_write("c", row->text);
	assert_int_equal(config_file_read(&f, row->file, &why), row->st);
	assert_false(config_file_next(&f, &e));
	same_buf(&why, row->why);
	config_file_release(&f);
}

/* The number of entries of the file "c", which must be readable. */
static size_t count_entries(void)
{
	struct config_file f = CONFIG_FILE_INIT;
	struct buf why = BUF_INIT;
	struct config_entry e;
	size_t n = 0;

	assert_int_equal(config_file_read(&f, "c", &why), ST_OK);
	while (config_file_next(&f, &e))
		n++;
	config_file_release(&f);
	return n;
}

/* Neither git's variables nor a repository around the folder change anything. */
static void no_other_configuration(void **state)
{
	(void)state;
	temp_write("c", "[user]\naddress=a@x\n");
	setenv("GIT_CONFIG_COUNT", "1", 1);
	setenv("GIT_CONFIG_KEY_0", "user.address", 1);
	setenv("GIT_CONFIG_VALUE_0", "b@x", 1);
	setenv("GIT_CONFIG_PARAMETERS", "'user.address=c@x'", 1);
	setenv("GIT_DIR", "/nonexistent", 1);
	assert_int_equal(count_entries(), 1);
	unsetenv("GIT_DIR");
	assert_int_equal(
	    system("git init -q . 2>/dev/null && echo '[broken' >.git/config"), 0);
	assert_int_equal(count_entries(), 1);
	unsetenv("GIT_CONFIG_COUNT");
	unsetenv("GIT_CONFIG_PARAMETERS");
	temp_remove_folder(".git");
}

static void no_git(void **state)
{
	char *path = xstrdup(getenv("PATH"));
	struct config_file f = CONFIG_FILE_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	temp_write("c", "");
	setenv("PATH", "/nonexistent", 1);
	assert_int_equal(config_file_read(&f, "c", &why), ST_NOINPUT);
	setenv("PATH", path, 1);
	same_buf(&why, "c: git is needed to read it, and can't be run: "
		       "No such file or directory");
	config_file_release(&f);
	free(path);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_rows(&t, faults, ARRAY_SIZE(faults), sizeof(faults[0]), check_fault);
	add_test(&t, "no other configuration", no_other_configuration);
	add_test(&t, "no git", no_git);
	return run_group_with("config_file", &t, set_up, tear_down);
}
