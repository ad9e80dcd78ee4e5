/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "report/window/bookmark_file.h"
#include "report/window/bookmark_lock.h"
#include "store/util/file.h"
#include "store/util/paths.h"
#include "store/util/utc.h"

/* Bytes. A bookmark has one line per list: a larger file is no bookmark. */
#define BOOKMARK_LIMIT (4 << 20)

static enum status explain_errno(struct buf *why, const char *path, const char *what)
{
	int error = errno;

	buf_addf(why, "bookmark %s: %s: %s", path, what, strerror(error));
	return error == EACCES || error == EPERM || error == EROFS ? ST_NOINPUT
								   : ST_NOSPACE;
}

static struct str first_list(const struct bookmark_file *f)
{
	struct str rest = f->lists, list = STR_EMPTY;

	str_line(&rest, &list);
	return list;
}

static void name_files(struct bookmark_file *f, const char *name)
{
	paths_state(&f->path);
	buf_addf(&f->path, "/bookmarks/%s", name);
	buf_addf(&f->lock_path, "%s.lock", buf_cstr(&f->path));
	/* no bookmark has this name: it begins with a dot */
	buf_adds(&f->new_path, buf_str(&f->path));
	buf_trim(&f->new_path, f->new_path.len - strlen(name));
	/* only the run that has the list's lock writes to it */
	buf_addf(&f->new_path, ".%s.%08x.new", name, bookmark_lock_byte(first_list(f)));
}

static int make_folder(const struct bookmark_file *f)
{
	struct str path = buf_str(&f->path);
	struct buf dir = BUF_INIT;
	int rc;

	buf_adds(&dir, str_sub(path, 0, str_rchr(path, '/')));
	rc = paths_make(buf_cstr(&dir), 0700);
	buf_release(&dir);
	return rc;
}

static enum status say_busy(struct buf *why, const char *name, struct str list)
{
	return status_say(why, ST_BUSY,
			  "another report has the bookmark '%s' for the list %.*s: try "
			  "again later, or --peek",
			  name, (int)list.len, list.s);
}

/* Each run locks its lists in their order, so that no two wait for each other. */
static enum status lock_lists(struct bookmark_file *f, const char *name, struct buf *why)
{
	int64_t until = monotonic_ms() + BOOKMARK_WAIT * 1000;
	struct str rest = f->lists, list;
	enum status st = ST_OK;

	while (st == ST_OK && str_line(&rest, &list)) {
		st = bookmark_lock_take(f->lock, bookmark_lock_byte(list), until);
		if (st == ST_BUSY)
			say_busy(why, name, list);
		else if (st != ST_OK)
			st = explain_errno(why, buf_cstr(&f->lock_path),
					   "can't be locked");
	}
	return st;
}

static enum status lock_bookmark(struct bookmark_file *f, const char *name,
				 struct buf *why)
{
	enum status st;

	if (make_folder(f) < 0)
		return explain_errno(why, buf_cstr(&f->path), "its folder can't be made");
	f->lock = open(buf_cstr(&f->lock_path), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (f->lock < 0)
		return explain_errno(why, buf_cstr(&f->lock_path), "can't be opened");
	st = lock_lists(f, name, why);
	/* bookmark_file_close then leaves the files of the other run alone */
	if (st != ST_OK)
		file_close(&f->lock);
	return st;
}

/* The whole of a file; -1 with errno. */
static int read_file(struct buf *text, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum status st =
	    fd < 0 ? ST_NOINPUT : file_read_limited(fd, text, BOOKMARK_LIMIT);

	file_close(&fd);
	return st == ST_OK ? 0 : -1;
}

/* Reads the file: its text, and what the text means. */
static enum status load_bookmark(const char *path, struct buf *text,
				 struct bookmark *bookmark, struct buf *why)
{
	struct buf fault = BUF_INIT;
	enum status st = ST_OK;

