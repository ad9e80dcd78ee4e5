/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/archive/commits_git.h"
#include "store/inbox/inbox.h"
#include "store/util/hex.h"

/*
 * With fewer commits ahead than this, the next is waited for. git holds back
 * less than 4 kB of output, which its shortest answers to 100 requests fill.
 */
#define AHEAD_LOW 256

bool commits_git_open(struct commits_git *g, const char *git_dir, const char *range,
		      uint64_t skip, size_t max)
{
	g->git_dir = git_dir;
	g->listed = false;
	g->skip = skip;
	g->skipped = g->first = g->n = 0;
	g->failed_command = "start";
	if (!git_log_open(&g->log, git_dir, range))
		return false;
	if (cat_file_open(&g->cat_file, git_dir, max))
		return true;
	git_log_close(&g->log);
	return false;
}

void commits_git_close(struct commits_git *g)
{
	git_log_close(&g->log);
	cat_file_close(&g->cat_file);
}

static struct commit_change *commit_ahead(struct commits_git *g, size_t i)
{
	return &g->ahead[(g->first + i) % AHEAD_MAX];
}

static enum commit_result fail_by_command(struct commits_git *g, const char *what)
{
	g->failed_command = what;
	return COMMIT_FAILED;
}

/* A commit that wrote no message may still have its parent's: git looks. */
void commits_git_blob_name(char name[2 * COMMIT_MAX + 3], const struct commit_change *c)
{
	const bool named = c->wrote || c->deleted;

	hex_write(name, named ? c->blob : c->commit, 2 * c->id_len);
	if (!named)
		strcat(name, ":m");
}

/*
 * Requests the blob of every commit, also of deletions: the answers push out
 * the one that git holds back.
 */
static void ask_for_blob(struct commits_git *g, const struct commit_change *c)
{
	char name[2 * COMMIT_MAX + 3];

	commits_git_blob_name(name, c);
	cat_file_ask(&g->cat_file, str_from(name));
}

/*
 * Keeps git busy: lists commits as long as git log is ahead, or too few are
 * listed, and requests their blobs at once. False if git log failed.
 */
static bool list_ahead(struct commits_git *g)
{
	size_t limit = g->cat_file.window < AHEAD_MAX ? g->cat_file.window : AHEAD_MAX;

	if (g->listed || g->n > limit / 2)
		return true;
	while (g->n < limit && (g->n < AHEAD_LOW || git_log_ready(&g->log))) {
		struct commit_change *c = commit_ahead(g, g->n);

		if (!git_log_next(&g->log, c)) {
			g->listed = true;
			cat_file_finish(&g->cat_file);
			return git_log_close(&g->log);
		}
		g->n++;
		if (g->skip) {
			g->skip--;
			g->skipped++;
			continue;
		}
		ask_for_blob(g, c);
		if (!git_log_ready(&g->log))
			cat_file_flush(&g->cat_file);
	}
	cat_file_flush(&g->cat_file);
	return true;
}

/* git cat-file ends at an object it can't unpack: a new one reads the rest. */
static bool restart_cat_file(struct commits_git *g)
{
	const size_t max = g->cat_file.max;

	cat_file_close(&g->cat_file);
	if (!cat_file_open(&g->cat_file, g->git_dir, max))
		return false;
	for (size_t i = 0; i < g->n; i++)
		ask_for_blob(g, commit_ahead(g, i));
	cat_file_flush(&g->cat_file);
	if (g->listed)
		cat_file_finish(&g->cat_file);
	return true;
}

enum commit_result commits_git_result(const struct commit_change *c, enum blob_result end)
{
	if (end == BLOB_READ)
		return c->deleted ? COMMIT_DELETED : COMMIT_READ;
	if (end == BLOB_TOO_LARGE)
		return c->deleted ? COMMIT_DELETED : COMMIT_TOO_LARGE;
	if (end == BLOB_LOST)
		return COMMIT_LOST;
	return c->wrote ? COMMIT_MISSING : COMMIT_DELETED;
}

enum commit_result commits_git_next(struct commits_git *g, struct commit_change *c,
				    struct str *raw)
{
	enum blob_result end;

	*raw = STR_EMPTY;
	if (!list_ahead(g))
		return fail_by_command(g, "log");
	if (!g->n)
		return COMMIT_END;
	*c = *commit_ahead(g, 0);
	g->first++;
	g->n--;
	if (g->skipped) {
		g->skipped--;
		return COMMIT_SKIPPED;
	}
	end = cat_file_next(&g->cat_file, raw);
	if (end == BLOB_LOST && !restart_cat_file(g))
		return fail_by_command(g, "cat-file");
	return commits_git_result(c, end);
}
