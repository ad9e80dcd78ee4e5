/* SPDX-License-Identifier: MIT */
/*
 * The regular expressions of the lines "N:" in MAINTAINERS. They are Perl's, with blanks
 * that don't count. Those are read that say the same as POSIX's extended expressions,
 * with \d, \w, \s, \b, (?:) and a leading (?i): no counts in braces, no references, no
 * look-around and no lazy or possessive repetition, so that none takes more than linear
 * time.
 */
#ifndef REPORT_AREAS_PATH_REGEX_H
#define REPORT_AREAS_PATH_REGEX_H

#include <regex.h>

#include "store/util/arena.h"
#include "store/util/str.h"

/* Longer expressions, and longer paths, match nothing. */
#define PATH_REGEX_MAX 256
#define PATH_REGEX_PATH_MAX 4096

struct path_regex {
	struct str literal; /* the longest text that every path has which matches */
	bool any_case;
	bool compiled; /* else the literal is all of it */
	regex_t regex;
};

/* Reads an expression. Returns false, and leaves nothing to release, if the text is not
 * an expression of the kind above. */
bool path_regex_parse(struct path_regex *, struct str text, struct arena *);
bool path_regex_matches(const struct path_regex *, struct str path);
void path_regex_release(struct path_regex *);

#endif
