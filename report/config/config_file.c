/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "report/config/config_file.h"
#include "report/config/config_line.h"
#include "store/util/file.h"
#include "store/util/git.h"

static enum status run_git(struct config_file *f, const char *file, int errors,
			   struct buf *why)
{
	/* "-" alone would be standard input. */
	const char *const args[] = { "config",
				     "--null",
				     "--show-origin",
				     "--list",
				     "--includes",
				     "--file",
				     strcmp(file, "-") == 0 ? "./-" : file,
				     NULL };
	/* No repository: the current folder's may be broken. */
	const char *const no_repository = "/dev/null";
	enum status st;
	struct git git;

	if (!git_start(&git, no_repository, args, false, errors))
		return status_say(why, ST_NOINPUT,
				  "%s: git is needed to read it, and can't be run: %s",
				  file, strerror(errno));
	st = file_read_all(git.out, &f->text);
	if (git_end(&git) == 0 && st == ST_OK)
		return ST_OK;
	buf_addf(why, "%s: git can't read it: ", file);
	git_errors_add(why, errors);
	return ST_USAGE;
}

enum status config_file_read(struct config_file *f, const char *file, struct buf *why)
{
	enum status st;
	int errors;

	/* git would wait for a pipe */
	st = file_read_text(&f->text, file, why);
	buf_reset(&f->text);
	if (st != ST_OK)
		return ST_NOINPUT;
	errors = git_errors_open();
	st = run_git(f, file, errors, why);
	file_close(&errors);
	f->rest = st == ST_OK ? buf_str(&f->text) : STR_EMPTY;
	return st;
}

/* Takes "file:FILE" NUL KEY LF VALUE NUL, or without LF and VALUE. */
static bool take_entry(struct str *rest, struct config_entry *e)
{
	struct str origin, entry;

	if (!str_token(rest, '\0', &origin) || !str_token(rest, '\0', &entry))
		return false;
	e->file = str_sub(origin, str_chr(origin, ':') + 1, origin.len);
	e->has_value = str_chr(entry, '\n') < entry.len;
	e->key = str_sub(entry, 0, str_chr(entry, '\n'));
	e->value = str_sub(entry, e->key.len + 1, entry.len);
	return true;
}

bool config_file_next(struct config_file *f, struct config_entry *e)
{
	return take_entry(&f->rest, e);
}

/* How many entries before this one set the key in the file. */
static size_t count_before(const struct config_file *f, const struct config_entry *e)
{
	struct str rest = buf_str(&f->text);
	struct config_entry other;
	size_t n = 0;

	while (take_entry(&rest, &other) && other.key.s != e->key.s)
		n += str_eq(other.file, e->file) && str_eq(other.key, e->key);
	return n;
}

size_t config_file_line(const struct config_file *f, const struct config_entry *e)
{
	struct buf name = BUF_INIT, text = BUF_INIT, why = BUF_INIT;
	size_t line = 0;

	buf_adds(&name, e->file);
	if (file_read_text(&text, buf_cstr(&name), &why) == ST_OK)
		line = config_line(buf_str(&text), e->key, count_before(f, e));
	buf_release(&name);
	buf_release(&text);
	buf_release(&why);
	return line;
}

void config_file_place(struct buf *out, const struct config_file *f,
		       const struct config_entry *e)
{
	size_t line = config_file_line(f, e);

	buf_adds(out, e->file);
	if (line)
		buf_addf(out, ":%zu", line);
	buf_addstr(out, ": ");
	buf_adds(out, e->key);
}

void config_file_release(struct config_file *f)
{
	buf_release(&f->text);
	*f = CONFIG_FILE_INIT;
}
