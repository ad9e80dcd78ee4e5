/* SPDX-License-Identifier: MIT */
/*
 * The patterns of the lines "F:" and "X:" in MAINTAINERS, read as the kernel's
 * scripts/get_maintainer.pl reads them. A path only has to begin as the pattern says, so
 *
 *	drivers/net/	holds all files in and below the folder
 *	mm/slab		holds files that have as many slashes, and begin so; without a
 *look at the tree it may be a folder, and then holds what is below it
 *
 * A star stands for any text, a question mark for any byte, [ab] for a or b. A pattern
 * that doesn't end with a slash holds only paths with as many slashes as it has, unless
 * two stars stand together in it.
 */
#ifndef REPORT_AREAS_FILE_PATTERN_H
#define REPORT_AREAS_FILE_PATTERN_H

#include "store/util/arena.h"
#include "store/util/str.h"

struct file_pattern {
	struct str literal; /* what every path that it holds begins with */
	struct str inner;   /* what they all have besides, somewhere; or empty */
	const char *glob;   /* for glob_matches(); NULL if all of it is literal */
	size_t slashes;
	bool any_depth; /* holds paths with more slashes too */
	bool holds_all; /* is made of *, ? and / only, and holds files at any depth */
	/* How narrow it is: its slashes, and one more for a file's name; 0 if it begins
	 * with *. */
	unsigned depth;
};

/* Reads a pattern, which isn't empty; text must outlive it. */
void file_pattern_parse(struct file_pattern *, struct str text, struct arena *);
bool file_pattern_holds(const struct file_pattern *, struct str path);

#endif
