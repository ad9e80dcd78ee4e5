/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/tdb/list_folder.h"
#include "store/tdb/open_error.h"
#include "store/util/file.h"
#include "store/util/list_name.h"
#include "store/util/paths.h"

void list_folder_init(struct list_folder *f, const char *store, const char *list,
		      bool shared)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/%s", store, list);
	*f = (struct list_folder){ xstrdup(store), xstrdup(list), path.data, shared };
}

void list_folder_release(struct list_folder *f)
{
	free(f->store);
	free(f->list);
	free(f->path);
	*f = (struct list_folder){ .store = NULL };
}

/* *st: of the folder; all zeros if the folder is missing. */
static enum status check_folder(const char *path, bool follow, bool writing,
				struct stat *st, struct buf *why)
{
	const char *wrong = NULL;

	*st = (struct stat){ 0 };
	if ((follow ? stat(path, st) : lstat(path, st)) != 0)
		/* it is still to be made, or the next step says what is wrong */
		return ST_OK;
	if (S_ISLNK(st->st_mode))
		wrong = "is a symbolic link, which is not followed";
	else if (!S_ISDIR(st->st_mode))
		wrong = "is no folder";
	else if (st->st_mode & S_IWOTH)
		wrong = "can be written by everybody: chmod o-w it";
	else if (writing && st->st_uid != geteuid() && st->st_uid != 0 &&
		 !((st->st_mode & S_ISGID) && (st->st_mode & S_IWGRP)))
		wrong = "belongs to another user, and is not shared";
	if (!wrong)
		return ST_OK;
	return status_say(why, ST_NOINPUT, "%s: %s", path, wrong);
}

enum status list_folder_check(struct list_folder *f, bool writing, struct buf *why)
{
	struct stat store, list;
	enum status st = check_folder(f->store, true, writing, &store, why);

	if (st == ST_OK)
		st = check_folder(f->path, false, writing, &list, why);
	if (st == ST_OK && store.st_mode)
		f->shared = store.st_mode & S_IWGRP;
	return st;
}

/* Each segment begins with 64K for every older one: number 32768 would begin with
 * STORE_SEGMENT_MAX bytes. */
#define SEGMENTS_MAX 32768

static bool take_number(struct str *s, uint32_t *number)
{
	const size_t len = str_digits(*s, 0);

	if (!str_number(str_sub(*s, 0, len), number) || (len > 1 && s->s[0] == '0'))
		return false;
	*s = str_sub(*s, len, s->len);
	return *number < UINT32_MAX - 1;
}

/* The numbers in "N.tdb" or "A-B.tdb"; returns false for any other name. */
static bool segment_numbers(const char *name, struct segment_range *r)
{
	struct str s = str_from(name);

	if (!take_number(&s, &r->first))
		return false;
	r->last = r->first;
	if (str_starts(s, STR("-"))) {
		s = str_sub(s, 1, s.len);
		if (!take_number(&s, &r->last) || r->last <= r->first)
			return false;
	}
	return str_eq(s, STR(".tdb"));
}

/* Appends the numbers of each file, in no order. */
static enum status add_files(const struct list_folder *f, struct buf *ranges,
			     struct buf *why)
{
	DIR *d = opendir(f->path);
	struct dirent *e;
	enum status st = ST_OK;
	struct segment_range r;

	if (!d && errno == ENOENT)
		return ST_OK;
	if (!d)
		return status_say(why, ST_NOINPUT, "%s: %s", f->path, strerror(errno));
	while ((e = file_next_entry(d))) {
		if (!segment_numbers(e->d_name, &r))
			continue;
		if (r.last >= SEGMENTS_MAX) {
			buf_reset(why);
			st =
			    status_say(why, ST_DAMAGED,
				       "%s/%s: no list has that many files; move it away",
				       f->path, e->d_name);
		} else {
			buf_add(ranges, &r, sizeof(r));
		}
	}
	if (errno && st == ST_OK)
		st = status_say(why, ST_NOINPUT, "%s: %s", f->path, strerror(errno));
	closedir(d);
	return st;
}

