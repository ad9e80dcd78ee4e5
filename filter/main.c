/* SPDX-License-Identifier: MIT */
/* patchdigest-filter(1): mail into the store. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "store/util/array.h"
#include "store/util/version.h"

#include "filter/import/import.h"
#include "filter/deliver/deliver.h"
#include "filter/deliver/drain.h"
#include "filter/system/log.h"
#include "filter/command/options.h"
#include "filter/import/rebuild.h"

/*
 * A file of ours must not become somebody's standard output. What was closed
 * is opened the wrong way round, so that using it fails as before.
 */
static void fill_standard_fds(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null",
				    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/*
 * Hosts leave SIGPIPE, SIGTERM or SIGCHLD ignored, others blocked. Faults can't
 * be ignored, and what is left out here neither ends us nor tells us anything.
 */
static void settle_signals(void)
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

/* Who runs us may not know that the disk is meant: exit 0 is a promise. */
static void settle_environment(void)
{
	unsetenv("TDB_NO_FSYNC");
}

static int usage(const struct options *o)
{
	struct buf text = BUF_INIT;

	if (o->wrong.len)
		log_aloud(&o->wrong);
	filter_options_help(&text);
	fputs(buf_cstr(&text), stderr);
	buf_release(&text);
	return EX_USAGE;
}

static int print(const char *text)
{
	return fputs(text, stdout) < 0 || fflush(stdout) ? EX_IOERR : EX_OK;
}

static int help(void)
{
	struct buf text = BUF_INIT;
	int code;

	filter_options_help(&text);
	code = print(buf_cstr(&text));
	buf_release(&text);
	return code;
}

static enum status open_source(struct source **source, const struct options *o,
			       struct buf *why)
{
	size_t n = (size_t)o->n_args;

	switch (o->mode) {
	case MODE_EML:
		return source_files(source, o->args, n, why);
	case MODE_MBOX:
		return source_mbox(source, o->args, n, why);
	case MODE_MAILDIR:
		return source_maildirs(source, o->args, n, why);
	default:
		return source_inbox(source, o->args[0], n > 1 ? o->args[1] : NULL, why);
	}
}

static enum status bulk(const struct options *o)
{
	struct import_options b = {
		.dir = buf_cstr(&o->store),
		.list = buf_str(&o->list),
		.shared = o->shared,
		.dry_run = o->dry_run,
		.progress = o->progress,
		.quiet = o->quiet,
		.segment_size = o->segment_size,
		.wait_ms = o->wait_ms,
	};
	struct buf why = BUF_INIT;
	struct source *source;
	enum status st = open_source(&source, o, &why);

	if (st == ST_OK) {
		st = import_run(&b, source);
		source_free(source);
	} else {
		log_aloud(&why);
	}
	buf_release(&why);
	return st;
}

static int run(const struct options *o)
{
	switch (o->mode) {
	case MODE_HELP:
		return help();
	case MODE_VERSION:
		return print("patchdigest-filter " PATCHDIGEST_VERSION "\n");
	case MODE_DELIVER:
		return isatty(STDIN_FILENO) ? usage(o) : deliver(o);
	default:
		break;
	}
	if (o->wrong.len)
		return usage(o);
	if (o->mode == MODE_DRAIN)
		return status_exit(drain_all(o));
	return status_exit(o->mode == MODE_REBUILD ? rebuild(o) : bulk(o));
}

int main(int argc, char **argv)
{
	struct options o = OPTIONS_INIT;
	int code;

	fill_standard_fds();
	settle_signals();
	settle_environment();
	filter_options_parse(&o, argc, argv);
	umask(o.shared ? 007 : 077);
	code = run(&o);
	filter_options_release(&o);
	return code;
}
