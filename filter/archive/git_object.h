/* SPDX-License-Identifier: MIT */
/* What is read in git's commits and trees of an archive whose ids are SHA-1. */
#ifndef FILTER_ARCHIVE_GIT_OBJECT_H
#define FILTER_ARCHIVE_GIT_OBJECT_H

#include <stdbool.h>

#include "store/util/str.h"

#define SHA1_SIZE 20

struct git_object_commit {
	unsigned char tree[SHA1_SIZE], parent[SHA1_SIZE]; /* the first one */
	bool root;					  /* has no parent */
};

/* The one file of an archive's tree (public-inbox-v2-format(5)): "m". */
struct git_object_entry {
	bool there;
	char mode[7]; /* "100644" */
	unsigned char id[SHA1_SIZE];
};

/* From 40 hex digits; false for others, which are nothing for libgit2. */
bool git_object_parse_id(unsigned char id[SHA1_SIZE], struct str hex);
/* Both false for what is no such object. */
bool git_object_commit(struct git_object_commit *, struct str text);
bool git_object_entry(struct git_object_entry *, struct str tree);

#endif
