/* SPDX-License-Identifier: MIT */
/*
 * The objects of a repository by libgit2. libgit2_open loads the library, so
 * that no other process pays for it: with all it needs, it takes longer to
 * start than a delivery.
 */
#ifndef FILTER_ARCHIVE_LIBGIT2_H
#define FILTER_ARCHIVE_LIBGIT2_H

#include "filter/archive/git_object.h"

struct libgit2;

/*
 * The caller releases *out, also after an error. False if there is no library,
 * if it can't open the repository, or if the repository hides commits (shallow,
 * grafts), which only git understands.
 */
bool libgit2_open(struct libgit2 **out, const char *git_dir);
void libgit2_release(struct libgit2 *);

/*
 * Reads an object; its content is valid until the next call. False if it is missing,
 * damaged or of another type.
 */
bool libgit2_read(struct libgit2 *, const unsigned char id[SHA1_SIZE],
		  enum git_object_type, struct str *content);

#endif
