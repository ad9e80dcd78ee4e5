/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "filter/archive/commits_libgit2.h"
#include "filter/system/guard.h"
#include "filter/archive/libgit2.h"
#include "filter/archive/packs.h"
#include "store/util/array.h"

/*
 * Seconds of processor time for that many objects. libgit2 1.5 loops for ever
 * in a truncated loose object; this limit then ends the helper, and git reads on.
 */
#define CPU_SECONDS 2
#define CPU_OBJECTS 16

struct commit_tree {
	unsigned char id[SHA1_SIZE], tree[SHA1_SIZE];
};

/*
 * The helper process. If anything is wrong it ends without RING_END, and git
 * finds out what it is.
 */
struct libgit2_helper {
	const char *git_dir;
	struct str range;
	uint64_t skip;
	struct mail_ring *ring;
	struct libgit2 *repository;
	struct packs *packs;	     /* NULL: libgit2 reads all */
	struct commit_tree *commits; /* newest first */
	size_t n, cap;
	unsigned objects;
	struct git_object_entry entry; /* of the commit before */
};

static void limit_cpu_time(struct libgit2_helper *h)
{
	const struct itimerval t = { .it_value = { CPU_SECONDS, 0 } };

	if (h->objects++ % CPU_OBJECTS == 0)
		setitimer(ITIMER_PROF, &t, NULL);
}

static bool read_object(struct libgit2_helper *h, const unsigned char *id,
			enum git_object_type type, struct str *content)
{
	return (h->packs && packs_read(h->packs, id, type, content)) ||
	       libgit2_read(h->repository, id, type, content);
}

static bool read_commit(struct libgit2_helper *h, const unsigned char *id,
			struct git_object_commit *c)
{
	struct str text;

	return read_object(h, id, OBJECT_COMMIT, &text) && git_object_commit(c, text);
}

static bool read_tree(struct libgit2_helper *h, const unsigned char *id,
		      struct git_object_entry *e)
{
	struct str text;

	return read_object(h, id, OBJECT_TREE, &text) && git_object_entry(e, text);
}

static void add_commit(struct libgit2_helper *h, const unsigned char *id,
		       const unsigned char *tree)
{
	struct commit_tree *c;

	h->commits = array_grow(h->commits, h->n, &h->cap, sizeof(*h->commits));
	c = &h->commits[h->n++];
	memcpy(c->id, id, SHA1_SIZE);
	memcpy(c->tree, tree, SHA1_SIZE);
}

/* Follows first parents from the range's end to its start, or to the root. */
static bool list_commits(struct libgit2_helper *h)
{
	size_t dots = str_find(h->range, STR(".."));
	bool whole = dots == h->range.len;
	unsigned char id[SHA1_SIZE], from[SHA1_SIZE];
	struct git_object_commit c = { .root = false };

	if (!git_object_parse_id(id, whole ? h->range
					   : str_sub(h->range, dots + 2, h->range.len)) ||
	    (!whole && !git_object_parse_id(from, str_sub(h->range, 0, dots))))
		return false;
	while (!c.root && (whole || memcmp(id, from, SHA1_SIZE) != 0)) {
		limit_cpu_time(h);
		if (!read_commit(h, id, &c))
			return false;
		add_commit(h, id, c.tree);
		memcpy(id, c.parent, SHA1_SIZE);
	}
	if (whole || c.root)
		return whole;
	return read_commit(h, from, &c) && read_tree(h, c.tree, &h->entry);
}

static bool equal_entries(const struct git_object_entry *a,
			  const struct git_object_entry *b)
{
	return a->found == b->found && a->deleted == b->deleted &&
	       memcmp(a->mode, b->mode, sizeof(a->mode)) == 0 &&
	       memcmp(a->id, b->id, SHA1_SIZE) == 0;
}

static bool send_commit(struct libgit2_helper *h, const struct commit_tree *c, bool skip)
{
	struct commit_change change = { .id_len = SHA1_SIZE };
	enum mail_ring_kind kind = skip ? RING_SKIPPED : RING_NO_MESSAGE;
	struct str content = STR_EMPTY;
	struct git_object_entry entry;

	limit_cpu_time(h);
	if (!read_tree(h, c->tree, &entry))
		return false;
	change.wrote = entry.found && !equal_entries(&entry, &h->entry);
	change.deleted = entry.deleted && !equal_entries(&entry, &h->entry);
	memcpy(change.commit, c->id, SHA1_SIZE);
	memcpy(change.blob, entry.id, SHA1_SIZE);
	h->entry = entry;
	if ((entry.found || change.deleted) && !skip)
		kind = !read_object(h, entry.id, OBJECT_BLOB, &content) ? RING_UNREAD
		       : entry.found					? RING_MESSAGE
									: RING_NO_MESSAGE;
	return mail_ring_put(h->ring, kind, &change,
			     kind == RING_UNREAD ? STR_EMPTY : content);
}

static void send_commits(struct libgit2_helper *h)
{
	const struct commit_change none = { .id_len = 0 };
	bool sound = libgit2_open(&h->repository, h->git_dir) && list_commits(h);

	for (size_t at = 0; sound && at < h->n; at++)
		sound = send_commit(h, &h->commits[h->n - 1 - at], at < h->skip);
	if (sound && mail_ring_put(h->ring, RING_END, &none, STR_EMPTY))
		mail_ring_finish(h->ring);
}

/* A guard_helper_fn. */
static void run_libgit2_helper(void *arg)
{
	struct libgit2_helper *h = arg;

	mail_ring_become_writer(h->ring);
	if (!packs_open(&h->packs, h->git_dir)) {
		packs_release(h->packs);
		h->packs = NULL;
	}
	send_commits(h);
	packs_release(h->packs);
	libgit2_release(h->repository);
	free(h->commits);
}

bool commits_libgit2_open(struct commits_libgit2 *l, const char *git_dir,
			  struct str range, uint64_t skip)
{
	struct libgit2_helper h = {
		.git_dir = git_dir, .range = range, .skip = skip, .ring = &l->ring
	};

	*l = COMMITS_LIBGIT2_INIT;
	if (!mail_ring_open(&l->ring))
		return false;
	l->pid = guard_start_helper(run_libgit2_helper, &h);
	mail_ring_become_reader(&l->ring);
	if (l->pid < 0)
		mail_ring_close(&l->ring);
	return l->pid >= 0;
}

void commits_libgit2_close(struct commits_libgit2 *l)
{
	mail_ring_close(&l->ring);
	if (l->pid >= 0)
		guard_wait(l->pid);
	l->pid = -1;
}
