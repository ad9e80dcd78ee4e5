/* SPDX-License-Identifier: MIT */
/* Patterns with *, ? and [], as fnmatch(3) has them. */
#ifndef REPORT_UTIL_GLOB_H
#define REPORT_UTIL_GLOB_H

#include "store/util/str.h"

/* Whether the text has one of the characters that make it a pattern. */
bool glob_is_pattern(const char *text);
/*
 * Whether the pattern fits the whole text; * also stands for slashes. A text of 4096
 * bytes or more, which bounds the time that a pattern takes, fits no pattern.
 */
bool glob_matches(const char *pattern, struct str text, bool any_case);

#endif
