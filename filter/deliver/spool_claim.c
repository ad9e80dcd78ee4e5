/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/util/paths.h"

#include "store/util/file.h"
#include "filter/deliver/spool_claim.h"

void spool_release(struct spool_file *f)
{
	int error = errno;

	file_close(&f->fd);
	buf_release(&f->rest);
	buf_release(&f->try);
	*f = (struct spool_file){ .fd = -1 };
	errno = error;
}

/*
 * Its holder may finish between our open and our lock: then the file has no
 * name any more. On a file system without locks the rename decides.
 */
static bool lock_file(int fd)
{
	struct stat st;

	if (flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK)
		return false;
	return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

bool spool_claim(struct spool_file *f, const char *folder, const char *name,
		 const char **why)
{
	struct str rest = str_from(name);

	*f = (struct spool_file){ .crashed = str_ends(rest, STR(SPOOL_TRY)) };
	f->trying = f->crashed;
	if (f->crashed)
		rest.len -= strlen(SPOOL_TRY);
	buf_addf(&f->rest, "%s/%.*s", folder, (int)rest.len, rest.s);
	buf_addf(&f->try, "%s" SPOOL_TRY, buf_cstr(&f->rest));
	f->fd = file_open_mail(buf_cstr(f->crashed ? &f->try : &f->rest), true, why);
	if (f->fd >= 0 || errno == ENOENT)
		*why = NULL;
	if (f->fd >= 0 && lock_file(f->fd))
		return true;
	spool_release(f);
	return false;
}

bool spool_try(struct spool_file *f)
{
	f->trying = f->trying || rename(buf_cstr(&f->rest), buf_cstr(&f->try)) == 0;
	return f->trying;
}

bool spool_done(struct spool_file *f)
{
	bool gone = unlink(buf_cstr(&f->try)) == 0 || errno == ENOENT;

	spool_release(f);
	return gone;
}

void spool_return(struct spool_file *f)
{
	if (f->trying && !f->crashed)
		rename(buf_cstr(&f->try), buf_cstr(&f->rest));
	spool_release(f);
}

bool spool_fail(struct spool_file *f, const struct spool *s)
{
	struct buf to = BUF_INIT;
	const char *slash = strrchr(buf_cstr(&f->rest), '/');
	bool moved;

	buf_addf(&to, "%s/failed", s->dir);
	paths_make(buf_cstr(&to), s->shared ? 02770 : 0700);
	buf_addstr(&to, slash);
	moved = rename(buf_cstr(&f->try), buf_cstr(&to)) == 0;
	buf_release(&to);
	spool_release(f);
	return moved;
}
