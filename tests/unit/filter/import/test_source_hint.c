/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "filter/import/source_hint.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static const struct folder_row {
	const char *name, *path, *hint; /* hint: a part of it; NULL: no folder */
} folders[] = {
	{ "a Maildir", "maildir", "--maildir reads it" },
	{ "a public-inbox", "inbox", "a public-inbox: --public-inbox reads it" },
	{ "a repository", "inbox/git/0.git", "a git repository: --public-inbox" },
	{ "another folder", ".", "it is a folder: name the files in it" },
	{ "a file", "file", NULL },
	{ "nothing", "nothing", NULL },
};

static void check_folder(void **state)
{
	const struct folder_row *row = *state;
	const char *hint = source_hint_folder(row->path);

	assert_int_equal(!hint, !row->hint);
	if (hint)
		assert_non_null(strstr(hint, row->hint));
}

static const struct mbox_row {
	const char *name, *raw, *hint;
} texts[] = {
	{ "a message", "Return-Path: <a@x>\nFrom: a@x\n\nText\n", "--eml reads files" },
	{ "what gzip wrote", "\x1f\x8b\x08", "it is compressed; name the file" },
	{ "a text", "Some words\n", "begins with a line \"From \"" },
	{ "a word", "Words", "begins with a line \"From \"" },
	{ "a colon", ": x\n", "begins with a line \"From \"" },
	{ "nothing", "", "begins with a line \"From \"" },
};

static void check_text(void **state)
{
	const struct mbox_row *row = *state;

	assert_non_null(strstr(source_hint_mbox(str_from(row->raw)), row->hint));
}

static char *dir;

static int set_up(void **state)
{
	(void)state;
	dir = temp_dir();
	if (chdir(dir) != 0)
		return -1;
	temp_write("file", "");
	return system("mkdir -p maildir/new inbox/git/0.git/objects");
}

static int tear_down(void **state)
{
	(void)state;
	temp_remove(dir);
	return 0;
}

int main(void)
{
	static struct tests t;

	add_rows(&t, folders, ARRAY_SIZE(folders), sizeof(folders[0]), check_folder);
	add_rows(&t, texts, ARRAY_SIZE(texts), sizeof(texts[0]), check_text);
	return run_group_with("source_hint", &t, set_up, tear_down);
}
