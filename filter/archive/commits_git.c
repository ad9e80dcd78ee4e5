/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/archive/commits_git.h"
#include "store/inbox/inbox.h"
#include "store/util/hex.h"

/*
 * Below this the list of commits is waited for. git holds back less than 4 kB
 * of output, which its shortest answers to 100 questions fill.
 */
#define AHEAD_LOW 256

bool commits_git_open(struct commits_git *g, const char *git_dir, const char *range,
		      uint64_t skip)
{
	g->git_dir = git_dir;
	g->listed = false;
	g->skip = skip;
	g->silent = g->first = g->n = 0;
	g->failed = "start";
	if (!git_log_open(&g->history, git_dir, range))
		return false;
	if (cat_file_open(&g->blobs, git_dir))
		return true;
	git_log_close(&g->history);
	return false;
}

void commits_git_close(struct commits_git *g)
{
	git_log_close(&g->history);
	cat_file_close(&g->blobs);
}

static struct change *ahead(struct commits_git *g, size_t i)
{
	return &g->ahead[(g->first + i) % AHEAD_MAX];
}

static enum commit_end failed(struct commits_git *g, const char *what)
{
	g->failed = what;
	return COMMIT_FAILED;
}

/* A commit that wrote no message may have its parent's: git looks. */
void commits_git_name(char name[2 * COMMIT_MAX + 3], const struct change *c)
{
	hex_write(name, c->wrote ? c->blob : c->commit, 2 * c->id_len);
	if (!c->wrote)
		strcat(name, ":m");
}

/* Every commit is asked about, so that git has output to push out what it holds back of
 * the one we wait for. */
static void ask(struct commits_git *g, const struct change *c)
{
	char name[2 * COMMIT_MAX + 3];

	commits_git_name(name, c);
	cat_file_ask(&g->blobs, str_from(name));
}

/*
 * Keeps git busy: takes commits off the list as long as that is free, or as
 * too few are ahead, and asks for their blobs at once. False: git log failed.
 */
static bool look_ahead(struct commits_git *g)
{
	size_t limit = g->blobs.window < AHEAD_MAX ? g->blobs.window : AHEAD_MAX;

	if (g->listed || g->n > limit / 2)
		return true;
	while (g->n < limit && (g->n < AHEAD_LOW || git_log_ready(&g->history))) {
		struct change *c = ahead(g, g->n);

		if (!git_log_next(&g->history, c)) {
			g->listed = true;
			cat_file_last(&g->blobs);
			return git_log_close(&g->history);
		}
		g->n++;
		if (g->skip) {
			g->skip--;
			g->silent++;
			continue;
		}
		ask(g, c);
		if (!git_log_ready(&g->history))
			cat_file_flush(&g->blobs);
	}
	cat_file_flush(&g->blobs);
	return true;
}

/* git cat-file ends at an object it can't unpack: a new one goes on after it. */
static bool restart_blobs(struct commits_git *g)
{
	cat_file_close(&g->blobs);
	if (!cat_file_open(&g->blobs, g->git_dir))
		return false;
	for (size_t i = 0; i < g->n; i++)
		ask(g, ahead(g, i));
	cat_file_flush(&g->blobs);
	if (g->listed)
		cat_file_last(&g->blobs);
	return true;
}

enum commit_end commits_git_end(const struct change *c, enum blob_end end)
{
	if (end == BLOB_READ)
		return COMMIT_READ;
	if (end == BLOB_LOST)
		return COMMIT_LOST;
	return c->wrote ? COMMIT_MISSING : COMMIT_DELETED;
}

enum commit_end commits_git_next(struct commits_git *g, struct change *c, struct str *raw)
{
	enum blob_end end;

	*raw = STR_EMPTY;
	if (!look_ahead(g))
		return failed(g, "log");
	if (!g->n)
		return COMMIT_END;
	*c = *ahead(g, 0);
	g->first++;
	g->n--;
	if (g->silent) {
		g->silent--;
		return COMMIT_SKIPPED;
	}
	end = cat_file_next(&g->blobs, raw);
	if (end == BLOB_LOST && !restart_blobs(g))
		return failed(g, "cat-file");
	return commits_git_end(c, end);
}