enum status list_folder_segments(const struct list_folder *f, uint32_t *n,
				 struct buf *why)
{
	struct buf files = BUF_INIT;
	enum status st = add_files(f, &files, why);
	const struct segment_range *r = (const void *)files.data;

	*n = 0;
	for (size_t i = 0; i < files.len / sizeof(*r); i++)
		if (r[i].last >= *n)
			*n = r[i].last + 1;
	buf_release(&files);
	return st;
}

/* Sorts by the first number; equal ones by the last number, the widest first. */
static int compare_ranges(const void *a, const void *b)
{
	const struct segment_range *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->last < y->last) - (x->last > y->last);
}

/* Of files that overlap, but not wholly, the one with the lower numbers counts. */
enum status list_folder_ranges(const struct list_folder *f, struct segment_range **ranges,
			       uint32_t *n, struct buf *superseded, struct buf *why)
{
	struct buf files = BUF_INIT, out = BUF_INIT;
	enum status st = add_files(f, &files, why);
	struct segment_range *r = (void *)files.data;
	const size_t all = files.len / sizeof(*r);
	uint32_t next = 0;

	if (all)
		qsort(r, all, sizeof(*r), compare_ranges);
	for (size_t i = 0; i < all; i++) {
		for (; next < r[i].first; next++)
			buf_add(&out, &(struct segment_range){ next, next },
				sizeof(struct segment_range));
		if (r[i].first >= next) {
			buf_add(&out, &r[i], sizeof(*r));
			next = r[i].last + 1;
		} else if (superseded) {
			buf_add(superseded, &r[i], sizeof(*r));
		}
	}
	buf_release(&files);
	*n = (uint32_t)(out.len / sizeof(*r));
	*ranges = (void *)out.data;
	return st;
}

void list_folder_range_file(const struct list_folder *f, struct segment_range r,
			    struct buf *path)
{
	buf_reset(path);
	if (r.first == r.last)
		buf_addf(path, "%s/%u.tdb", f->path, r.first);
	else
		buf_addf(path, "%s/%u-%u.tdb", f->path, r.first, r.last);
}

void list_folder_file(const struct list_folder *f, uint32_t segment, struct buf *path)
{
	list_folder_range_file(f, (struct segment_range){ segment, segment }, path);
}

/* Appends what no other process puts into a name. */
static void add_unique(struct buf *name)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	buf_addf(name, "%ld.%lld.%ld", (long)getpid(), (long long)now.tv_sec,
		 now.tv_nsec);
}

void list_folder_temp_file(const struct list_folder *f, struct segment_range r,
			   struct buf *path)
{
	buf_reset(path);
	buf_addf(path, "%s/.%u", f->path, r.first);
	if (r.last != r.first)
		buf_addf(path, "-%u", r.last);
	buf_addstr(path, ".tdb.");
	add_unique(path);
}

/* In a pattern # is a number. */
static bool matches(const char *name, const char *pattern)
{
	for (const char *p = pattern; *p; p++) {
		size_t digits = strspn(name, "0123456789");

		if (*p == '#' ? !digits : *name != *p)
			return false;
		name += *p == '#' ? digits : 1;
	}
	return !*name;
}

/* Whether list_folder_temp_file made the name. */
static bool is_temp_name(const char *name)
{
	return matches(name, ".#.tdb.#.#.#") || matches(name, ".#-#.tdb.#.#.#");
}

/* Far longer than the making: the maker's or its file server's clock may differ. */
#define STALE_SECONDS 3600

static void remove_stale_file(int dir, const char *name)
{
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(st.st_mode) ||
	    time(NULL) - st.st_mtime < STALE_SECONDS)
		return;
	/* linked to its segment's name too: opening and closing it would drop the locks
	 * that this process has on the segment */
	if (st.st_nlink > 1)
		unlinkat(dir, name, 0);
	else
		paths_remove_unlocked(dir, name);
}

/* NULL: the folder can't be read. */
static DIR *open_folder(const struct list_folder *f)
{
	int fd = open(f->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);

	if (!d)
		file_close(&fd);
	return d;
}

