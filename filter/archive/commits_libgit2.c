/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "filter/archive/commits_libgit2.h"
#include "filter/system/guard.h"
#include "filter/archive/libgit2.h"
#include "store/util/array.h"

/*
 * Seconds of the processor's time for so many objects. libgit2 1.5 goes round
 * for ever in a loose object that is cut; then this process ends, and git goes on.
 */
#define PATIENCE 2
#define PATIENCE_OBJECTS 16

struct commit {
	unsigned char id[SHA1_SIZE], tree[SHA1_SIZE];
};

/* The process beside. Where anything is odd it ends without TRAY_END: git will find out
 * what it is. */
struct server {
	const char *git_dir;
	struct str range;
	uint64_t skip;
	struct mail_ring *trays;
	struct packs *packs;
	struct commit *line; /* newest first */
	size_t n, cap;
	unsigned steps;
	struct git_object_entry entry; /* of the commit before, or before the range */
};

static void step(struct server *s)
{
	const struct itimerval t = { .it_value = { PATIENCE, 0 } };

	if (s->steps++ % PATIENCE_OBJECTS == 0)
		setitimer(ITIMER_PROF, &t, NULL);
}

static void add_commit(struct server *s, const unsigned char *id,
		       const unsigned char *tree)
{
	struct commit *c;

	s->line = array_grow(s->line, s->n, &s->cap, sizeof(*s->line));
	c = &s->line[s->n++];
	memcpy(c->id, id, SHA1_SIZE);
	memcpy(c->tree, tree, SHA1_SIZE);
}

/* From the range's end by first parents to its start, or to the root. */
static bool walk(struct server *s)
{
	size_t dots = str_find(s->range, STR(".."));
	bool whole = dots == s->range.len;
	unsigned char id[SHA1_SIZE], from[SHA1_SIZE];
	struct git_object_commit c = { .root = false };

	if (!git_object_parse_id(id, whole ? s->range
					   : str_sub(s->range, dots + 2, s->range.len)) ||
	    (!whole && !git_object_parse_id(from, str_sub(s->range, 0, dots))))
		return false;
	while (!c.root && (whole || memcmp(id, from, SHA1_SIZE) != 0)) {
		step(s);
		if (!libgit2_commit(s->packs, id, &c))
			return false;
		add_commit(s, id, c.tree);
		memcpy(id, c.parent, SHA1_SIZE);
	}
	if (whole || c.root)
		return whole;
	return libgit2_commit(s->packs, from, &c) &&
	       libgit2_entry(s->packs, c.tree, &s->entry);
}

static bool same_entry(const struct git_object_entry *a, const struct git_object_entry *b)
{
	return a->there == b->there && memcmp(a->mode, b->mode, sizeof(a->mode)) == 0 &&
	       memcmp(a->id, b->id, SHA1_SIZE) == 0;
}

static bool put_commit(struct server *s, const struct commit *c, bool skip)
{
	struct change change = { .id_len = SHA1_SIZE };
	enum tray_kind kind = skip ? TRAY_SKIPPED : TRAY_NONE;
	struct str content = STR_EMPTY;
	struct git_object_entry entry;

	step(s);
	if (!libgit2_entry(s->packs, c->tree, &entry))
		return false;
	change.wrote = entry.there && !same_entry(&entry, &s->entry);
	memcpy(change.commit, c->id, SHA1_SIZE);
	memcpy(change.blob, entry.id, SHA1_SIZE);
	s->entry = entry;
	if (entry.there && !skip)
		kind =
		    libgit2_blob(s->packs, entry.id, &content) ? TRAY_MESSAGE : TRAY_ELSE;
	return mail_ring_put(s->trays, kind, &change,
			     kind == TRAY_MESSAGE ? content : STR_EMPTY);
}

static void serve(struct server *s)
{
	const struct change none = { .id_len = 0 };
	bool going = libgit2_open(&s->packs, s->git_dir) && walk(s);

	for (size_t at = 0; going && at < s->n; at++)
		going = put_commit(s, &s->line[s->n - 1 - at], at < s->skip);
	if (going && mail_ring_put(s->trays, TRAY_END, &none, STR_EMPTY))
		mail_ring_finish(s->trays);
}

/* A guard_beside_fn. */
static void read_beside(void *arg)
{
	struct server *s = arg;

	mail_ring_fill(s->trays);
	serve(s);
	libgit2_release(s->packs);
	free(s->line);
}

bool commits_libgit2_open(struct commits_libgit2 *b, const char *git_dir,
			  struct str range, uint64_t skip)
{
	struct server s = {
		.git_dir = git_dir, .range = range, .skip = skip, .trays = &b->trays
	};

	*b = (struct commits_libgit2)COMMITS_BESIDE_INIT;
	if (!mail_ring_open(&b->trays))
		return false;
	b->pid = guard_beside(read_beside, &s);
	mail_ring_take(&b->trays);
	if (b->pid < 0)
		mail_ring_close(&b->trays);
	return b->pid >= 0;
}

void commits_libgit2_close(struct commits_libgit2 *b)
{
	mail_ring_close(&b->trays);
	while (b->pid >= 0 && waitpid(b->pid, NULL, 0) < 0 && errno == EINTR)
		;
	b->pid = -1;
}

enum tray_kind commits_libgit2_next(struct commits_libgit2 *b, struct change *c,
				    struct str *raw)
{
	return mail_ring_next(&b->trays, c, raw);
}
