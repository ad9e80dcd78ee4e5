/* SPDX-License-Identifier: MIT */
/* --mbox: files with many messages, or standard input. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "filter/import/decompress.h"
#include "filter/import/mbox.h"
#include "filter/import/mbox_multipart.h"
#include "store/util/reader.h"
#include "filter/import/source.h"
#include "filter/import/source_hint.h"
#include "store/util/file.h"

struct source_mbox {
	struct source base;
	char *const *path;
	size_t n, next;		   /* next: the file after the one being read */
	int standard;		   /* standard input or its copy; -1: not named */
	off_t start;		   /* its offset at the start */
	int fd;			   /* the file being read; -1: no file */
	struct decompress program; /* of a compressed file */
	struct reader reader;
	struct mbox_walk walk;
	uint64_t number; /* of the message in its file, from 1 */
	uint64_t at;	 /* where it begins */
	uint64_t before; /* bytes of the files that are done */
};

static bool is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

static void close_file(struct source_mbox *s)
{
	if (s->fd < 0)
		return;
	s->before += reader_taken(&s->reader);
	reader_release(&s->reader);
	if (s->fd != s->standard)
		close(s->fd);
	s->fd = -1;
	if (s->program.pid)
		(void)decompress_end(&s->program);
}

/* Returns NULL, or why the file can't be read. */
static const char *open_named_file(struct source_mbox *s, const char *path)
{
	const struct decompress_format *format;
	const char *why;

	s->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (s->fd < 0)
		return strerror(errno);
	format = decompress_format_of(s->fd);
	why = format ? decompress_start(&s->program, format, &s->fd) : NULL;
	if (why)
		file_close(&s->fd);
	return why;
}

/* Returns NULL, or why the next file can't be read. */
static const char *open_file(struct source_mbox *s)
{
	const char *path = s->path[s->next++], *why = NULL;

	if (is_standard(path)) {
		s->fd = s->standard;
		lseek(s->fd, s->start, SEEK_SET);
	} else {
		why = open_named_file(s, path);
	}
	s->number = 0;
	s->walk = (struct mbox_walk){ 0 };
	if (s->fd >= 0)
		reader_init(&s->reader, s->fd);
	return why;
}

/* Skips empty lines before the first message. */
static void skip_empty(struct reader *r)
{
	for (;;) {
		struct str rest = reader_unread(r);
		size_t n = 0;

		while (n < rest.len && (rest.s[n] == '\n' || rest.s[n] == '\r'))
			n++;
		reader_take(r, n);
		if (n < rest.len || !reader_more(r))
			return;
	}
}

/*
 * Leaves out a message too large for memory, up to the next line "From " after an
 * empty one. (What a multipart has inside is not looked at.)
 */
static void skip_message(struct source_mbox *s)
{
	struct reader *r = &s->reader;
	struct str rest = reader_unread(r);
	size_t empty, end = mbox_end(rest, 0, &empty);

	while (!empty) {
		if (rest.len > MBOX_OVERLAP)
			reader_take(r, rest.len - MBOX_OVERLAP);
		if (!reader_more(r)) {
			reader_take(r, SIZE_MAX);
			break;
		}
		rest = reader_unread(r);
		end = mbox_end(rest, 0, &empty);
	}
	if (empty)
		reader_take(r, end + empty);
	s->walk = (struct mbox_walk){ 0 };
}

/*
 * Takes the message at the reader's position, and drops the empty line after it.
 * *large: it is larger than messages may be, and was left out.
 */
static struct str take_message(struct source_mbox *s, bool *large)
{
	struct reader *r = &s->reader;
	size_t end, empty;
	bool last = false;
	struct str raw;

	s->number++;
	s->at = reader_taken(r);
	*large = false;
	while (!mbox_walk_end(&s->walk, reader_unread(r), last, &end, &empty)) {
		*large = reader_unread(r).len > s->base.max;
		if (*large) {
			skip_message(s);
			return STR_EMPTY;
		}
		last = !reader_more(r);
	}
	mbox_walk_next(&s->walk, end + empty);
	raw = reader_take(r, end);
	reader_take(r, empty);
	return raw;
}

/* Returns, once, why the file could not be read to its end, or NULL. */
static const char *read_fault(struct source_mbox *s)
{
	const int error = s->reader.error;
	const char *hint;

	s->reader.error = 0;
	if (s->program.pid)
		return decompress_end(&s->program);
	if (!error)
		return NULL;
	hint = source_hint_folder(s->path[s->next - 1]);
	return hint ? hint : strerror(error);
}

/* What follows the last message may be missing, and then so may its end. */
static const char *end_fault(struct source_mbox *s)
{
	const struct reader *r = &s->reader;

	return r->end && r->pos == r->len ? read_fault(s) : NULL;
}

static enum status next_message(struct source_mbox *s, struct item *item)
{
	bool large;
	struct str raw = take_message(s, &large);
	char *at;

