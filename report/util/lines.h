/* SPDX-License-Identifier: MIT */
/* Texts that hold one item per line. */
#ifndef REPORT_UTIL_LINES_H
#define REPORT_UTIL_LINES_H

#include "store/util/buf.h"

/* Sorts the lines by their bytes, drops repeated ones, and ends each with LF. */
void lines_sort(struct buf *lines);

/* Returns how many lines there are; the last one may lack its LF. */
size_t lines_count(struct str lines);

#endif