static void add_unfinished(struct buf *names, int dir, const char *name)
{
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(st.st_mode))
		return;
	if (st.st_nlink > 1)
		unlinkat(dir, name, 0);
	else
		buf_addf(names, "%s\n", name);
}

enum status list_folder_unfinished(const struct list_folder *f, struct buf *names,
				   struct buf *why)
{
	DIR *d = open_folder(f);
	struct dirent *e;
	enum status st = ST_OK;

	while (d && (e = file_next_entry(d)))
		if (matches(e->d_name, ".#-#.tdb.#.#.#"))
			add_unfinished(names, dirfd(d), e->d_name);
	if (errno)
		st = status_say(why, ST_NOINPUT, "%s: %s", f->path, strerror(errno));
	if (d)
		closedir(d);
	return st;
}

void list_folder_remove_stale(const struct list_folder *f)
{
	DIR *d = open_folder(f);
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (is_temp_name(e->d_name))
			remove_stale_file(dirfd(d), e->d_name);
	if (d)
		closedir(d);
}

enum status list_folder_failed(const char *path, struct buf *why)
{
	enum status st =
	    errno == EACCES || errno == EROFS || errno == EPERM ? ST_NOINPUT : ST_NOSPACE;

	buf_addf(why, "%s: %s", path,
		 disk_error_text(errno) ? disk_error_text(errno) : strerror(errno));
	return st;
}

enum status list_folder_lock(const struct list_folder *f, int *fd, struct buf *why)
{
	*fd = open(f->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (*fd < 0 && errno == ENOENT)
		return ST_NOTFOUND;
	if (*fd < 0)
		return list_folder_failed(f->path, why);
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return ST_OK;
	if (errno != EWOULDBLOCK)
		return status_say(why, ST_BUSY, "%s: it can't be locked: %s", f->path,
				  strerror(errno));
	return status_say(why, ST_BUSY,
			  "%s: another process joins or erases what is there; try again",
			  f->path);
}

enum status list_folder_make(const struct list_folder *f, struct buf *why)
{
	mode_t mode = f->shared ? 02770 : 0700;

	if (paths_make(f->store, mode) == 0 && paths_make(f->path, mode) == 0)
		return ST_OK;
	return list_folder_failed(f->path, why);
}

enum status list_folder_link_file(const struct list_folder *f, const char *temp,
				  struct segment_range r, struct buf *why)
{
	struct buf path = BUF_INIT;
	enum status st = ST_OK;

	list_folder_range_file(f, r, &path);
	if (link(temp, path.data) != 0)
		st = errno == EEXIST ? ST_EXISTS : list_folder_failed(path.data, why);
	/* the folder's maker may have been killed before it synced the store; or it has
	 * yet to do so, while the second mail makes segment 1 already */
	if ((st == ST_OK || st == ST_EXISTS) &&
	    (paths_sync(f->path) != 0 || (r.first <= 1 && paths_sync(f->store) != 0)))
		st = list_folder_failed(path.data, why);
	unlink(temp);
	buf_release(&path);
	return st;
}

/* Says why a folder can't get another name. */
static enum status say_not_renamed(const char *path, struct buf *why)
{
	if (errno != EXDEV)
		return list_folder_failed(path, why);
	return status_say(
	    why, ST_NOINPUT,
	    "%s: its file system can't rename this folder, as an overlay one "
	    "can't with a folder of the layer below: put a copy (cp -a) into "
	    "its place first, in a pause of deliveries",
	    path);
}

enum status list_folder_move(const struct list_folder *made, const struct list_folder *to,
			     struct buf *why)
{
	if (rename(made->path, to->path) == 0 && paths_sync(to->store) == 0)
		return ST_OK;
	if (errno != EEXIST && errno != ENOTEMPTY)
		return say_not_renamed(made->path, why);
	return status_say(why, ST_CANTCREAT, "%s: this list was made in the meantime",
			  to->path);
}

void list_folder_remove(const struct list_folder *f)
{
	struct buf path = BUF_INIT, why = BUF_INIT, files = BUF_INIT;
	const struct segment_range *r;

	add_files(f, &files, &why);
	r = (const void *)files.data;
	for (size_t i = 0; i < files.len / sizeof(*r); i++) {
		list_folder_range_file(f, r[i], &path);
		unlink(path.data);
	}
	buf_release(&files);
	rmdir(f->path);
	rmdir(f->store);
	buf_release(&path);
	buf_release(&why);
}

/* "." keeps it from being a list. */
#define TAKEN STR(".taken.")

enum status list_folder_take_away(const struct list_folder *f, struct list_folder *away,
				  struct buf *why)
{
	struct buf name = BUF_INIT;
	enum status st = ST_OK;