	*item = (struct item){ .kind = ITEM_MAIL };
	if (large || raw.len > s->base.max) {
		item->kind = ITEM_UNREADABLE;
		item->why = SOURCE_TOO_LARGE;
		return ST_OK;
	}
	at = s->reader.data + (raw.s - s->reader.data);
	item->why = end_fault(s);
	if (!item->why && !str_starts(raw, STR("From ")))
		item->why = source_hint_mbox(raw);
	if (item->why) {
		item->kind = ITEM_UNREADABLE;
		return ST_OK;
	}
	reader_pad(&s->reader, raw);
	item->raw = (struct str){ at, mbox_unquote(at, raw.len) };
	s->base.done = s->before + reader_taken(&s->reader);
	return ST_OK;
}

static enum status next_mbox_item(struct source *base, struct item *item, struct buf *why)
{
	struct source_mbox *s = (struct source_mbox *)base;

	(void)why;
	for (;;) {
		if (s->fd >= 0 && reader_unread(&s->reader).len)
			return next_message(s, item);
		if (s->fd < 0 && s->next == s->n)
			return ST_NOTFOUND;
		*item = (struct item){ .kind = ITEM_UNREADABLE };
		item->why = s->fd < 0 ? open_file(s) : NULL;
		if (item->why)
			return ST_OK;
		skip_empty(&s->reader);
		if (reader_unread(&s->reader).len)
			continue;
		item->why = read_fault(s);
		close_file(s);
		if (item->why)
			return ST_OK;
	}
}

static void add_mbox_total(struct source_mbox *s)
{
	struct stat st;

	for (size_t i = 0; i < s->n; i++) {
		bool known = is_standard(s->path[i]) ? fstat(s->standard, &st) == 0
						     : stat(s->path[i], &st) == 0;

		if (known && S_ISREG(st.st_mode))
			s->base.total += (uint64_t)st.st_size;
	}
}

static enum status start_mbox(struct source *base, const struct source_start *with,
			      struct buf *why)
{
	struct source_mbox *s = (struct source_mbox *)base;
	enum status st = ST_OK;
	struct item item;

	close_file(s);
	s->next = 0;
	s->before = s->base.done = s->base.total = 0;
	if (with->total && !base->programs)
		add_mbox_total(s);
	for (uint64_t i = 0; i < with->skip && st == ST_OK; i++)
		st = next_mbox_item(base, &item, why);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static void name_mbox_message(const struct source *base, struct buf *out)
{
	const struct source_mbox *s = (const struct source_mbox *)base;
	const char *path = s->next ? s->path[s->next - 1] : "";

	buf_addstr(out, is_standard(path) ? "standard input" : path);
	if (s->number)
		buf_addf(out, ", message %ju at byte %ju", (uintmax_t)s->number,
			 (uintmax_t)s->at);
}

static void free_mbox_source(struct source *base)
{
	struct source_mbox *s = (struct source_mbox *)base;

	close_file(s);
	if (s->standard > STDIN_FILENO)
		close(s->standard);
	free(s);
}

/*
 * Copies a pipe to an unnamed file, since it is read again after a crash. The
 * disk has room for more than memory.
 */
static enum status copy_input(struct source_mbox *s, struct buf *why)
{
	const char *dir = getenv("TMPDIR");
	struct reader r;
	bool whole = true;

	s->standard =
	    open(dir && *dir ? dir : "/var/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (s->standard < 0)
		return status_say(why, ST_NOSPACE, "a copy of standard input in %s: %s",
				  dir && *dir ? dir : "/var/tmp", strerror(errno));
	reader_init(&r, STDIN_FILENO);
	while (whole && reader_more(&r))
		whole = file_write_all(s->standard, reader_take(&r, SIZE_MAX));
	if (!whole || r.error)
		buf_addf(why, "a copy of standard input: %s",
			 strerror(r.error ? r.error : errno));
	whole = whole && !r.error;
	reader_release(&r);
	return whole ? ST_OK : ST_NOSPACE;
}

static enum status find_input(struct source_mbox *s, struct buf *why)
{
	s->start = lseek(STDIN_FILENO, 0, SEEK_CUR);
	if (s->start < 0) {
		s->start = 0;
		return copy_input(s, why);
	}
	s->standard = STDIN_FILENO;
	return ST_OK;
}

enum status source_mbox(struct source **out, char *const paths[], size_t n,
			struct buf *why)
{
	static const struct source_ops ops = {
		.start = start_mbox,
		.next = next_mbox_item,
		.name = name_mbox_message,
		.free = free_mbox_source,
	};
	struct source_mbox *s = xcalloc(1, sizeof(*s));
	enum status st = ST_OK;
	size_t there = 0;

	*s = (struct source_mbox){
		.base = { .ops = &ops, .unit = "messages", .max = MAX_MESSAGE },
		.path = paths,
		.n = n,
		.standard = -1,
		.fd = -1,
	};
	*out = &s->base;
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		if (is_standard(paths[i]) && s->standard < 0)
			st = find_input(s, why);
		s->base.programs |= !is_standard(paths[i]) && decompress_needed(paths[i]);
		there += is_standard(paths[i]) || access(paths[i], R_OK) == 0;
	}
	if (st == ST_OK && !there)
		st = status_say(why, ST_NOINPUT, "%s: %s", n ? paths[0] : "no file",
				strerror(n ? errno : ENOENT));
	if (st != ST_OK) {
		free_mbox_source(&s->base);
		*out = NULL;
	}
	return st;
}
