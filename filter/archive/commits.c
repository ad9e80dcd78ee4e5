/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/archive/commits.h"
#include "store/util/hex.h"

/* Damaged objects in a row after which the repository is taken as unreadable. */
#define LOST_MAX 16

/* "A..B" or "B", with B as a whole id; empty if git can't say it. */
static void whole_range(struct buf *out, const char *git_dir, const char *range)
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

static bool open_git(struct commits *c)
{
	c->by_git = commits_git_open(&c->git, c->git_dir, c->range, c->skip);
	c->failed = c->by_git ? NULL : "start";
	return c->by_git;
}

bool commits_open(struct commits *c, const char *git_dir, const char *range,
		  uint64_t skip)
{
	struct buf whole = BUF_INIT;
	bool beside;

	c->git_dir = git_dir;
	strcpy(c->range, range);
	c->skip = skip;
	c->by_git = false;
	c->beside = (struct commits_libgit2)COMMITS_BESIDE_INIT;
	c->alone = (struct cat_file){ .git = GIT_INIT };
	c->last[0] = '\0';
	c->lost = 0;
	c->failed = NULL;
	whole_range(&whole, git_dir, range);
	/* from here on HEAD may move */
	if (whole.len && whole.len < sizeof(c->range))
		strcpy(c->range, buf_cstr(&whole));
	beside =
	    whole.len && commits_libgit2_open(&c->beside, git_dir, buf_str(&whole), skip);
	buf_release(&whole);
	return beside || open_git(c);
}

void commits_close(struct commits *c)
{
	commits_libgit2_close(&c->beside);
	cat_file_close(&c->alone);
	if (c->by_git)
		commits_git_close(&c->git);
	c->by_git = false;
}

/* The library's process has ended: git goes on behind the last commit that came. */
static enum commit_end go_on_by_git(struct commits *c, struct change *change,
				    struct str *raw)
{
	const char *dots = strstr(c->range, "..");
	struct buf range = BUF_INIT;

	commits_libgit2_close(&c->beside);
	if (c->last[0]) {
		buf_addf(&range, "%s..%s", c->last, dots ? dots + 2 : c->range);
		strcpy(c->range, buf_cstr(&range));
	}
	buf_release(&range);
	if (!open_git(c))
		return COMMIT_FAILED;
	return commits_git_next(&c->git, change, raw);
}

/* What the library could not read. */
static enum commit_end ask_git(struct commits *c, const struct change *change,
			       struct str *raw)
{
	char name[2 * COMMIT_MAX + 3];

	if (!cat_file_open(&c->alone, c->git_dir)) {
		c->failed = "start";
		return COMMIT_FAILED;
	}
	commits_git_name(name, change);
	cat_file_ask(&c->alone, str_from(name));
	cat_file_last(&c->alone);
	return commits_git_end(change, cat_file_next(&c->alone, raw));
}

static enum commit_end next_beside(struct commits *c, struct change *change,
				   struct str *raw)
{
	enum tray_kind kind = commits_libgit2_next(&c->beside, change, raw);

	cat_file_close(&c->alone);
	if (kind == TRAY_BROKEN)
		return go_on_by_git(c, change, raw);
	if (kind == TRAY_END)
		return COMMIT_END;
	hex_write(c->last, change->commit, 2 * change->id_len);
	switch (kind) {
	case TRAY_MESSAGE:
		return COMMIT_READ;
	case TRAY_SKIPPED:
		c->skip--;
		return COMMIT_SKIPPED;
	case TRAY_ELSE:
		return ask_git(c, change, raw);
	default:
		return COMMIT_DELETED;
	}
}

enum commit_end commits_next(struct commits *c, struct change *change, struct str *raw)
{
	enum commit_end end = c->by_git ? commits_git_next(&c->git, change, raw)
					: next_beside(c, change, raw);

	c->lost = end == COMMIT_LOST ? c->lost + 1 : end == COMMIT_READ ? 0 : c->lost;
	if (end == COMMIT_FAILED && c->by_git)
		c->failed = c->git.failed;
	if (c->lost <= LOST_MAX)
		return end;
	c->failed = "cat-file";
	return COMMIT_FAILED;
}
