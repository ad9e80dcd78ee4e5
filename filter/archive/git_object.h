/* SPDX-License-Identifier: MIT */
/* Reads git's commits and trees, of an archive whose ids are SHA-1. */
#ifndef FILTER_ARCHIVE_GIT_OBJECT_H
#define FILTER_ARCHIVE_GIT_OBJECT_H

#include <stdbool.h>

#include "store/util/str.h"

#define SHA1_SIZE 20

enum git_object_type { OBJECT_COMMIT, OBJECT_TREE, OBJECT_BLOB };

struct git_object_commit {
	unsigned char tree[SHA1_SIZE], parent[SHA1_SIZE]; /* the first parent */
	bool root;					  /* has no parent */
};

/* The file "m" of an archive's tree, else its "d" (public-inbox-v2-format(5)). */
struct git_object_entry {
	bool found;   /* "m" */
	bool deleted; /* no "m", but "d" */
	char mode[7]; /* "100644" */
	unsigned char id[SHA1_SIZE];
};

/* Decodes 40 hex digits; false for any other text: libgit2 reads no other ids. */
bool git_object_parse_id(unsigned char id[SHA1_SIZE], struct str hex);
/* False if text is no commit. */
bool git_object_commit(struct git_object_commit *, struct str text);
/* False if tree is no tree. */
bool git_object_entry(struct git_object_entry *, struct str tree);

#endif
