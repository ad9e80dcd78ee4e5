/* SPDX-License-Identifier: MIT */
/* The contents of a pull request, as git request-pull writes them. */
#ifndef REPORT_SECTIONS_SHORTLOG_H
#define REPORT_SECTIONS_SHORTLOG_H

#include "store/util/str.h"

/*
 *	Name (2):
 *	      title of a patch
 *	      another one that is
 *	        wrapped
 *
 * The number says how many titles there are; an empty line may stand between them.
 */
struct shortlog {
	struct str rest;   /* of the text */
	struct str name;   /* whose patches these are; set by shortlog_next */
	struct str title;  /* its lines joined; valid until the next call */
	uint32_t left;	   /* titles of that name still to come */
	size_t indent;	   /* of its titles; 0: not known yet */
	char joined[1024]; /* room for a title that is wrapped */
};

void shortlog_init(struct shortlog *, struct str text);
/* The next title; false after the last. */
bool shortlog_next(struct shortlog *);
/* Returns "URL TAG", the text below "available in the git repository at:"; empty if there
 * is no such text. */
struct str shortlog_source(struct str text);

#endif