	if (read_file(text, path) == 0) {
		st = bookmark_parse(bookmark, buf_str(text), &fault);
		if (st == ST_DAMAGED)
			buf_addf(
			    why,
			    "bookmark %s is damaged: %s; remove the file to begin anew "
			    "with the last 7 days, or give --since",
			    path, buf_cstr(&fault));
		else if (st != ST_OK)
			buf_addf(why, "bookmark %s: %s", path, buf_cstr(&fault));
	} else if (errno != ENOENT && errno != ENOTDIR) {
		st = explain_errno(why, path, "can't be read");
	}
	buf_release(&fault);
	return st;
}

enum status bookmark_file_open(struct bookmark_file *f, const char *name,
			       struct str lists, bool peek, struct buf *why)
{
	enum status st = ST_OK;

	f->lists = lists;
	name_files(f, name);
	if (!peek)
		st = lock_bookmark(f, name, why);
	return st == ST_OK
		   ? load_bookmark(buf_cstr(&f->path), &f->loaded, &f->bookmark, why)
		   : st;
}

static enum status write_new_file(struct bookmark_file *f,
				  const struct bookmark *bookmark, struct buf *why)
{
	const char *path = buf_cstr(&f->new_path);
	struct buf text = BUF_INIT;
	enum status st = ST_OK;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0)
		return explain_errno(why, path, "can't be made");
	bookmark_print(&text, bookmark);
	if (!file_write_all(fd, buf_str(&text)) || fsync(fd) < 0)
		st = explain_errno(why, path, "can't be written");
	if (close(fd) < 0 && st == ST_OK)
		st = explain_errno(why, path, "can't be written");
	buf_release(&text);
	return st;
}

enum status bookmark_file_prepare(struct bookmark_file *f, struct buf *why)
{
	return write_new_file(f, &f->bookmark, why);
}

/* Prepares a file with the lines that other runs have written, and with the lines of this
 * run's lists. */
static enum status merge_new_file(struct bookmark_file *f, struct bookmark *others,
				  struct buf *why)
{
	for (size_t i = 0; i < f->bookmark.n; i++)
		if (str_has_line(f->lists, f->bookmark.lines[i].list))
			bookmark_set(others, &f->bookmark.lines[i]);
	return write_new_file(f, others, why);
}

/* Prepares the file anew if other runs have moved the bookmark since it was read. */
static enum status follow_other_runs(struct bookmark_file *f, struct buf *why)
{
	struct bookmark others = BOOKMARK_INIT;
	struct buf text = BUF_INIT;
	enum status st = load_bookmark(buf_cstr(&f->path), &text, &others, why);

	if (st == ST_OK && !str_eq(buf_str(&text), buf_str(&f->loaded)))
		st = merge_new_file(f, &others, why);
	bookmark_release(&others);
	buf_release(&text);
	return st;
}

static enum status rename_new_file(struct bookmark_file *f, struct buf *why)
{
	if (rename(buf_cstr(&f->new_path), buf_cstr(&f->path)) < 0)
		return explain_errno(
		    why, buf_cstr(&f->path),
		    "can't be moved: the next report will repeat this one");
	paths_sync_above(buf_cstr(&f->path));
	return ST_OK;
}

enum status bookmark_file_move(struct bookmark_file *f, struct buf *why)
{
	int64_t until = monotonic_ms() + BOOKMARK_WAIT * 1000;
	enum status st = bookmark_lock_take(f->lock, BOOKMARK_LOCK_FILE, until);

	if (st != ST_OK)
		return explain_errno(why, buf_cstr(&f->lock_path), "can't be locked");
	st = follow_other_runs(f, why);
	if (st == ST_OK)
		st = rename_new_file(f, why);
	bookmark_lock_drop(f->lock, BOOKMARK_LOCK_FILE);
	return st;
}

void bookmark_file_close(struct bookmark_file *f)
{
	if (f->lock >= 0)
		unlink(buf_cstr(&f->new_path));
	file_close(&f->lock);
	bookmark_release(&f->bookmark);
	buf_release(&f->loaded);
	buf_release(&f->path);
	buf_release(&f->lock_path);
	buf_release(&f->new_path);
}
