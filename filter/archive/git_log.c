/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>

#include "filter/archive/git_log.h"
#include "store/inbox/archive_pos.h"

#define PIPE_SIZE (1u << 20)

bool git_log_open(struct git_log *l, const char *git_dir, const char *range)
{
	const char *const args[] = {
		"log",
		"--first-parent",
		"--reverse",
		"--root",
		"--raw",
		"-r",
		"--no-abbrev",
		"--no-renames",
		"--no-color",
		"--no-ext-diff",
		"--no-textconv",
		"--no-notes",
		"--no-decorate",
		"--no-mailmap",
		"--format=%H",
		range,
		"--",
		NULL,
	};

	*l = (struct git_log){ .git = GIT_INIT };
	if (!git_start(&l->git, git_dir, args, false, STDERR_FILENO))
		return false;
	git_pipe_size(l->git.out, PIPE_SIZE);
	reader_init(&l->reader, l->git.out);
	return true;
}

bool git_log_close(struct git_log *l)
{
	bool whole;

	if (!l->reader.data)
		return true;
	whole = l->reader.end && !l->reader.error;
	reader_release(&l->reader);
	return git_end(&l->git) == 0 && whole;
}

size_t object_id_parse(unsigned char out[COMMIT_MAX], struct str hex)
{
	struct commit_ref p;

	if (hex.len % 2 || !commit_ref_parse(&p, hex))
		return 0;
	memcpy(out, p.commit, COMMIT_MAX);
	return p.commit_digits / 2;
}

/* Reads ":000000 100644 OLD-BLOB NEW-BLOB A TAB m". */
static void read_raw_line(struct commit_change *c, struct str line)
{
	struct str head, field[5];
	bool mail, deletion;

	if (!str_token(&line, '\t', &head))
		return;
	mail = str_eq(line, STR("m"));
	deletion = str_eq(line, STR("d")) && !c->wrote;
	if (!mail && !deletion)
		return;
	for (size_t i = 0; i < 5; i++)
		if (!str_token(&head, ' ', &field[i]))
			return;
	if (str_eq(field[4], STR("D")) || object_id_parse(c->blob, field[3]) != c->id_len)
		return;
	c->wrote = mail;
	c->deleted = deletion;
}

/*
 * git writes
 *
 *     COMMIT LF [LF RAW-LINE LF...] COMMIT LF ...
 *
 * so that only the next commit's line shows where a commit ends.
 */
bool git_log_next(struct git_log *l, struct commit_change *c)
{
	struct str line;

	*c = (struct commit_change){ .id_len = l->next_len };
	memcpy(c->commit, l->next, sizeof(l->next));
	l->next_len = 0;
	while (reader_line(&l->reader, &line)) {
		if (line.len && line.s[0] == ':') {
			read_raw_line(c, line);
			continue;
		}
		if (!line.len)
			continue;
		l->next_len = object_id_parse(l->next, line);
		if (c->id_len)
			return true;
		c->id_len = l->next_len;
		memcpy(c->commit, l->next, sizeof(l->next));
		l->next_len = 0;
	}
	return c->id_len > 0;
}

/* A commit has at most four lines; the line of the next one ends it. */
bool git_log_ready(struct git_log *l)
{
	return reader_unread(&l->reader).len > 1024;
}
