/* SPDX-License-Identifier: MIT */
/*
 * A diffstat, as git and diffstat(1) write it:
 *
 *	 dir/{old => new}/file.c | 12 +++--
 *	 image.png               | Bin 0 -> 120 bytes
 *	 2 files changed, 3 insertions(+), 2 deletions(-)
 */
#ifndef FILTER_PATCH_DIFFSTAT_H
#define FILTER_PATCH_DIFFSTAT_H

#include "filter/patch/diff.h"

/* Whether line is a summary: "N files changed" and sums. Sets the sums if it is. */
bool diffstat_summary(struct str line, struct diff_sums *);
/* Whether line is one of a file: "name | n". */
bool diffstat_is_file(struct str line);
/* Returns the lines of the files: those with a bar, right above the summary's offset. */
struct str diffstat_lines(struct str text, size_t summary);
/* Appends the paths in lines, as diff_paths_add does. A rename has two paths. */
void diffstat_paths(struct buf *, struct str lines, size_t limit);

#endif
