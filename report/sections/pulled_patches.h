/* SPDX-License-Identifier: MIT */
/* The patches that the window's pull requests name in their shortlogs. */
#ifndef REPORT_SECTIONS_PULLED_PATCHES_H
#define REPORT_SECTIONS_PULLED_PATCHES_H

#include "report/sections/section_rows.h"

struct pulled_patches {
	struct pulled_patch {
		uint64_t title, name; /* hash_text of title and author's name */
		const struct post *pull;
		/* into threads.mails, or THREAD_NONE; pulled_patches_bind sets it */
		size_t part;
	} * list;
	size_t n, cap;
};

/* Finds the titles. ST_DAMAGED: some request could not be read. To be released. */
enum status pulled_patches_find(struct pulled_patches *, const struct selection *);
/*
 * Finds the patch of each title and author's name among the patches before the request:
 * the latest patch of a series that a mail says was applied; else the latest patch of a
 * series that no other series supersedes. applied: has the indices of the applied series
 * into threads.set; or NULL.
 */
void pulled_patches_bind(struct pulled_patches *, const struct section_input *,
			 const struct hashmap *applied);
void pulled_patches_release(struct pulled_patches *);

#endif
