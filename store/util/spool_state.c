/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "store/util/file.h"
#include "store/util/paths.h"
#include "store/util/spool_state.h"

void spool_state_dir(struct buf *dir)
{
	paths_state(dir);
	buf_addstr(dir, "/spool");
}

/* The file's time is that of the mail: nothing writes to it after it was spooled. */
static void note_time(struct spool_state *s, int64_t *oldest, int folder,
		      const char *name)
{
	struct stat st;

	if (!oldest)
		return;
	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		s->can_not_be_read |= errno != ENOENT;
	else if (st.st_mtime < *oldest)
		*oldest = st.st_mtime;
}

/* oldest may be NULL. */
static size_t count_mails(struct spool_state *s, const char *spool, const char *folder,
			  int64_t *oldest)
{
	struct buf path = BUF_INIT;
	struct dirent *e;
	size_t n = 0;
	DIR *d;

	buf_addf(&path, "%s/%s", spool, folder);
	d = opendir(buf_cstr(&path));
	if (!d && errno != ENOENT)
		s->can_not_be_read = true;
	while (d && (e = file_next_entry(d))) {
		if (e->d_name[0] == '.')
			continue;
		note_time(s, oldest, dirfd(d), e->d_name);
		n++;
	}
	if (d && errno)
		s->can_not_be_read = true;
	if (d)
		closedir(d);
	buf_release(&path);
	return n;
}

void spool_state_read(struct spool_state *s, const char *dir)
{
	*s = (struct spool_state){ .oldest = INT64_MAX };
	s->waiting = count_mails(s, dir, "new", &s->oldest);
	s->waiting += count_mails(s, dir, "cur", &s->oldest);
	s->failed = count_mails(s, dir, "failed", NULL);
}
