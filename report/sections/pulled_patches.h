/* SPDX-License-Identifier: MIT */
/* The patches that the window's pull requests name in their shortlogs. */
#ifndef REPORT_SECTIONS_PULLED_PATCHES_H
#define REPORT_SECTIONS_PULLED_PATCHES_H

#include "report/sections/section_rows.h"

/* A request may name what was posted that long before it: a merge window and what came
 * before. */
#define PULLED_DAYS 90

struct pulled_patches {
	struct pulled_patch {
		uint64_t title, name; /* hash_text of title and author's name */
		const struct post *pull;
		size_t
		    part; /* into threads.mails, or THREAD_NONE: by pulled_patches_bind */
	} * list;
	size_t n, cap;
	struct hashmap titles; /* hash_text of each */
};

/* ST_DAMAGED: some request could not be read. */
enum status pulled_patches_find(struct pulled_patches *, const struct selection *);
/*
 * Finds them in the threads, by title and author's name: of several the one
 * that was posted last before the request.
 */
void pulled_patches_bind(struct pulled_patches *, const struct section_input *);
void pulled_patches_release(struct pulled_patches *);

#endif
