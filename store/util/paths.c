/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/util/file.h"
#include "store/util/paths.h"

/* The XDG rule: a value that is no absolute path counts as unset. */
static const char *absolute_env(const char *name)
{
	const char *v = getenv(name);

	return v && v[0] == '/' ? v : NULL;
}

void paths_home(struct buf *out)
{
	const char *home = absolute_env("HOME");

	if (!home) {
		const struct passwd *pw = getpwuid(getuid());

		home = pw && pw->pw_dir && pw->pw_dir[0] == '/' ? pw->pw_dir : "/";
	}
	buf_addstr(out, home);
}

static void under_home(struct buf *out, const char *variable, const char *fallback)
{
	const char *base = absolute_env(variable);

	if (base) {
		buf_addstr(out, base);
	} else {
		paths_home(out);
		buf_addstr(out, fallback);
	}
	buf_addstr(out, "/patchdigest");
}

void paths_store(struct buf *out)
{
	const char *dir = getenv("PATCHDIGEST_STORE");

	if (dir && *dir)
		buf_addstr(out, dir);
	else
		under_home(out, "XDG_DATA_HOME", "/.local/share");
}

void paths_state(struct buf *out)
{
	under_home(out, "XDG_STATE_HOME", "/.local/state");
}

void paths_config(struct buf *out)
{
	under_home(out, "XDG_CONFIG_HOME", "/.config");
}

/*
 * Sets the bits that mkdir() left out: it obeys the umask, and takes the setgid bit from
 * the folder above. A sandboxed process can't change modes: the folders that it makes are
 * shared if the store's folder, which is older, is.
 */
static void add_missing_bits(const char *path, mode_t mode)
{
	struct stat st;

	if (stat(path, &st) == 0 && (st.st_mode & mode) != mode)
		(void)!chmod(path, mode);
}

int paths_sync(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd < 0 ? -1 : fsync(fd);

	file_close(&fd);
	return rc;
}

void paths_sync_above(const char *path)
{
	char *copy = xstrdup(path);

	(void)!paths_sync(dirname(copy));
	free(copy);
}

static int make_one_folder(const char *path, mode_t mode)
{
	struct stat st;

	if (mkdir(path, mode) == 0) {
		add_missing_bits(path, mode);
		paths_sync_above(path);
		return 0;
	}
	if (errno == EEXIST && stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		errno = ENOTDIR;
	return errno == EEXIST ? 0 : -1;
}

int paths_make(const char *path, mode_t mode)
{
	int rc = make_one_folder(path, mode);
	char *copy, *p;

	if (rc == 0 || errno != ENOENT)
		return rc;
	copy = xstrdup(path);
	for (p = copy + 1, rc = 0; rc == 0 && *p; p++) {
		if (*p != '/' || p[1] == '/' || p[1] == '\0')
			continue;
		*p = '\0';
		rc = make_one_folder(copy, mode);
		*p = '/';
	}
	if (rc == 0)
		rc = make_one_folder(copy, mode);
	free(copy);
	return rc;
}

/* Opened for writing: NFS gives an exclusive lock only then. */
void paths_remove_unlocked(int dir, const char *name)
{
	int fd = openat(dir, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(dir, name, 0);
	close(fd);
}
