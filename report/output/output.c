/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/util/file.h"
#include "store/tdb/watchdog.h"
#include "store/util/paths.h"

#include "report/output/output.h"
#include "report/output/pager.h"

#define OUTPUT_CHUNK (64 * 1024) /* bytes per write(2) */

struct output {
	struct buf pending;
	struct buf *into; /* written to instead of fd, or NULL */
	int fd;
	int error;	/* errno of the first write that failed, or 0 */
	pid_t pager;	/* 0: none */
	bool is_stdout; /* or a pager in its place */
	bool terminal, color;
	size_t columns;
	char *file; /* the name for new_file; NULL: standard output or a device */
	char *new_file;
	const char *name; /* of the output, for messages */
};

static const char *const inks[INK_COUNT] = {
	[INK_PLAIN] = "",	   [INK_HEADING] = "\033[1m", [INK_TAG] = "\033[33m",
	[INK_AUTHOR] = "\033[36m", [INK_META] = "\033[2m",    [INK_FIGURE] = "\033[32m",
	[INK_ALARM] = "\033[31m",
};

static bool wants_color(int color, bool terminal)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (color >= 0)
		return color;
	return terminal && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

/* Names the new file; named: as options.new_file. */
static void name_new_file(struct buf *name, const struct output *o, const char *named,
			  int attempt)
{
	const char *slash = strrchr(o->file, '/');
	int dir_len = slash ? (int)(slash - o->file) + 1 : 0;

	buf_reset(name);
	if (named) {
		buf_addstr(name, named);
		unlink(named);
	} else {
		buf_addf(name, "%.*s.%s.%ld-%d", dir_len, o->file, o->file + dir_len,
			 (long)getpid(), attempt);
	}
}

/*
 * Makes a new file in the folder of the old one: rename(2) works only inside a file
 * system. It gets the mode of old, the file that it replaces, or by the umask if old is
 * NULL. Before it has old's mode only the user can open it: who has it open can read on.
 */
