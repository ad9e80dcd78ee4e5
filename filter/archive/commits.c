/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/archive/commits.h"
#include "store/util/hex.h"

/* More damaged messages in a row than this: the repository can't be read. */
#define LOST_MAX 16

/* Appends the range with its end as a whole id; nothing if git does not know the end. */
static void resolve_range(struct buf *out, const char *git_dir, const char *range)
{
	const char *dots = strstr(range, "..");
	const char *const args[] = {
		"rev-parse", "--verify", "--quiet", dots ? dots + 2 : range, NULL,
	};

	if (dots)
		buf_add(out, range, (size_t)(dots + 2 - range));
	if (git_output(out, git_dir, args) != 0)
		buf_reset(out);
}

static bool start_git(struct commits *c)
{
	c->by_git = commits_git_open(&c->git, c->git_dir, c->range, c->skip, c->max);
	c->failed_command = c->by_git ? NULL : "start";
	return c->by_git;
}

bool commits_open(struct commits *c, const char *git_dir, const char *range,
		  uint64_t skip, size_t max)
{
	struct buf whole = BUF_INIT;
	bool started;

	c->git_dir = git_dir;
	strcpy(c->range, range);
	c->skip = skip;
	c->max = max;
	c->by_git = false;
	c->libgit2 = COMMITS_LIBGIT2_INIT;
	c->single = (struct cat_file){ .git = GIT_INIT };
	c->last_hex[0] = '\0';
	c->lost_in_row = 0;
	c->failed_command = NULL;
	resolve_range(&whole, git_dir, range);
	/* HEAD may move: all processes read up to the same commit */
	if (whole.len && whole.len < sizeof(c->range))
		strcpy(c->range, buf_cstr(&whole));
	started = whole.len &&
		  commits_libgit2_open(&c->libgit2, git_dir, buf_str(&whole), skip);
	buf_release(&whole);
	return started || start_git(c);
}

void commits_close(struct commits *c)
{
	commits_libgit2_close(&c->libgit2);
	cat_file_close(&c->single);
	if (c->by_git)
		commits_git_close(&c->git);
	c->by_git = false;
}

/* The helper has ended: git reads on after the last commit that it gave. */
static enum commit_result continue_by_git(struct commits *c, struct commit_change *change,
					  struct str *raw)
{
	const char *dots = strstr(c->range, "..");
	struct buf range = BUF_INIT;

	commits_libgit2_close(&c->libgit2);
	if (c->last_hex[0]) {
		buf_addf(&range, "%s..%s", c->last_hex, dots ? dots + 2 : c->range);
		strcpy(c->range, buf_cstr(&range));
	}
	buf_release(&range);
	if (!start_git(c))
		return COMMIT_FAILED;
	return commits_git_next(&c->git, change, raw);
}

/* Reads the message that libgit2 could not read. */
static enum commit_result read_by_git(struct commits *c,
				      const struct commit_change *change, struct str *raw)
{
	char name[2 * COMMIT_MAX + 3];

	if (!cat_file_open(&c->single, c->git_dir, c->max)) {
		c->failed_command = "start";
		return COMMIT_FAILED;
	}
	commits_git_blob_name(name, change);
	cat_file_ask(&c->single, str_from(name));
	cat_file_finish(&c->single);
	return commits_git_result(change, cat_file_next(&c->single, raw));
}

static enum commit_result next_by_libgit2(struct commits *c, struct commit_change *change,
					  struct str *raw)
{
	enum mail_ring_kind kind = mail_ring_next(&c->libgit2.ring, change, raw);

	cat_file_close(&c->single);
	if (kind == RING_BROKEN)
		return continue_by_git(c, change, raw);
	if (kind == RING_END)
		return COMMIT_END;
	hex_write(c->last_hex, change->commit, 2 * change->id_len);
	switch (kind) {
	case RING_MESSAGE:
		return raw->len > c->max ? COMMIT_TOO_LARGE : COMMIT_READ;
	case RING_SKIPPED:
		c->skip--;
		return COMMIT_SKIPPED;
	case RING_UNREAD:
		return read_by_git(c, change, raw);
	default:
		return COMMIT_DELETED;
	}
}

enum commit_result commits_next(struct commits *c, struct commit_change *change,
				struct str *raw)
{
	enum commit_result end = c->by_git ? commits_git_next(&c->git, change, raw)
					   : next_by_libgit2(c, change, raw);

	c->lost_in_row = end == COMMIT_LOST   ? c->lost_in_row + 1
			 : end == COMMIT_READ ? 0
					      : c->lost_in_row;
	if (end == COMMIT_FAILED && c->by_git)
		c->failed_command = c->git.failed_command;
	if (c->lost_in_row <= LOST_MAX)
		return end;
	c->failed_command = "cat-file";
	return COMMIT_FAILED;
}
