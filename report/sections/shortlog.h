/* SPDX-License-Identifier: MIT */
/* The shortlog and source of a pull request, as git request-pull writes them. */
#ifndef REPORT_SECTIONS_SHORTLOG_H
#define REPORT_SECTIONS_SHORTLOG_H

#include "store/util/str.h"

/*
 *	Name (2):
 *	      title of a patch
 *	      another one
 */
struct shortlog {
	struct str rest; /* of the text, which is borrowed */
	struct str name; /* the author of title; set by shortlog_next */
	struct str title;
};

void shortlog_init(struct shortlog *, struct str text);
/* Goes to the next title; false at the end. */
bool shortlog_next(struct shortlog *);
/* Returns "URL TAG", the line below "available in the git repository at:", or "". */
struct str shortlog_source(struct str text);

#endif
