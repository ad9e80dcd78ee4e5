/* SPDX-License-Identifier: MIT */
#include "filter/archive/libgit2.h"
#include "store/util/array.h"
#include "store/util/buf.h"

#if __has_include(<git2.h>)
#include <git2.h>
#endif

#if defined(LIBGIT2_VER_MAJOR) && LIBGIT2_VER_MAJOR >= 1
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What of a pack is mapped at a time, and in all, in bytes: the library would map all of
 * it. */
#define WINDOW (1u << 20)
#define WINDOWS (16u << 20)

/* What is called of the library. */
struct library {
	__typeof__(git_libgit2_init) *init;
	__typeof__(git_libgit2_opts) *opts;
	__typeof__(git_odb_open) *open;
	__typeof__(git_odb_free) *close;
	__typeof__(git_odb_read) *read;
	__typeof__(git_odb_object_data) *data;
	__typeof__(git_odb_object_size) *size;
	__typeof__(git_odb_object_type) *type;
	__typeof__(git_odb_object_free) *free;
};

struct packs {
	struct library git;
	git_odb *odb;
	git_odb_object *object; /* what was returned last */
};

static bool load(struct library *l)
{
	const struct {
		void *to;
		const char *name;
	} rows[] = {
		{ &l->init, "git_libgit2_init" },    { &l->opts, "git_libgit2_opts" },
		{ &l->open, "git_odb_open" },	     { &l->close, "git_odb_free" },
		{ &l->read, "git_odb_read" },	     { &l->data, "git_odb_object_data" },
		{ &l->size, "git_odb_object_size" }, { &l->type, "git_odb_object_type" },
		{ &l->free, "git_odb_object_free" },
	};
	void *lib = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_NOW | RTLD_LOCAL);

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		void *symbol = lib ? dlsym(lib, rows[i].name) : NULL;

		if (!symbol)
			return false;
		memcpy(rows[i].to, &symbol, sizeof(symbol));
	}
	return l->init() > 0;
}

static bool hides_commits(const char *git_dir)
{
	static const char *const names[] = { "shallow", "info/grafts" };
	struct buf path = BUF_INIT;
	bool hides = false;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		buf_reset(&path);
		buf_addf(&path, "%s/%s", git_dir, names[i]);
		hides |= access(buf_cstr(&path), F_OK) == 0;
	}
	buf_release(&path);
	return hides;
}

/*
 * The folder of objects, not the repository, is opened: no configuration is
 * read, and no object replaced. Hashes are not computed anew, as git doesn't
 * either: damage shows in zlib's checksum.
 */
bool libgit2_open(struct packs **out, const char *git_dir)
{
	struct packs *p = *out = xcalloc(1, sizeof(*p));
	struct buf objects = BUF_INIT;
	bool open;

	if (hides_commits(git_dir) || !load(&p->git))
		return false;
	p->git.opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	p->git.opts(GIT_OPT_ENABLE_CACHING, 0);
	p->git.opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)WINDOW);
	p->git.opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)WINDOWS);
	buf_addf(&objects, "%s/objects", git_dir);
	open = p->git.open(&p->odb, buf_cstr(&objects)) == 0;
	buf_release(&objects);
	return open;
}

static void release_object(struct packs *p)
{
	if (p->object)
		p->git.free(p->object);
	p->object = NULL;
}

/* The library itself stays: it belongs to the process. */
void libgit2_release(struct packs *p)
{
	if (!p)
		return;
	release_object(p);
	if (p->odb)
		p->git.close(p->odb);
	free(p);
}

static bool read_object(struct packs *p, const unsigned char id[SHA1_SIZE],
			git_object_t type, struct str *content)
{
	git_oid oid;

	release_object(p);
	memcpy(oid.id, id, SHA1_SIZE);
	if (p->git.read(&p->object, p->odb, &oid) != 0)
		p->object = NULL;
	if (!p->object || p->git.type(p->object) != type)
		return false;
	*content = (struct str){ p->git.data(p->object), p->git.size(p->object) };
	return true;
}

bool libgit2_blob(struct packs *p, const unsigned char id[SHA1_SIZE], struct str *content)
{
	return read_object(p, id, GIT_OBJECT_BLOB, content);
}

bool libgit2_commit(struct packs *p, const unsigned char id[SHA1_SIZE],
		    struct git_object_commit *c)
{
	struct str text;

	return read_object(p, id, GIT_OBJECT_COMMIT, &text) && git_object_commit(c, text);
}

bool libgit2_entry(struct packs *p, const unsigned char tree[SHA1_SIZE],
		   struct git_object_entry *e)
{
	struct str text;

	*e = (struct git_object_entry){ .there = false };
	return read_object(p, tree, GIT_OBJECT_TREE, &text) && git_object_entry(e, text);
}

#else

bool libgit2_open(struct packs **out, const char *git_dir)
{
	(void)git_dir;
	*out = NULL;
	return false;
}

void libgit2_release(struct packs *p)
{
	(void)p;
}

bool libgit2_commit(struct packs *p, const unsigned char id[SHA1_SIZE],
		    struct git_object_commit *c)
{
	(void)p;
	(void)id;
	*c = (struct git_object_commit){ .root = true };
	return false;
}

bool libgit2_entry(struct packs *p, const unsigned char tree[SHA1_SIZE],
		   struct git_object_entry *e)
{
	(void)p;
	(void)tree;
	*e = (struct git_object_entry){ .there = false };
	return false;
}

bool libgit2_blob(struct packs *p, const unsigned char id[SHA1_SIZE], struct str *content)
{
	(void)p;
	(void)id;
	*content = STR_EMPTY;
	return false;
}

#endif
