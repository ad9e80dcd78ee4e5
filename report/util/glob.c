/* SPDX-License-Identifier: MIT */
#include <fnmatch.h>

#include "report/util/glob.h"

/* As long as paths are. */
#define GLOB_MAX 4096

bool glob_is_pattern(const char *text)
{
	return strpbrk(text, "*?[") != NULL;
}

bool glob_matches(const char *pattern, struct str text, bool any_case)
{
	char copy[GLOB_MAX];

	if (text.len >= sizeof(copy) || memchr(text.s, '\0', text.len))
		return false;
	memcpy(copy, text.s, text.len);
	copy[text.len] = '\0';
	return fnmatch(pattern, copy, any_case ? FNM_CASEFOLD : 0) == 0;
}
