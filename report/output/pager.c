/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/output/pager.h"
#include "store/util/spawn.h"

/* A command with one of these needs a shell. Any other is started directly: then it is
 * known at once if it is missing. */
#define SHELL_CHARS "|&;<>()$`\\\"' \t\n*?[#~=%"

/* Returns NULL if $PAGER is empty or "cat": the user wants no pager, as in git. */
static char *pager_command(void)
{
	static char less[] = "less";
	char *pager = getenv("PAGER");

	if (!pager)
		return less;
	return *pager && strcmp(pager, "cat") != 0 ? pager : NULL;
}

/* From now on the report ignores the terminal's signals: Ctrl-C is for the pager. */
pid_t pager_start(int *fd)
{
	char shell[] = "sh", from_text[] = "-c";
	char *command = pager_command();
	bool plain = command && !command[strcspn(command, SHELL_CHARS)];
	char *const argv[] = { plain ? command : shell, plain ? NULL : from_text, command,
			       NULL };
	int pipes[2];
	pid_t pid = 0;

	if (!command || pipe2(pipes, O_CLOEXEC) < 0)
		return 0;
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
	if (spawn_program(&pid, argv[0], argv, pipes[0]) == 0) {
		signal(SIGINT, SIG_IGN);
		signal(SIGQUIT, SIG_IGN);
		*fd = pipes[1];
	} else {
		pid = 0;
		close(pipes[1]);
	}
	close(pipes[0]);
	return pid;
}

void pager_finish(pid_t pid, int fd)
{
	close(fd);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}
