/* SPDX-License-Identifier: MIT */
/*
 * The objects in a repository's packs, unpacked by libdeflate. That takes half of the
 * time of libgit2 and of git, which unpack by zlib. Loose objects and damaged ones are
 * left to them.
 */
#ifndef FILTER_ARCHIVE_PACKS_H
#define FILTER_ARCHIVE_PACKS_H

#include "filter/archive/git_object.h"

struct packs;

/* The caller releases *out, also after an error. False if there is no library, or no pack
 * that can be opened. */
bool packs_open(struct packs **out, const char *git_dir);
void packs_release(struct packs *);
/*
 * Reads an object; its content is valid until the next call. False if it can't be read
 * here, or is of another type.
 */
bool packs_read(struct packs *, const unsigned char id[SHA1_SIZE], enum git_object_type,
		struct str *content);

#endif
