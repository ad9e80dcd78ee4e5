/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "report/tree/tree_log.h"

#define PIPE_SIZE (1u << 20)

/* The order is that of enum tree_log_field; each ends with a NUL, -z makes the last. */
#define FORMAT "--format=tformat:%H%x00%ct%x00%cn%x00%ce%x00%an%x00%ae%x00%s%x00%b"

bool tree_log_open(struct tree_log *l, const struct tree_log_range *range, int errors)
{
	char oldest[40];
	const char *args[GIT_ARGS] = {
		"log",		"-z",
		FORMAT,		"--no-merges",
		"--no-patch",	"--no-color",
		"--no-notes",	"--no-decorate",
		"--no-mailmap", "--encoding=UTF-8",
	};
	size_t n = 0;

	while (args[n])
		n++;
	if (range->since > 0) { /* git takes no times before 1970 */
		snprintf(oldest, sizeof(oldest), "--max-age=%lld",
			 (long long)range->since);
		args[n++] = oldest;
	}
	args[n++] = range->commit;
	args[n] = "--";
	*l = (struct tree_log){ .git = GIT_INIT, .until = range->until, .whole = true };
	if (!git_start(&l->git, range->repo, args, false, errors))
		return false;
	git_pipe_size(l->git.out, PIPE_SIZE);
	reader_init(&l->reader, l->git.out);
	return true;
}

/* Reads up to a NUL. Returns false if no NUL follows. */
static bool read_field(struct reader *r, struct buf *field)
{
	buf_reset(field);
	for (;;) {
		struct str unread = reader_unread(r);
		size_t end = str_chr(unread, '\0');
		size_t room = TREE_LOG_VALUE_MAX - field->len;

		buf_adds(field, str_sub(unread, 0, end < room ? end : room));
		if (end < unread.len) {
			reader_take(r, end + 1);
			return true;
		}
		reader_take(r, unread.len);
		if (!reader_more(r))
			return false;
	}
}

static struct person person_of(const struct tree_log *l, enum tree_log_field name,
			       enum tree_log_field addr)
{
	return (struct person){ str_trim(buf_str(&l->fields[name])),
				str_trim(buf_str(&l->fields[addr])) };
}

static bool read_commit(struct tree_log *l)
{
	for (int i = 0; i < TREE_LOG_FIELDS; i++) {
		if (read_field(&l->reader, &l->fields[i]))
			continue;
		l->whole = i == 0 && !l->fields[0].len;
		return false;
	}
	return true;
}

/* git would keep all commits in memory that are newer than its option --min-age. */
bool tree_log_next(struct tree_log *l, struct tree_log_commit *c)
{
	int64_t date;

	do {
		if (!read_commit(l))
			return false;
		date = strtoll(buf_cstr(&l->fields[TREE_LOG_DATE]), NULL, 10);
	} while (date >= l->until);
	*c = (struct tree_log_commit){
		.id = buf_str(&l->fields[TREE_LOG_ID]),
		.date = date,
		.committer =
		    person_of(l, TREE_LOG_COMMITTER_NAME, TREE_LOG_COMMITTER_ADDR),
		.author = person_of(l, TREE_LOG_AUTHOR_NAME, TREE_LOG_AUTHOR_ADDR),
		.title = buf_str(&l->fields[TREE_LOG_TITLE]),
		.body = buf_str(&l->fields[TREE_LOG_BODY]),
	};
	return true;
}

bool tree_log_close(struct tree_log *l)
{
	bool whole = l->reader.end && !l->reader.error && l->whole;

	for (int i = 0; i < TREE_LOG_FIELDS; i++)
		buf_release(&l->fields[i]);
	reader_release(&l->reader);
	return git_end(&l->git) == 0 && whole;
}
