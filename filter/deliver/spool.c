/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "store/util/paths.h"

#include "store/util/file.h"
#include "filter/deliver/spool.h"

#define NAME_END ".patchdigest" /* ends the names of our own files */

/* Refuses a folder that everybody can write to. */
static int open_folder(int at, const char *path, int flags)
{
	int fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags);
	struct stat st;

	if (fd >= 0 && (fstat(fd, &st) < 0 || (st.st_mode & S_IWOTH))) {
		file_close(&fd);
		errno = EPERM;
	}
	return fd;
}

/* Opens tmp or new, and makes it if missing; follows no link out of the spool. */
static int open_sub(int spool, const char *name)
{
	int fd = open_folder(spool, name, O_NOFOLLOW);

	if (fd >= 0 || errno != ENOENT)
		return fd;
	if (mkdirat(spool, name, 0777) < 0 && errno != EEXIST)
		return -1;
	if (fsync(spool) < 0)
		return -1;
	return open_folder(spool, name, O_NOFOLLOW);
}

static int spool_open(const struct spool *s)
{
	int fd = open_folder(AT_FDCWD, s->dir, 0);

	if (fd >= 0 || errno != ENOENT)
		return fd;
	if (paths_make(s->dir, s->shared ? 02770 : 0700) < 0)
		return -1;
	return open_folder(AT_FDCWD, s->dir, 0);
}

/* Makes Maildir's "time.unique.host"; NAME_END marks it as our own. */
static void make_spool_name(struct buf *name)
{
	struct utsname host;
	struct timespec now;

	if (uname(&host) < 0)
		strcpy(host.nodename, "localhost");
	for (char *p = host.nodename; *p; p++)
		if (!is_alpha(*p) && !is_digit(*p) && *p != '-' && *p != '.')
			*p = '_';
	clock_gettime(CLOCK_REALTIME, &now);
	buf_reset(name);
	buf_addf(name, "%lld.M%06ldP%ld.%s" NAME_END, (long long)now.tv_sec,
		 now.tv_nsec / 1000, (long)getpid(), host.nodename);
}

static int write_spool_file(int tmp, const char *name, struct str header, struct str raw)
{
	int fd =
	    openat(tmp, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);

	if (fd < 0)
		return -1;
	/* tells spool_sweep that this file is still being written */
	flock(fd, LOCK_EX | LOCK_NB);
	if (file_write_all(fd, header) && file_write_all(fd, raw) && fsync(fd) == 0)
		return fd;
	close(fd);
	unlinkat(tmp, name, 0);
	return -1;
}

/*
 * If the last fsync fails, the file stays all the same: the host brings the message
 * again, and two copies do no harm.
 */
static int put_file(int tmp, int new_dir, const char *name, struct str header,
		    struct str raw)
{
	int fd = write_spool_file(tmp, name, header, raw);
	int rc;

	if (fd < 0)
		return -1;
	rc = renameat(tmp, name, new_dir, name);
	if (rc < 0)
		unlinkat(tmp, name, 0);
	else
		rc = fsync(new_dir);
	close(fd);
	return rc;
}

enum status spool_put(const struct spool *s, struct str header, struct str raw,
		      struct buf *name, struct buf *why)
{
	int spool, tmp = -1, new_dir = -1;
	enum status st = ST_OK;

	make_spool_name(name);
	spool = spool_open(s);
	if (spool >= 0)
		tmp = open_sub(spool, "tmp");
	if (tmp >= 0)
		new_dir = open_sub(spool, "new");
	/* only mail programs need cur: no error if it can't be made */
	if (new_dir >= 0)
		(void)!mkdirat(spool, "cur", 0777);
	if (new_dir < 0 || put_file(tmp, new_dir, buf_cstr(name), header, raw) < 0)
		st = status_say(why, ST_NOSPACE, "cannot write to %s: %s", s->dir,
				strerror(errno));
	file_close(&new_dir);
	file_close(&tmp);
	file_close(&spool);
	return st;
}

DIR *spool_list(const struct spool *s, const char *sub)
{
	int spool = open_folder(AT_FDCWD, s->dir, 0);
	int fd = spool < 0 ? -1 : open_folder(spool, sub, O_NOFOLLOW);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);

	if (!d)
		file_close(&fd);
	file_close(&spool);
	return d;
}

void spool_sweep(const struct spool *s)
{
	DIR *d = spool_list(s, "tmp");
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (str_ends(str_from(e->d_name), STR(NAME_END)))
			paths_remove_unlocked(dirfd(d), e->d_name);
	if (d)
		closedir(d);
}
