/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "store/util/file.h"

#define PIECE (64 * 1024) /* what a pipe holds */
/* Far larger than the largest mailmap. */
#define TEXT_MAX (64u << 20)

/* A file's size and a byte: the read that finds its end then needs no more room. */
static size_t first_guess(int fd)
{
	struct stat st;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		return (size_t)st.st_size + 1;
	return PIECE;
}

static bool try_reserve(struct buf *b, size_t more)
{
	size_t want = b->len + more + BUF_PAD;
	char *data;

	if (want <= b->cap)
		return true;
	if (want < b->cap + b->cap / 2)
		want = b->cap + b->cap / 2;
	data = realloc(b->data, want);
	if (!data)
		return false;
	b->data = data;
	b->cap = want;
	return true;
}

enum status file_read_limited(int fd, struct buf *b, size_t limit)
{
	size_t more = first_guess(fd);

	if (more > limit)
		more = limit + 1;
	while (try_reserve(b, more)) {
		ssize_t n = read(fd, b->data + b->len, b->cap - BUF_PAD - b->len);

		if (n > 0)
			b->len += (size_t)n;
		if (n == 0 || (n < 0 && errno != EINTR) || (n > 0 && b->len > limit)) {
			memset(b->data + b->len, 0, BUF_PAD);
			return n < 0 ? ST_NOINPUT : ST_OK;
		}
		more = b->len + BUF_PAD < b->cap ? 1 : PIECE;
	}
	errno = ENOMEM;
	return ST_BUSY;
}

enum status file_read_all(int fd, struct buf *b)
{
	return file_read_limited(fd, b, SIZE_MAX);
}

/* A pipe or terminal may never give its bytes, nor end. */
static bool may_wait(int fd)
{
	struct stat st;

	return fstat(fd, &st) != 0 ||
	       (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode) &&
		!(S_ISCHR(st.st_mode) && st.st_rdev == makedev(1, 3)));
}

enum status file_read_text(struct buf *text, const char *name, struct buf *why)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	bool missing = fd < 0 && errno == ENOENT, waits = fd >= 0 && may_wait(fd);
	enum status st =
	    fd < 0 || waits ? ST_NOINPUT : file_read_limited(fd, text, TEXT_MAX);

	file_close(&fd);
	if (st == ST_OK && text->len <= TEXT_MAX)
		return ST_OK;
	buf_addf(why, "%s: %s", name,
		 waits	       ? "neither a file nor /dev/null"
		 : st == ST_OK ? "too large"
			       : strerror(errno));
	if (missing)
		return ST_NOTFOUND;
	return st == ST_OK ? ST_NOINPUT : st;
}

int file_open_mail(const char *path, bool to_lock, const char **why)
{
	const int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
	int fd = open(path, (to_lock ? O_RDWR : O_RDONLY) | flags);
	struct stat st;

	if (fd < 0 && to_lock && (errno == EACCES || errno == EROFS || errno == EISDIR))
		fd = open(path, O_RDONLY | flags);
	if (fd < 0) {
		*why = errno == ELOOP ? "a symbolic link, which is not followed"
				      : strerror(errno);
		return -1;
	}
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return fd;
	*why = S_ISDIR(st.st_mode) ? strerror(EISDIR) : "no regular file";
	close(fd);
	errno = EINVAL;
	return -1;
}

bool file_write_all(int fd, struct str s)
{
	while (s.len) {
		ssize_t n = write(fd, s.s, s.len);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			s = str_sub(s, (size_t)n, s.len);
	}
	return true;
}

void file_close(int *fd)
{
	int error = errno;

	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	errno = error;
}

struct dirent *file_next_entry(DIR *d)
{
	errno = 0;
	return readdir(d);
}

bool file_exists(const char *dir, const char *name)
{
	struct buf path = BUF_INIT;
	bool exists;

	buf_addf(&path, "%s/%s", dir, name);
	exists = access(buf_cstr(&path), F_OK) == 0;
	buf_release(&path);
	return exists;
}
