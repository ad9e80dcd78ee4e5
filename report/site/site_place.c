/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "report/site/site_place.h"
#include "store/util/file.h"
#include "store/util/paths.h"
#include "store/util/utc.h"

#define PAUSE_MS 50 /* between two attempts to get the lock */

static enum status make_site_folder(const char *dir, struct buf *why)
{
	mode_t mask = umask(022);

	umask(mask);
	if (paths_make(dir, 0777 & ~mask) == 0)
		return ST_OK;
	return status_say(why, ST_CANTCREAT, "--site: the folder %s can't be made: %s",
			  dir, strerror(errno));
}

/* A file system that has no locks for folders does without. */
static enum status lock_site(struct site_place *p, struct buf *why)
{
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
	int64_t end = monotonic_ms() + SITE_WAIT * 1000;
	const char *dir = buf_cstr(&p->dir);

	p->lock = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (p->lock < 0)
		return status_say(why, ST_CANTCREAT, "--site: %s can't be opened: %s",
				  dir, strerror(errno));
	while (flock(p->lock, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return ST_OK;
		if (monotonic_ms() >= end)
			return status_say(
			    why, ST_BUSY,
			    "another report writes to the site %s: try again later", dir);
		nanosleep(&pause, NULL);
	}
	return ST_OK;
}

enum status site_place_open(struct site_place *p, const char *dir, struct buf *why)
{
	enum status st = make_site_folder(dir, why);

	buf_addstr(&p->dir, dir);
	buf_addf(&p->new_file, "%s/.patchdigest.new", dir);
	return st == ST_OK ? lock_site(p, why) : st;
}

void site_place_close(struct site_place *p)
{
	file_close(&p->lock);
	buf_release(&p->dir);
	buf_release(&p->new_file);
}

enum status site_place_make(const struct site_place *p, const char *name, struct buf *why)
{
	struct buf path = BUF_INIT;
	enum status st;

	buf_addf(&path, "%s/%s", buf_cstr(&p->dir), name);
	st = make_site_folder(buf_cstr(&path), why);
	buf_release(&path);
	return st;
}

enum status site_place_write(const struct site_place *p, const char *name,
			     site_print_fn *print, const void *arg, struct buf *why)
{
	struct buf path = BUF_INIT;
	struct output_options where = { .new_file = buf_cstr(&p->new_file) };
	enum status st, printed = ST_OK;
	struct output *out;
	bool accepted;

	buf_addf(&path, "%s/%s", buf_cstr(&p->dir), name);
	where.file = buf_cstr(&path);
	st = output_open(&out, &where, why);
	if (st == ST_OK) {
		printed = print(out, arg);
		st = output_finish(out, printed == ST_OK || printed == ST_DAMAGED,
				   &accepted, why);
	}
	buf_release(&path);
	return status_first(st, printed);
}

/* Returns NULL at the end, with errno 0, and after a fault. */
static const char *next_name(DIR *d)
{
	struct dirent *e;

	errno = 0;
	e = readdir(d);
	return e ? e->d_name : NULL;
}

static enum status say_unreadable(const char *path, struct buf *why)
{
	return status_say(why, ST_CANTCREAT, "--site: %s can't be read: %s", path,
			  strerror(errno));
}

enum status site_place_each(const char *dir, site_name_fn *fn, void *arg, struct buf *why)
{
	DIR *d = opendir(dir);
	enum status st = ST_OK;
	const char *name;

	if (!d)
		return say_unreadable(dir, why);
	while (st == ST_OK && (name = next_name(d)))
		st = fn(arg, name, why);
	if (st == ST_OK && errno)
		st = say_unreadable(dir, why);
	closedir(d);
	return st;
}

enum status site_place_read_head(struct buf *text, const char *path, size_t limit,
				 struct buf *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	enum status st = fd < 0 ? ST_NOINPUT : ST_OK;

	buf_reset(text);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return ST_NOTFOUND;
	if (st == ST_OK)
		st = file_read_limited(fd, text, limit);
	if (st != ST_OK)
		st = say_unreadable(path, why);
	file_close(&fd);
	return st;
}

enum status site_place_read(struct buf *text, const char *path, size_t limit,
			    struct buf *why)
{
	enum status st = site_place_read_head(text, path, limit, why);

	if (st == ST_OK && text->len > limit)
		st = ST_NOTFOUND;
	if (st != ST_OK)
		buf_reset(text);
	return st;
}
