/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>

#include "filter/archive/cat_file.h"
#include "store/inbox/inbox.h"
#include "store/util/file.h"

/* The kernel's usual limit for a pipe of an unprivileged user. */
#define PIPE_OUT (1u << 20)
#define PIPE_IN (256u << 10)
/* "COMMIT:m" and LF. */
#define ASK_MAX (2 * COMMIT_MAX + 3)

bool cat_file_open(struct cat_file *b, const char *git_dir)
{
	static const char *const args[] = { "cat-file", "--batch", "--buffer", NULL };

	*b = (struct cat_file){ .git = GIT_INIT };
	if (!git_start(&b->git, git_dir, args, true, false))
		return false;
	reader_init(&b->reader, b->git.out);
	git_pipe_size(b->git.out, PIPE_OUT);
	/* The kernel may fill a pipe's pages by half only. */
	b->window = git_pipe_size(b->git.in, PIPE_IN) / (2 * ASK_MAX);
	return true;
}

void cat_file_close(struct cat_file *b)
{
	if (b->window) {
		reader_release(&b->reader);
		git_end(&b->git);
	}
	buf_release(&b->asks);
	*b = (struct cat_file){ .git = GIT_INIT };
}

void cat_file_ask(struct cat_file *b, struct str name)
{
	buf_adds(&b->asks, name);
	buf_addch(&b->asks, '\n');
}

/* A git that has ended is noticed by cat_file_next. */
void cat_file_flush(struct cat_file *b)
{
	(void)file_write_all(b->git.in, buf_str(&b->asks));
	buf_reset(&b->asks);
}

void cat_file_last(struct cat_file *b)
{
	cat_file_flush(b);
	if (b->git.in >= 0)
		close(b->git.in);
	b->git.in = -1;
}

/* "ID SP blob SP SIZE"; for what git doesn't have: "NAME SP missing". */
static enum blob_end parse_head(struct str line, size_t *size, bool *content)
{
	struct str id, type, digits;
	uint32_t n = 0;

	*content = str_token(&line, ' ', &id) && str_token(&line, ' ', &type) &&
		   str_token(&line, ' ', &digits) && str_number(digits, &n);
	*size = n;
	return *content && str_eq(type, STR("blob")) ? BLOB_READ : BLOB_MISSING;
}

static bool read_ahead(struct reader *r, size_t want)
{
	while (reader_unread(r).len < want)
		if (!reader_more(r))
			return false;
	return true;
}

enum blob_end cat_file_next(struct cat_file *b, struct str *raw)
{
	enum blob_end end;
	struct str line;
	bool content;
	size_t size;

	*raw = STR_EMPTY;
	if (b->line_end_due)
		reader_take(&b->reader, 1);
	b->line_end_due = false;
	if (!reader_line(&b->reader, &line))
		return BLOB_LOST;
	end = parse_head(line, &size, &content);
	if (!content)
		return end;
	if (!read_ahead(&b->reader, size + 1))
		return BLOB_LOST;
	*raw = reader_take(&b->reader, size);
	reader_pad(&b->reader, *raw);
	b->line_end_due = true;
	return end;
}
