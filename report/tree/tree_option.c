/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "report/tree/tree_option.h"
#include "store/util/file.h"

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Sets dir to the longest folder that ends at a # or at the text's end. Returns its
 * length, or the length of the first name if there is no such folder. */
static size_t find_folder(struct buf *dir, struct str text)
{
	size_t end = text.len;

	for (;;) {
		buf_reset(dir);
		buf_adds(dir, str_sub(text, 0, end));
		if (is_folder(buf_cstr(dir)))
			return end;
		if (str_chr(buf_str(dir), '#') == end)
			return end;
		end = str_rchr(buf_str(dir), '#');
	}
}

static enum status say_no_folder(const char *text, const char *dir, struct buf *why)
{
	struct stat st;
	const char *trouble = stat(dir, &st) == 0 ? "this is no folder" : strerror(errno);

	return status_say(why, ST_NOINPUT,
			  "tree %s: %s: %s; expected the folder of a git repository",
			  text, dir, trouble);
}

static enum status check_revision(const char *text, struct str rev, struct buf *why)
{
	if (rev.len && rev.s[0] != '-')
		return ST_OK;
	return status_say(why, ST_USAGE,
			  "tree %s: expected a branch, a tag or a commit after the #",
			  text);
}

enum status tree_option_parse(struct tree_option *o, const char *text, struct buf *why)
{
	struct str all = str_from(text);
	size_t end = find_folder(&o->dir, all);
	enum status st = ST_OK;

	o->rev = str_sub(all, end + 1, all.len);
	if (!end)
		return status_say(why, ST_USAGE,
				  "tree '%s': expected the folder of a git repository, "
				  "or FOLDER#REVISION",
				  text);
	if (end < all.len)
		st = check_revision(text, o->rev, why);
	if (st == ST_OK && !is_folder(buf_cstr(&o->dir)))
		st = say_no_folder(text, buf_cstr(&o->dir), why);
	buf_adds(&o->repo, buf_str(&o->dir));
	if (file_exists(buf_cstr(&o->dir), ".git"))
		buf_addstr(&o->repo, "/.git");
	return st;
}

void tree_option_release(struct tree_option *o)
{
	buf_release(&o->dir);
	buf_release(&o->repo);
	*o = TREE_OPTION_INIT;
}
