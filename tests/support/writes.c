/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and logs, in order, what it and its children do to the files and folders
 * below DIR. A test can work out from that what the disk holds if the power fails at any
 * of these moments.
 *
 *	writes DIR LOG COMMAND...	exits as the command does
 *
 * The lines of LOG, with paths relative to DIR ("." is DIR itself):
 *
 *	create PATH		a new, empty file
 *	mkdir PATH
 *	write PATH OFFSET SIZE	SIZE bytes and a newline follow
 *	size PATH SIZE		the file is cut, or zeros are appended
 *	link OLD NEW
 *	rename OLD NEW
 *	remove PATH		a file or an empty folder
 *	sync PATH		a file's bytes or a folder's names are on the disk
 *
 * Writes through a mapping are logged when its file is synced, as a write of the
 * whole file.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "tests/support/trace.h"

#define MAPPED_MAX 64

struct call {
	uint64_t number, args[6];
	bool existed; /* the file to be opened */
};

struct watch {
	const char *dir;
	FILE *log;
	struct call calls[TRACE_PROCESSES_MAX];
	char mapped[MAPPED_MAX][PATH_MAX];
	int n_mapped;
};

static void read_memory(pid_t pid, uint64_t at, void *to, size_t size)
{
	struct iovec ours = { to, size }, theirs = { (void *)(uintptr_t)at, size };

	if (process_vm_readv(pid, &ours, 1, &theirs, 1, 0) != (ssize_t)size)
		err(1, "process_vm_readv");
}

/* Reads byte by byte: the memory after the string may not be mapped. */
static void read_string(pid_t pid, uint64_t at, char to[PATH_MAX])
{
	for (size_t i = 0; i < PATH_MAX; i++) {
		read_memory(pid, at + i, to + i, 1);
		if (!to[i])
			return;
	}
	errx(1, "a path that is too long");
}

static void read_link(const char *of, char to[PATH_MAX])
{
	ssize_t n = readlink(of, to, PATH_MAX - 1);

	to[n > 0 ? n : 0] = '\0';
}

static void path_of_fd(pid_t pid, int fd, char path[PATH_MAX])
{
	char link[64];

	if (fd == AT_FDCWD)
		snprintf(link, sizeof(link), "/proc/%d/cwd", (int)pid);
	else
		snprintf(link, sizeof(link), "/proc/%d/fd/%d", (int)pid, fd);
	read_link(link, path);
}

static void path_at(pid_t pid, uint64_t dir, uint64_t name, char path[PATH_MAX])
{
	char folder[PATH_MAX], given[PATH_MAX];

	read_string(pid, name, given);
	path_of_fd(pid, (int)dir, folder);
	if (snprintf(path, PATH_MAX, "%s%s%s", *given == '/' ? "" : folder,
		     *given == '/' ? "" : "/", given) >= PATH_MAX)
		errx(1, "a path that is too long");
}

/* Returns the path relative to DIR, or NULL if it is not below DIR. */
static const char *below(const struct watch *w, const char *path)
{
	size_t n = strlen(w->dir);

	if (strncmp(path, w->dir, n) != 0 || (path[n] && path[n] != '/'))
		return NULL;
	return path[n] && path[n + 1] ? path + n + 1 : ".";
}

static void say(struct watch *w, const char *what, const char *path)
{
	const char *name = below(w, path);

	if (name)
		fprintf(w->log, "%s %s\n", what, name);
}

static void say_two(struct watch *w, const char *what, const char *from, const char *to)
{
	if (!below(w, from) != !below(w, to))
		errx(1, "%s: one of %s and %s is not below %s", what, from, to, w->dir);
	if (below(w, from))
		fprintf(w->log, "%s %s %s\n", what, below(w, from), below(w, to));
}

static void say_bytes(struct watch *w, const char *path, uint64_t offset,
		      const void *data, size_t size)
{
	fprintf(w->log, "write %s %llu %zu\n", below(w, path), (unsigned long long)offset,
		size);
	fwrite(data, 1, size, w->log);
	fputc('\n', w->log);
}

