/* SPDX-License-Identifier: MIT */
/* patchdigest-store(1): reads the command line, runs the verb, returns the exit code. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/command/tool_options.h"
#include "store/tdb/watchdog.h"
#include "store/util/standard_fds.h"
#include "store/util/utf8.h"
#include "store/util/version.h"

#define NAME "patchdigest-store"

/* How long a verb waits for a lock of the store: a delivery holds one for as long as the
 * disk takes to sync eight times. */
#define LOCK_WAIT_SECONDS 60

/* A message may quote what a stranger wrote. */
static void say_on_stderr(struct str text)
{
	struct buf clean = BUF_INIT;
	struct str line;

	while (str_line(&text, &line)) {
		buf_reset(&clean);
		utf8_add_clean(&clean, line, false);
		fprintf(stderr, NAME ": %s\n", buf_cstr(&clean));
	}
	buf_release(&clean);
}

static void print_help(void)
{
	struct buf text = BUF_INIT;

	tool_options_help(&text);
	tool_print(buf_str(&text));
	buf_release(&text);
}

static enum status run_action(struct tool *t, enum tool_action action,
			      const struct verb *verb, struct buf *why)
{
	switch (action) {
	case TOOL_HELP:
		print_help();
		return ST_OK;
	case TOOL_VERSION:
		tool_say(NAME " %s", patchdigest_version);
		return ST_OK;
	case TOOL_RUN:
		break;
	}
	return verb->run(t, why);
}

static enum status flush_output(enum status st, struct buf *why)
{
	int error = tool_print_end();

	if (!error)
		return st;
	buf_addf(why, "%sstandard output: %s: it did not take what was printed",
		 why->len ? "\n" : "", strerror(error));
	return st == ST_OK ? ST_OUTPUT : st;
}

int main(int argc, char **argv)
{
	struct tool tool = TOOL_INIT;
	struct buf why = BUF_INIT;
	const struct verb *verb = NULL;
	enum tool_action action;
	enum status st;

	standard_fds_fill();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
	/* what a verb says that it did is on the disk */
	unsetenv("TDB_NO_FSYNC");
	watchdog_install(NAME, NAME " check", LOCK_WAIT_SECONDS);
	st = tool_options_parse(&tool, &action, &verb, argc, argv, &why);
	if (st == ST_OK)
		st = run_action(&tool, action, verb, &why);
	else
		buf_addstr(&why, "; see " NAME " --help");
	st = flush_output(st, &why);
	if (why.len)
		say_on_stderr(buf_str(&why));
	else if (st != ST_OK && st != ST_INPUT && !tool.exit)
		say_on_stderr(str_from(status_text(st)));
	buf_release(&why);
	tool_release(&tool);
	return tool.exit ? tool.exit : status_exit(st);
}
