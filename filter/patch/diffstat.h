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

/*
 * Whether the line is a summary: "N files changed", nothing else behind it but sums. Sets
 * sums only then.
 */
bool diffstat_summary(struct str line, struct diff_sums *);
/* The lines of the files: those with a bar, from the summary's offset upwards. */
struct str diffstat_lines(struct str text, size_t summary);
/* Appends the files they name, as diff_paths_add; of a rename both. */
void diffstat_paths(struct buf *, struct str lines, size_t limit);

#endif
