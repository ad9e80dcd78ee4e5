/* SPDX-License-Identifier: MIT */
#include "filter/archive/libgit2.h"
#include "filter/system/library.h"
#include "store/util/array.h"
#include "store/util/buf.h"
#include "store/util/dlopen_note.h"
#include "store/util/file.h"

#if __has_include(<git2.h>)
#include <git2.h>
#endif

#if defined(LIBGIT2_VER_MAJOR) && LIBGIT2_VER_MAJOR >= 1
#include <stdlib.h>
#include <string.h>

/* Bytes of a pack mapped at a time, and in all; the library would map the whole pack. */
#define MAPPED_WINDOW (1u << 20)
#define MAPPED_MAX (16u << 20)

/* The functions of the library that are called. */
struct libgit2_api {
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

struct libgit2 {
	struct libgit2_api api;
	git_odb *odb;
	git_odb_object *object; /* the last one read */
};

#define LIBGIT2_NAME "libgit2.so." LIBGIT2_SOVERSION

DLOPEN_NOTE(libgit2_note, "archive", "Reads mail archives faster than git does",
	    LIBGIT2_NAME);

static bool load_libgit2(struct libgit2_api *l)
{
	const struct library_function functions[] = {
		{ &l->init, "git_libgit2_init" },    { &l->opts, "git_libgit2_opts" },
		{ &l->open, "git_odb_open" },	     { &l->close, "git_odb_free" },
		{ &l->read, "git_odb_read" },	     { &l->data, "git_odb_object_data" },
		{ &l->size, "git_odb_object_size" }, { &l->type, "git_odb_object_type" },
		{ &l->free, "git_odb_object_free" },
	};

	return !library_load(LIBGIT2_NAME, functions, ARRAY_SIZE(functions)) &&
	       l->init() > 0;
}

/*
 * Opens the folder of objects, not the repository: so it reads no configuration
 * and replaces no object. Hashes are not checked, as git does not check them
 * either; damage shows in zlib's checksum.
 */
bool libgit2_open(struct libgit2 **out, const char *git_dir)
{
	struct libgit2 *l = *out = xcalloc(1, sizeof(*l));
	struct buf objects = BUF_INIT;
	bool open;

	if (file_exists(git_dir, "shallow") || file_exists(git_dir, "info/grafts") ||
	    !load_libgit2(&l->api))
		return false;
	l->api.opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	l->api.opts(GIT_OPT_ENABLE_CACHING, 0);
	l->api.opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)MAPPED_WINDOW);
	l->api.opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)MAPPED_MAX);
	buf_addf(&objects, "%s/objects", git_dir);
	open = l->api.open(&l->odb, buf_cstr(&objects)) == 0;
	buf_release(&objects);
	return open;
}

static void release_object(struct libgit2 *l)
{
	if (l->object)
		l->api.free(l->object);
	l->object = NULL;
}

/* The library stays loaded until the process ends. */
void libgit2_release(struct libgit2 *l)
{
	if (!l)
		return;
	release_object(l);
	if (l->odb)
		l->api.close(l->odb);
	free(l);
}

bool libgit2_read(struct libgit2 *l, const unsigned char id[SHA1_SIZE],
		  enum git_object_type type, struct str *content)
{
	static const git_object_t types[] = { [OBJECT_COMMIT] = GIT_OBJECT_COMMIT,
					      [OBJECT_TREE] = GIT_OBJECT_TREE,
					      [OBJECT_BLOB] = GIT_OBJECT_BLOB };
	git_oid oid;

	release_object(l);
	memcpy(oid.id, id, SHA1_SIZE);
	if (l->api.read(&l->object, l->odb, &oid) != 0)
		l->object = NULL;
	if (!l->object || l->api.type(l->object) != types[type])
		return false;
	*content = (struct str){ l->api.data(l->object), l->api.size(l->object) };
	return true;
}

#else

bool libgit2_open(struct libgit2 **out, const char *git_dir)
{
	(void)git_dir;
	*out = NULL;
	return false;
}

void libgit2_release(struct libgit2 *l)
{
	(void)l;
}

bool libgit2_read(struct libgit2 *l, const unsigned char id[SHA1_SIZE],
		  enum git_object_type type, struct str *content)
{
	(void)l;
	(void)id;
	(void)type;
	*content = STR_EMPTY;
	return false;
}

#endif
