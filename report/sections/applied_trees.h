/* SPDX-License-Identifier: MIT */
/* Which git trees hold a series, or parts of it, as events of its row. */
#ifndef REPORT_SECTIONS_APPLIED_TREES_H
#define REPORT_SECTIONS_APPLIED_TREES_H

#include "report/sections/section_rows.h"

/*
 * Adds an event for each tree that holds parts of the row's series. Then the events leave
 * out what replies say of no more parts than the trees hold, and what was taken back.
 * Returns whether a tree's newest commit of the series was made in the window.
 */
bool applied_trees_add(struct section_row *, const struct section_input *);

#endif
