/* SPDX-License-Identifier: MIT */
/*
 * A pack of git's and its index (gitformat-pack(5)): where an object is, and how it is
 * packed. Both files are mapped; whoever reads them is prepared to be killed if they are
 * cut off meanwhile.
 */
#ifndef FILTER_ARCHIVE_PACK_H
#define FILTER_ARCHIVE_PACK_H

#include "filter/archive/git_object.h"

struct pack {
	char *index, *data;
	size_t index_size, size;
	uint32_t n; /* objects */
	bool *read; /* each window of data: noted as read */
};

/* How the pack writes what an entry is. */
enum pack_kind {
	PACK_COMMIT = 1,
	PACK_TREE,
	PACK_BLOB,
	PACK_DELTA_BEFORE = 6, /* of the object at an offset */
	PACK_DELTA_OF_ID,
};

struct pack_entry {
	unsigned kind;	   /* enum pack_kind, or another number */
	uint64_t size;	   /* unpacked */
	uint64_t base;	   /* a delta's: where the other object is */
	struct str packed; /* by zlib; its end is not known: what follows is in it, too */
};

/*
 * path: of the index, "....idx", of a repository whose ids are SHA-1. False if one of the
 * files can't be opened, or is not of version 2. Release the pack, also after an error.
 */
bool pack_open(struct pack *, const char *path);
void pack_release(struct pack *);
/* False if the pack has no such object. */
bool pack_find(const struct pack *, const unsigned char id[SHA1_SIZE], uint64_t *at);
/* False if no entry can begin there, or it is a delta of an object that is not in the
 * pack. */
bool pack_entry_at(const struct pack *, uint64_t at, struct pack_entry *);
/* Notes that a packed entry was read. Returns the bytes of the windows of the pack's file
 * that it is in, but for those that were noted since pack_give_back(). */
size_t pack_note_read(const struct pack *, struct str packed);
/* Gives back the pack's pages; they stay in the page cache. */
void pack_give_back(const struct pack *);

#endif
