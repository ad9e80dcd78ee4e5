/* SPDX-License-Identifier: MIT */
/* The patches that the window's pull requests name in their shortlogs. */
#ifndef REPORT_SECTIONS_PULLED_PATCHES_H
#define REPORT_SECTIONS_PULLED_PATCHES_H

#include "report/sections/section_rows.h"

/* A request may name what was posted that long before it: a merge window and what came before. */
#define PULLED_DAYS 90

struct pulled {
	struct pulled_patch {
		uint64_t title, name; /* hash_text of title and author's name */
		const struct post *pull;
		size_t part; /* into threads.mails, or THREAD_NONE: by pulled_bind */
	} *list;
	size_t n, cap;
	struct idmap titles; /* hash_text of each */
};

/* ST_DAMAGED: some request could not be read. */
enum status pulled_find(struct pulled *, const struct selection *);
/*
 * Finds them in the threads, by title and author's name: of several the one
 * that was posted last before the request.
 */
void pulled_bind(struct pulled *, const struct section_input *);
void pulled_release(struct pulled *);

#endif
