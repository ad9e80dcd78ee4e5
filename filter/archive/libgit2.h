/* SPDX-License-Identifier: MIT */
/*
 * The objects of a repository by libgit2. It is loaded by libgit2_open, so that
 * no other process pays for it: with all it needs it takes longer to start than
 * a delivery does.
 */
#ifndef FILTER_ARCHIVE_LIBGIT2_H
#define FILTER_ARCHIVE_LIBGIT2_H

#include "filter/archive/git_object.h"

struct libgit2;

/*
 * *out is to be released, always. False where there is no library, or it can't
 * open the repository, or that hides commits (shallow, grafts) as git alone knows to.
 */
bool libgit2_open(struct libgit2 **out, const char *git_dir);
void libgit2_release(struct libgit2 *);

/* All false for what is missing, damaged or of another type. */
bool libgit2_commit(struct libgit2 *, const unsigned char id[SHA1_SIZE],
		    struct git_object_commit *);
bool libgit2_entry(struct libgit2 *, const unsigned char tree[SHA1_SIZE],
		   struct git_object_entry *);
/* The content is valid until the next call. */
bool libgit2_blob(struct libgit2 *, const unsigned char id[SHA1_SIZE],
		  struct str *content);

#endif
