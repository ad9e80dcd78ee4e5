/* SPDX-License-Identifier: MIT */
/* Joins a list's sealed segments while mails are imported to it, and after it. */
#ifndef FILTER_IMPORT_JOINER_H
#define FILTER_IMPORT_JOINER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "store/util/buf.h"

struct joiner {
	const char *dir; /* the store; the caller's */
	struct buf list;
	uint32_t at_least; /* so many segments are joined while mails come in */
	bool quiet;	   /* does not say that the disk has no room for it */
	pid_t pid;
	int end; /* an eventfd that is written to when the import ends, or -1 */
};

/*
 * Starts a process that joins the segments that the import has filled. If it can't be
 * started, they are joined at the end. archive: the import keeps two processors busy by
 * itself, and memory. The caller ends it by joiner_finish.
 */
void joiner_start(struct joiner *, const char *dir, struct str list, bool archive,
		  bool quiet);
/* Ends that process, and, if all is stored, joins what a run leaves. The import has
 * succeeded, even if this can't be done. */
void joiner_finish(struct joiner *, bool stored);

#endif