static void wrote(struct watch *w, pid_t pid, const struct call *c, uint64_t offset,
		  size_t size)
{
	char path[PATH_MAX];
	char *data;

	path_of_fd(pid, (int)c->args[0], path);
	if (!below(w, path))
		return;
	data = malloc(size + 1);
	if (!data)
		err(1, "malloc");
	read_memory(pid, c->args[1], data, size);
	say_bytes(w, path, offset, data, size);
	free(data);
}

/* Returns the offset at which a write() began. */
static uint64_t offset_before(pid_t pid, int fd, size_t size)
{
	unsigned long long at = 0;
	char name[64];
	FILE *f;

	snprintf(name, sizeof(name), "/proc/%d/fdinfo/%d", (int)pid, fd);
	f = fopen(name, "r");
	if (!f || fscanf(f, "pos: %llu", &at) != 1)
		errx(1, "%s: no position", name);
	fclose(f);
	return at - size;
}

static void resized(struct watch *w, pid_t pid, int fd)
{
	char path[PATH_MAX];
	struct stat st;

	path_of_fd(pid, fd, path);
	if (below(w, path) && stat(path, &st) == 0)
		fprintf(w->log, "size %s %lld\n", below(w, path), (long long)st.st_size);
}

static bool is_mapped(const struct watch *w, const char *path)
{
	for (int i = 0; i < w->n_mapped; i++)
		if (strcmp(w->mapped[i], path) == 0)
			return true;
	return false;
}

static void mapped(struct watch *w, pid_t pid, const struct call *c)
{
	char path[PATH_MAX];

	if (!(c->args[2] & PROT_WRITE) || !(c->args[3] & MAP_SHARED) ||
	    (c->args[3] & MAP_ANONYMOUS))
		return;
	path_of_fd(pid, (int)c->args[4], path);
	if (!below(w, path) || is_mapped(w, path))
		return;
	if (w->n_mapped == MAPPED_MAX)
		errx(1, "too many mappings");
	memcpy(w->mapped[w->n_mapped++], path, PATH_MAX);
}

static void say_whole(struct watch *w, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *data;

	if (fd < 0 || fstat(fd, &st) < 0)
		err(1, "%s", path);
	data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (data == MAP_FAILED)
		err(1, "%s", path);
	say_bytes(w, path, 0, data, (size_t)st.st_size);
	munmap(data, (size_t)st.st_size);
	close(fd);
}

static void synced(struct watch *w, pid_t pid, int fd)
{
	char path[PATH_MAX];

	path_of_fd(pid, fd, path);
	if (is_mapped(w, path))
		say_whole(w, path);
	say(w, "sync", path);
}

/* Whether a call opens a file. Then at is its folder, name and flags. */
static bool is_open(const struct call *c, uint64_t at[3])
{
	if (c->number == SYS_openat) {
		memcpy(at, c->args, 3 * sizeof(*at));
		return true;
	}
#ifdef SYS_open /* older architectures only */
	if (c->number == SYS_open) {
		at[0] = (uint64_t)AT_FDCWD;
		memcpy(at + 1, c->args, 2 * sizeof(*at));
		return true;
	}
#endif
	return false;
}

static void opened(struct watch *w, pid_t pid, bool existed, const uint64_t at[3])
{
	char path[PATH_MAX];

	path_at(pid, at[0], at[1], path);
	if ((at[2] & O_CREAT) && !existed)
		say(w, "create", path);
	else if ((at[2] & O_TRUNC) && below(w, path))
		fprintf(w->log, "size %s 0\n", below(w, path));
}

static void named(struct watch *w, pid_t pid, const char *what, uint64_t dir,
		  uint64_t name)
{
	char path[PATH_MAX];

	path_at(pid, dir, name, path);
	say(w, what, path);
}

