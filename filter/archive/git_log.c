/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/archive/git_log.h"
#include "store/inbox/archive_pos.h"

#define PIPE_SIZE (1u << 20)

bool git_log_open(struct git_log *h, const char *git_dir, const char *range)
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

	*h = (struct git_log){ .git = GIT_INIT };
	if (!git_start(&h->git, git_dir, args, false, false))
		return false;
	git_pipe_size(h->git.out, PIPE_SIZE);
	reader_init(&h->reader, h->git.out);
	return true;
}

bool git_log_close(struct git_log *h)
{
	bool whole;

	if (!h->reader.data)
		return true;
	whole = h->reader.end && !h->reader.error;
	reader_release(&h->reader);
	return git_end(&h->git) == 0 && whole;
}

size_t object_id_parse(unsigned char out[COMMIT_MAX], struct str hex)
{
	struct commit_ref p;

	if (hex.len % 2 || !commit_ref_parse(&p, hex))
		return 0;
	memcpy(out, p.commit, COMMIT_MAX);
	return p.commit_digits / 2;
}

/* :000000 100644 OLD-BLOB NEW-BLOB A TAB m */
static void read_raw_line(struct change *c, struct str line)
{
	struct str head, field[5];

	if (!str_token(&line, '\t', &head) || !str_eq(line, STR("m")))
		return;
	for (size_t i = 0; i < 5; i++)
		if (!str_token(&head, ' ', &field[i]))
			return;
	c->wrote = !str_eq(field[4], STR("D")) &&
		   object_id_parse(c->blob, field[3]) == c->id_len;
}

/*
 * git writes
 *
 *     COMMIT LF [LF RAW-LINE LF...] COMMIT LF ...
 *
 * so that a commit's end is seen at the next one's line.
 */
bool git_log_next(struct git_log *h, struct change *c)
{
	struct str line;

	*c = (struct change){ .id_len = h->next_len };
	memcpy(c->commit, h->next, sizeof(h->next));
	h->next_len = 0;
	while (reader_line(&h->reader, &line)) {
		if (line.len && line.s[0] == ':') {
			read_raw_line(c, line);
			continue;
		}
		if (!line.len)
			continue;
		h->next_len = object_id_parse(h->next, line);
		if (c->id_len)
			return true;
		c->id_len = h->next_len;
		memcpy(c->commit, h->next, sizeof(h->next));
		h->next_len = 0;
	}
	return c->id_len > 0;
}

/* A commit takes at most four lines, and the next one's is needed. */
bool git_log_ready(struct git_log *h)
{
	return reader_unread(&h->reader).len > 1024;
}
