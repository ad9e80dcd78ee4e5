/* SPDX-License-Identifier: MIT */
/*
 * The objects of a repository by libgit2. It is loaded by packs_open, so that
 * no other process pays for it: with all it needs it takes longer to start than
 * a delivery does.
 */
#ifndef FILTER_PACKS_H
#define FILTER_PACKS_H

#include <stdbool.h>

#include "store/str.h"

#define SHA1_SIZE 20

struct packs;

struct pack_commit {
	unsigned char tree[SHA1_SIZE], parent[SHA1_SIZE]; /* the first one */
	bool root;					  /* has no parent */
};

/* The one file of an archive's tree (public-inbox-v2-format(5)): "m". */
struct pack_entry {
	bool there;
	char mode[7]; /* "100644" */
	unsigned char id[SHA1_SIZE];
};

/*
 * *out is to be released, always. False where there is no library, or it can't
 * open the repository, or that hides commits (shallow, grafts) as git alone knows to.
 */
bool packs_open(struct packs **out, const char *git_dir);
void packs_release(struct packs *);

/* All false for what is missing, damaged or of another type. */
bool packs_commit(struct packs *, const unsigned char id[SHA1_SIZE], struct pack_commit *);
bool packs_entry(struct packs *, const unsigned char tree[SHA1_SIZE], struct pack_entry *);
/* The content is valid until the next call. */
bool packs_blob(struct packs *, const unsigned char id[SHA1_SIZE], struct str *content);

#endif
