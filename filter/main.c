/* SPDX-License-Identifier: MIT */
/* patchdigest-filter(1): reads the options, runs the mode, returns the exit code. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "filter/command/options.h"
#include "filter/deliver/deliver.h"
#include "filter/deliver/drain.h"
#include "filter/import/import.h"
#include "filter/import/rebuild.h"
#include "filter/system/log.h"
#include "store/util/array.h"
#include "store/util/file.h"
#include "store/util/standard_fds.h"
#include "store/util/version.h"

/*
 * Hosts may leave signals ignored or blocked, SIGTERM and SIGCHLD among them. The
 * signals left out here are faults, or neither end this program nor inform it.
 */
static void reset_signals(void)
{
	static const int plain[] = { SIGHUP, SIGINT, SIGQUIT, SIGALRM, SIGTERM, SIGCHLD };
	sigset_t none;

	for (size_t i = 0; i < ARRAY_SIZE(plain); i++)
		signal(plain[i], SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Exit code 0 promises that the mail is on disk; this variable would break it. */
static void forbid_tdb_without_fsync(void)
{
	unsetenv("TDB_NO_FSYNC");
}

/* In one line: the help would push it off the screen. */
static int say_usage(const struct options *o)
{
	struct buf line = BUF_INIT;

	if (o->wrong.len)
		buf_adds(&line, buf_str(&o->wrong));
	else
		buf_addstr(&line, "a message is expected on standard input, or --mbox, "
				  "--maildir, --public-inbox or --eml");
	buf_addstr(&line, "; see patchdigest-filter --help");
	log_to_stderr(&line);
	buf_release(&line);
	return EX_USAGE;
}

/* A reader that is gone has seen enough. */
static int print(const struct buf *text)
{
	struct buf line = BUF_INIT;

	if (file_write_all(STDOUT_FILENO, buf_str(text)) || errno == EPIPE)
		return EX_OK;
	buf_addf(&line, "standard output was not taken: %s", strerror(errno));
	log_to_stderr(&line);
	buf_release(&line);
	return EX_TEMPFAIL;
}

static int print_help(void)
{
	struct buf text = BUF_INIT;
	int code;

	filter_options_help(&text);
	code = print(&text);
	buf_release(&text);
	return code;
}

static int print_version(void)
{
	struct buf text = BUF_INIT;
	int code;

	buf_addf(&text, "patchdigest-filter %s\n", patchdigest_version);
	code = print(&text);
	buf_release(&text);
	return code;
}

static int run_mode(const struct options *o)
{
	switch (o->mode) {
	case MODE_HELP:
		return print_help();
	case MODE_VERSION:
		return print_version();
	case MODE_DELIVER:
		return isatty(STDIN_FILENO) ? say_usage(o) : deliver_message(o);
	default:
		break;
	}
	if (o->wrong.len)
		return say_usage(o);
	switch (o->mode) {
	case MODE_DRAIN:
		return status_exit(drain_all(o));
	case MODE_REBUILD:
		return status_exit(rebuild_lists(o));
	default:
		return status_exit(import_input(o));
	}
}

int main(int argc, char **argv)
{
	struct options o = OPTIONS_INIT;
	int code;

	standard_fds_fill();
	reset_signals();
	forbid_tdb_without_fsync();
	filter_options_parse(&o, argc, argv);
	umask(o.shared ? 007 : 077);
	code = run_mode(&o);
	filter_options_release(&o);
	return code;
}
