/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "filter/archive/cat_file.h"
#include "store/inbox/inbox.h"
#include "store/util/file.h"

/* The usual limit for an unprivileged user's pipe. */
#define PIPE_OUT (1u << 20)
#define PIPE_IN (256u << 10)
/* The longest request: "COMMIT:m" and LF. */
#define REQUEST_MAX (2 * COMMIT_MAX + 3)

bool cat_file_open(struct cat_file *c, const char *git_dir, size_t max)
{
	static const char *const args[] = { "cat-file", "--batch", "--buffer", NULL };

	*c = (struct cat_file){ .git = GIT_INIT, .max = max };
	if (!git_start(&c->git, git_dir, args, true, STDERR_FILENO))
		return false;
	reader_init(&c->reader, c->git.out);
	git_pipe_size(c->git.out, PIPE_OUT);
	/* The kernel may fill only half of each page of a pipe. */
	c->window = git_pipe_size(c->git.in, PIPE_IN) / (2 * REQUEST_MAX);
	return true;
}

void cat_file_close(struct cat_file *c)
{
	if (c->window) {
		reader_release(&c->reader);
		git_end(&c->git);
	}
	buf_release(&c->requests);
	*c = (struct cat_file){ .git = GIT_INIT };
}

void cat_file_ask(struct cat_file *c, struct str name)
{
	buf_adds(&c->requests, name);
	buf_addch(&c->requests, '\n');
}

/* If git has ended, cat_file_next notices. */
void cat_file_flush(struct cat_file *c)
{
	(void)file_write_all(c->git.in, buf_str(&c->requests));
	buf_reset(&c->requests);
}

void cat_file_finish(struct cat_file *c)
{
	cat_file_flush(c);
	file_close(&c->git.in);
}

/*
 * "ID SP TYPE SP SIZE", which content follows; or "NAME SP missing" if git has
 * no such object.
 */
static enum blob_result parse_answer(struct str line, size_t *size, bool *content)
{
	struct str id, type, digits;

	*content = str_token(&line, ' ', &id) && str_token(&line, ' ', &type) &&
		   str_token(&line, ' ', &digits);
	/* the line's LF ends the number */
	*size = *content ? strtoull(digits.s, NULL, 10) : 0;
	return *content && str_eq(type, STR("blob")) ? BLOB_READ : BLOB_MISSING;
}

/* Leaves out the content, however large it is. */
static bool skip_content(struct reader *r, size_t size)
{
	while (size) {
		size -= reader_take(r, size).len;
		if (size && !reader_more(r))
			return false;
	}
	return true;
}

enum blob_result cat_file_next(struct cat_file *c, struct str *raw)
{
	enum blob_result end;
	struct str line;
	bool content;
	size_t size;

	*raw = STR_EMPTY;
	if (c->lf_due && !skip_content(&c->reader, 1))
		return BLOB_LOST;
	c->lf_due = false;
	if (!reader_line(&c->reader, &line))
		return BLOB_LOST;
	end = parse_answer(line, &size, &content);
	if (!content)
		return end;
	if (size > c->max) {
		c->lf_due = skip_content(&c->reader, size);
		return !c->lf_due ? BLOB_LOST : end == BLOB_READ ? BLOB_TOO_LARGE : end;
	}
	if (!reader_at_least(&c->reader, size + 1))
		return BLOB_LOST;
	*raw = reader_take(&c->reader, size);
	reader_pad(&c->reader, *raw);
	c->lf_due = true;
	return end;
}
