/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "filter/import/decompress.h"
#include "filter/system/guard.h"
#include "store/util/array.h"
#include "store/util/file.h"

extern char **environ;

#define MAGIC_MAX 6

static const struct decompress_format {
	const char *magic;
	size_t length;
	const char *program, *missing;
	int warned; /* how it exits after a warning; 0: it has no such exit */
} formats[] = {
	{ "\x1f\x8b", 2, "gzip", "it is compressed, and gzip can't be run", 2 },
	{ "\xfd"
	  "7zXZ\0",
	  6, "xz", "it is compressed, and xz can't be run", 2 },
	{ "\x28\xb5\x2f\xfd", 4, "zstd", "it is compressed, and zstd can't be run", 0 },
	{ "BZh", 3, "bzip2", "it is compressed, and bzip2 can't be run", 0 },
};

const struct decompress_format *decompress_format_of_bytes(struct str bytes)
{
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
		if (str_starts(bytes,
			       (struct str){ formats[i].magic, formats[i].length }))
			return &formats[i];
	return NULL;
}

const struct decompress_format *decompress_format_of(int fd)
{
	char begin[MAGIC_MAX];
	ssize_t n = pread(fd, begin, sizeof(begin), 0);

	return n < 0 ? NULL
		     : decompress_format_of_bytes((struct str){ begin, (size_t)n });
}

bool decompress_needed(const char *path)
{
	/* A pipe would wait for its writer. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool needed = fd >= 0 && decompress_format_of(fd);

	file_close(&fd);
	return needed;
}

static int spawn_program(pid_t *pid, const char *program, int in, int out)
{
	char option[] = "-dc";
	char *argv[] = { (char *)program, option, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t signals;
	int error;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	/* This program ignores SIGPIPE; the other one must end when nothing reads it. */
	posix_spawnattr_init(&attr);
	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &signals);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(pid, program, &files, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

const char *decompress_start(struct decompress *d, const struct decompress_format *format,
			     int *fd)
{
	int pipes[2];
	int error;

	if (pipe2(pipes, O_CLOEXEC) < 0)
		return strerror(errno);
	d->format = format;
	error = spawn_program(&d->pid, format->program, *fd, pipes[1]);
	file_close(&pipes[1]);
	if (error) {
		d->pid = 0;
		file_close(&pipes[0]);
		return format->missing;
	}
	close(*fd);
	*fd = pipes[0];
	return NULL;
}

const char *decompress_end(struct decompress *d)
{
	int status = guard_wait(d->pid);

	d->pid = 0;
	if (status < 0)
		return strerror(errno);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return "it is compressed, and its program can't be run";
	if (!WIFEXITED(status) ||
	    (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != d->format->warned))
		return "the compressed file is damaged or cut short";
	return NULL;
}
