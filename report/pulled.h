/* SPDX-License-Identifier: MIT */
/* The patches that the window's pull requests name in their shortlogs. */
#ifndef REPORT_PULLED_H
#define REPORT_PULLED_H

#include "report/idmap.h"
#include "report/selection.h"

/* A request may name what was posted that long before it: a merge window and what came before. */
#define PULLED_DAYS 90

struct pulled {
	struct pulled_patch {
		uint64_t title, name; /* hash_text of title and author's name */
		const struct post *pull;
	} *list;
	size_t n, cap;
	struct idmap titles; /* hash_text of each */
};

/* ST_DAMAGED: some request could not be read. */
enum status pulled_find(struct pulled *, const struct selection *);
void pulled_release(struct pulled *);

#endif