static void named_twice(struct watch *w, pid_t pid, const char *what,
			const uint64_t at[4])
{
	char from[PATH_MAX], to[PATH_MAX];

	path_at(pid, at[0], at[1], from);
	path_at(pid, at[2], at[3], to);
	say_two(w, what, from, to);
}

static void succeeded(struct watch *w, pid_t pid, const struct call *c, int64_t result)
{
	const uint64_t *a = c->args, here = (uint64_t)AT_FDCWD;
	uint64_t at[3];

	if (is_open(c, at))
		opened(w, pid, c->existed, at);
	switch (c->number) {
	case SYS_mkdirat:
		named(w, pid, "mkdir", a[0], a[1]);
		break;
	case SYS_unlinkat:
		named(w, pid, "remove", a[0], a[1]);
		break;
	case SYS_linkat:
		named_twice(w, pid, "link", a);
		break;
	case SYS_renameat:
	case SYS_renameat2:
		named_twice(w, pid, "rename", a);
		break;
#ifdef SYS_open /* older architectures only */
	case SYS_mkdir:
		named(w, pid, "mkdir", here, a[0]);
		break;
	case SYS_unlink:
	case SYS_rmdir:
		named(w, pid, "remove", here, a[0]);
		break;
	case SYS_link:
		named_twice(w, pid, "link", (const uint64_t[]){ here, a[0], here, a[1] });
		break;
	case SYS_rename:
		named_twice(w, pid, "rename",
			    (const uint64_t[]){ here, a[0], here, a[1] });
		break;
#endif
	case SYS_write:
		if (result > 0)
			wrote(w, pid, c, offset_before(pid, (int)a[0], (size_t)result),
			      (size_t)result);
		break;
	case SYS_pwrite64:
		wrote(w, pid, c, a[3], (size_t)result);
		break;
	case SYS_ftruncate:
	case SYS_fallocate:
		resized(w, pid, (int)a[0]);
		break;
	case SYS_fsync:
	case SYS_fdatasync:
		synced(w, pid, (int)a[0]);
		break;
	case SYS_mmap:
		mapped(w, pid, c);
		break;
	case SYS_writev:
	case SYS_pwritev:
	case SYS_truncate:
	case SYS_copy_file_range:
	case SYS_sendfile:
		errx(1, "system call %d is not handled here", (int)c->number);
	default:
		break;
	}
}

static void get_info(pid_t pid, struct __ptrace_syscall_info *info)
{
	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof(*info), info) < 0)
		err(1, "PTRACE_GET_SYSCALL_INFO");
}

static void at_entry(void *arg, struct tracee *t, int process)
{
	struct watch *w = arg;
	struct call *c = &w->calls[process];
	struct __ptrace_syscall_info info;
	char path[PATH_MAX];
	uint64_t at[3];

	get_info(t->pid, &info);
	c->number = info.entry.nr;
	memcpy(c->args, info.entry.args, sizeof(c->args));
	c->existed = false;
	if (is_open(c, at) && (at[2] & O_CREAT)) {
		path_at(t->pid, at[0], at[1], path);
		c->existed = access(path, F_OK) == 0;
	}
}

static void at_exit(void *arg, struct tracee *t, int process)
{
	struct watch *w = arg;
	struct __ptrace_syscall_info info;

	get_info(t->pid, &info);
	if (!info.exit.is_error)
		succeeded(w, t->pid, &w->calls[process], info.exit.rval);
}

int main(int argc, char **argv)
{
	static struct watch w;
	struct trace t = { .entry = at_entry, .leave = at_exit, .arg = &w };
	char dir[PATH_MAX];
	int code;

	if (argc < 4 || !realpath(argv[1], dir))
		errx(1, "usage: writes DIR LOG COMMAND...");
	w.dir = dir;
	w.log = fopen(argv[2], "we");
	if (!w.log)
		err(1, "%s", argv[2]);
	code = trace_run(&t, argv + 3);
	if (fclose(w.log))
		err(1, "%s", argv[2]);
	return code;
}
