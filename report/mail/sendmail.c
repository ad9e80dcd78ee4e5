/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/mail/sendmail.h"
#include "store/util/array.h"
#include "store/util/file.h"
#include "store/util/spawn.h"

static const char *default_sendmail(void)
{
	static const char *const paths[] = { "/usr/sbin/sendmail", "/usr/lib/sendmail" };

	for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
		if (access(paths[i], X_OK) == 0)
			return paths[i];
	return paths[0];
}

/* Returns a file in memory that holds the message, at its start; -1 with errno. */
static int make_message_file(struct str message)
{
	int fd = memfd_create("message", MFD_CLOEXEC);

	if (fd >= 0 && !file_write_all(fd, message))
		file_close(&fd);
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

static enum status wait_for_sendmail(pid_t pid, const char *program, struct buf *why)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return status_say(why, ST_BUSY, "%s: %s", program,
					  strerror(errno));
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return ST_OK;
	if (WIFSIGNALED(status))
		return status_say(why, ST_BUSY,
				  "%s was ended by signal %d: the mail was not sent",
				  program, WTERMSIG(status));
	return status_say(why, ST_BUSY, "%s refused the mail: it exited with %d", program,
			  WEXITSTATUS(status));
}

enum status sendmail_run(const char *program, struct str message, struct buf *why)
{
	char from_header[] = "-t", dots_are_text[] = "-oi";
	char *const argv[] = { (char *)(program ? program : default_sendmail()),
			       from_header, dots_are_text, NULL };
	int input = make_message_file(message), error;
	pid_t pid = 0;

	error = input < 0 ? errno : spawn_program(&pid, argv[0], argv, input);
	file_close(&input);
	if (error)
		return status_say(why, ST_BUSY,
				  "%s can't be run: %s; --sendmail names another "
				  "program",
				  argv[0], strerror(error));
	return wait_for_sendmail(pid, argv[0], why);
}
