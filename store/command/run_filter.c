/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/command/run_filter.h"
#include "store/util/array.h"
#include "store/util/spawn.h"

#define FILTER "patchdigest-filter"

/* The filter beside this program, so that both are of one version; else that in $PATH. */
static void find_filter(struct buf *path)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self));
	struct str own = { self, n > 0 && (size_t)n < sizeof(self) ? (size_t)n : 0 };

	if (own.len) {
		buf_adds(path, str_sub(own, 0, str_rchr(own, '/') + 1));
		buf_addstr(path, FILTER);
	}
	if (path->len && access(buf_cstr(path), X_OK) == 0)
		return;
	buf_reset(path);
	buf_addstr(path, FILTER);
}

static enum status wait_for_filter(struct tool *t, pid_t pid, struct buf *why)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return status_say(why, ST_BUSY, "waitpid: %s", strerror(errno));
	if (WIFSIGNALED(status))
		return status_say(why, ST_BUSY, FILTER " was ended by signal %d",
				  WTERMSIG(status));
	t->exit = WEXITSTATUS(status);
	return ST_OK;
}

enum status run_filter(struct tool *t, const char *const *args, struct buf *why)
{
	struct buf path = BUF_INIT;
	char *argv[16] = { NULL };
	enum status st;
	size_t n = 0;
	pid_t pid;
	int error;

	find_filter(&path);
	argv[n++] = xstrdup(FILTER);
	for (; *args && n + 1 < ARRAY_SIZE(argv); args++)
		argv[n++] = xstrdup(*args);
	fflush(stdout);
	error = spawn_program(&pid, buf_cstr(&path), argv, STDIN_FILENO);
	st = error
		 ? status_say(why, ST_NOINPUT, "%s: %s", buf_cstr(&path), strerror(error))
		 : wait_for_filter(t, pid, why);
	while (n)
		free(argv[--n]);
	buf_release(&path);
	return st;
}

enum status run_filter_or_say(struct tool *t, const char *const *args, struct buf *why)
{
	struct buf line = BUF_INIT;

	if (!t->dry_run)
		return run_filter(t, args, why);
	for (; *args; args++)
		buf_addf(&line, " %s", *args);
	tool_say("would run " FILTER "%s", buf_cstr(&line));
	buf_release(&line);
	return ST_OK;
}

enum status verb_drain(struct tool *t, struct buf *why)
{
	const char *args[] = { "--drain",
			       "--store",
			       buf_cstr(&t->store),
			       "--spool",
			       buf_cstr(&t->spool),
			       NULL,
			       NULL,
			       NULL };

	if (t->list) {
		args[5] = "--list";
		args[6] = t->list;
	}
	return run_filter_or_say(t, args, why);
}

enum status verb_rebuild(struct tool *t, struct buf *why)
{
	const char *args[] = {
		"--store", buf_cstr(&t->store), "--rebuild", t->args[0], NULL, NULL, NULL
	};

	if (t->list) {
		args[4] = "--list";
		args[5] = t->list;
	}
	return run_filter_or_say(t, args, why);
}