static int open_new_file(struct output *o, const struct stat *old, const char *named)
{
	struct buf name = BUF_INIT;
	int fd = -1;

	for (int i = 0; i < 100 && fd < 0; i++) {
		name_new_file(&name, o, named, i);
		fd = open(buf_cstr(&name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			  old ? 0600 : 0666);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	/* not every file system has modes */
	if (fd >= 0 && old)
		(void)!fchmod(fd, old->st_mode & 0777);
	if (fd >= 0) {
		o->new_file = xstrdup(buf_cstr(&name));
		watchdog_set_unfinished(o->new_file);
	}
	buf_release(&name);
	return fd;
}

#define LINKS_MAX 40 /* that are followed, as by the kernel */

/* The name under which a file that is missing is made: a symlink may name it already. */
static char *missing_file(const char *file)
{
	char *name = xstrdup(file), target[PATH_MAX];
	ssize_t len;

	for (int i = 0; i < LINKS_MAX && (len = readlink(name, target, PATH_MAX)) > 0;
	     i++) {
		struct buf next = BUF_INIT;
		const char *slash = strrchr(name, '/');

		if (target[0] != '/' && slash)
			buf_add(&next, name, (size_t)(slash + 1 - name));
		buf_add(&next, target, (size_t)len);
		free(name);
		name = xstrdup(buf_cstr(&next));
		buf_release(&next);
	}
	return name;
}

/* Opens a device or a pipe itself, else makes a new file. A symlink stays a symlink. */
static enum status open_output_file(struct output *o,
				    const struct output_options *options, struct buf *why)
{
	const char *file = options->file;
	struct stat st;
	bool exists = stat(file, &st) == 0;

	if (exists && S_ISDIR(st.st_mode))
		return status_say(why, ST_CANTCREAT,
				  "%s is a folder: -o wants the name of a file", file);
	if (exists && !S_ISREG(st.st_mode)) {
		o->fd = open(file, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	} else {
		o->file = exists ? realpath(file, NULL) : missing_file(file);
		o->fd = o->file ? open_new_file(o, exists ? &st : NULL, options->new_file)
				: -1;
	}
	if (o->fd >= 0)
		return ST_OK;
	return status_say(why, ST_CANTCREAT, "%s: can't write it or a file beside it: %s",
			  file, strerror(errno));
}

/* Standard output is still the terminal if a pager is started later. */
static size_t find_columns(bool terminal)
{
	struct winsize size;

	if (!terminal)
		return PAPER_COLUMNS;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col < TERMINAL_COLUMNS)
		return TERMINAL_COLUMNS;
	return size.ws_col;
}

/*
 * Closing the output shows if a network file system took it all. It closes a copy of the
 * descriptor: else the next file opened, one of the store, would be standard output.
 */
static void open_stdout(struct output *o, bool pager)
{
	if (o->terminal && pager)
		o->pager = pager_start(&o->fd);
	if (!o->pager)
		o->fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (o->fd < 0)
		o->error = errno;
}

enum status output_open(struct output **out, const struct output_options *options,
			struct buf *why)
{
	struct output *o = xcalloc(1, sizeof(*o));
	enum status st = ST_OK;

	*out = o;
	o->into = options->into;
	o->columns = find_columns(false);
	o->fd = -1;
	if (o->into)
		return ST_OK;
	o->is_stdout = !options->file;
	o->name = options->file ? options->file : "standard output";
	if (o->is_stdout)
		o->terminal = isatty(STDOUT_FILENO);
	else
		st = open_output_file(o, options, why);
	if (st != ST_OK) {
		free(o->file);
		free(o);
		*out = NULL;
		return st;
	}
	o->color = wants_color(options->color, o->terminal);
	o->columns = find_columns(o->terminal);
	if (o->is_stdout)
		open_stdout(o, options->pager);
	return ST_OK;
}

static void output_flush(struct output *o)
{
	if (o->into)
		buf_adds(o->into, buf_str(&o->pending));
	else if (!o->error && !file_write_all(o->fd, buf_str(&o->pending)))
		o->error = errno;
	buf_reset(&o->pending);
}

static void flush_if_full(struct output *o)
{
	if (o->pending.len >= OUTPUT_CHUNK)
		output_flush(o);
}

void output_add(struct output *o, struct str s)
{
	buf_adds(&o->pending, s);
	flush_if_full(o);
}

void output_addf(struct output *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&o->pending, fmt, ap);
	va_end(ap);
	flush_if_full(o);
}

void output_ink(struct output *o, enum ink ink, struct str s)
{
	bool colored = o->color && *inks[ink];

	if (colored)
		buf_addstr(&o->pending, inks[ink]);
	buf_adds(&o->pending, s);
	if (colored)
		buf_addstr(&o->pending, "\033[m");
	flush_if_full(o);
}

bool output_is_terminal(const struct output *o)
{
	return o->terminal;
}

size_t output_columns(const struct output *o)
{
	return o->columns;
}

bool output_has_links(const struct output *o)
{
	return o->terminal && o->color;
}

/* OSC 8, which terminals that don't know it leave out; and so does less -R. */
void output_link(struct output *o, struct str url)
{
	buf_addstr(&o->pending, "\033]8;;");
	buf_adds(&o->pending, url);
	buf_addstr(&o->pending, "\033\\");
}

void output_end_link(struct output *o)
{
	output_link(o, STR_EMPTY);
}

bool output_failed(const struct output *o)
{
	return o->error != 0;
}

static void finish_output_file(struct output *o, bool keep)
{
	if (!o->error && keep && fsync(o->fd) < 0)
		o->error = errno;
	if (!o->error && keep && rename(o->new_file, o->file) < 0)
		o->error = errno;
	watchdog_set_unfinished(NULL);
	if (o->error || !keep)
		unlink(o->new_file);
	else
		paths_sync_above(o->file); /* else a crash could lose its name */
}

enum status output_finish(struct output *o, bool keep, bool *accepted, struct buf *why)
{
	bool is_stdout = o->is_stdout;
	enum status st = ST_OK;

	output_flush(o);
	if (o->new_file)
		finish_output_file(o, keep);
	if (o->pager)
		pager_finish(o->pager, o->fd);
	else if (!o->into && close(o->fd) < 0 && !o->error)
		o->error = errno; /* a network file system reports a full disk here */
	*accepted = !o->error;
	if (o->error && !(is_stdout && o->error == EPIPE)) {
		st = is_stdout ? ST_OUTPUT : ST_CANTCREAT;
		buf_addf(why, "%s: %s", o->name, strerror(o->error));
	}
	buf_release(&o->pending);
	free(o->file);
	free(o->new_file);
	free(o);
	return st;
}

struct output *output_open_memory(struct buf *into)
{
	const struct output_options memory = { .into = into };
	struct output *out;

	output_open(&out, &memory, NULL);
	return out;
}

void output_close_memory(struct output *o)
{
	bool accepted;

	output_finish(o, true, &accepted, NULL);
}
