/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/mail/sendmail.h"
#include "store/util/array.h"
#include "store/util/file.h"

extern char **environ;

/* Where systems have it. */
static const char *default_program(void)
{
	static const char *const places[] = { "/usr/sbin/sendmail", "/usr/lib/sendmail" };

	for (size_t i = 0; i < ARRAY_SIZE(places); i++)
		if (access(places[i], X_OK) == 0)
			return places[i];
	return places[0];
}

/* A file in memory that holds the message; -1 with errno. */
static int message_file(struct str message)
{
	int fd = memfd_create("message", MFD_CLOEXEC);

	if (fd < 0)
		return -1;
	if (file_write_all(fd, message)) {
		lseek(fd, 0, SEEK_SET);
		return fd;
	}
	close(fd);
	return -1;
}

/* Signals that this program ignores are as usual there. 0, or an error number. */
static int start(pid_t *pid, const char *program, int input)
{
	char from_header[] = "-t", dots_are_text[] = "-oi";
	char *const argv[] = { (char *)program, from_header, dots_are_text, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int error;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGXFSZ);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	error = posix_spawnp(pid, program, &actions, &attr, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	return error;
}

static enum status wait_for(pid_t pid, const char *program, struct buf *why)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR) {
			buf_addf(why, "%s: %s", program, strerror(errno));
			return ST_BUSY;
		}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return ST_OK;
	if (WIFSIGNALED(status))
		buf_addf(why, "%s was ended by signal %d: the mail was not sent", program,
			 WTERMSIG(status));
	else
		buf_addf(why, "%s refused the mail: it exited with %d", program,
			 WEXITSTATUS(status));
	return ST_BUSY;
}

enum status sendmail_run(const char *program, struct str message, struct buf *why)
{
	int input = message_file(message), error;
	pid_t pid = 0;

	if (!program)
		program = default_program();
	error = input < 0 ? errno : start(&pid, program, input);
	if (input >= 0)
		close(input);
	if (error) {
		buf_addf(why, "%s can't be run: %s", program, strerror(error));
		return ST_BUSY;
	}
	return wait_for(pid, program, why);
}