	buf_adds(&name, TAKEN);
	add_unique(&name);
	list_folder_init(away, f->store, buf_cstr(&name), f->shared);
	if (rename(f->path, away->path) != 0 || paths_sync(f->store) != 0)
		st = say_not_renamed(f->path, why);
	buf_release(&name);
	return st;
}

static void remove_every_file(const struct list_folder *f)
{
	DIR *d = opendir(f->path);
	struct dirent *e;

	while (d && (e = readdir(d)))
		unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
	rmdir(f->path);
}

/* Several processes may do this at a time. */
void list_folder_remove_taken(const char *store)
{
	DIR *d = opendir(store);
	struct list_folder f;
	struct dirent *e;

	while (d && (e = readdir(d))) {
		if (!str_starts(str_from(e->d_name), TAKEN))
			continue;
		list_folder_init(&f, store, e->d_name, false);
		remove_every_file(&f);
		list_folder_release(&f);
	}
	if (d)
		closedir(d);
}

static enum status explain_missing_store(const char *store, struct buf *why)
{
	return status_say(
	    why, ST_NOINPUT,
	    "%s: no such store; patchdigest-filter makes one from the first mail it is "
	    "given, or from an archive by --public-inbox",
	    store);
}

enum status list_folder_missing(const struct list_folder *f, struct buf *why)
{
	if (access(f->store, F_OK) != 0)
		return explain_missing_store(f->store, why);
	return status_say(why, ST_NOINPUT,
			  "%s: no list %s in this store; patchdigest-report --lists "
			  "names those there are",
			  f->store, f->list);
}

enum status list_folder_size(const struct list_folder *f,
			     const struct segment_range *ranges, uint32_t n,
			     uint64_t *bytes, struct buf *why)
{
	struct buf path = BUF_INIT;
	enum status st = ST_OK;
	struct stat file;

	*bytes = 0;
	for (uint32_t i = 0; i < n && st == ST_OK; i++) {
		list_folder_range_file(f, ranges[i], &path);
		if (stat(path.data, &file) == 0)
			*bytes += (uint64_t)file.st_size;
		else if (errno != ENOENT)
			st = status_say(why, ST_NOINPUT, "%s: %s", buf_cstr(&path),
					strerror(errno));
	}
	buf_release(&path);
	return st;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int is_list_entry(const struct dirent *e)
{
	return list_name_valid(str_from(e->d_name));
}

bool list_folder_has(const char *store, const char *list)
{
	struct buf ignored = BUF_INIT;
	struct list_folder f;
	enum status st;
	uint32_t n;
	bool has;

	list_folder_init(&f, store, list, false);
	st = list_folder_segments(&f, &n, &ignored);
	/* ST_DAMAGED: it has a number too high; one that may not be read may be a list,
	 * but for the folder that a file system has at its top */
	has = n || st == ST_DAMAGED ||
	      (st != ST_OK && is_folder(f.path) && strcmp(list, "lost+found") != 0);
	list_folder_release(&f);
	buf_release(&ignored);
	return has;
}

enum status list_folder_lists(const char *store, struct buf *names, struct buf *why)
{
	struct dirent **entries;
	int n = scandir(store, &entries, is_list_entry, alphasort);

	if (n < 0 && errno == ENOENT)
		return explain_missing_store(store, why);
	if (n < 0)
		return status_say(why, ST_NOINPUT, "%s: %s", store, strerror(errno));
	for (int i = 0; i < n; i++) {
		if (list_folder_has(store, entries[i]->d_name))
			buf_addf(names, "%s\n", entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return ST_OK;
}
