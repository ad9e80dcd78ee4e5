/* SPDX-License-Identifier: MIT */
/* Finds who took which series: the one place where all sources of that meet. */
#ifndef REPORT_SECTIONS_APPLIED_FIND_H
#define REPORT_SECTIONS_APPLIED_FIND_H

#include "report/sections/applied_events.h"

/*
 * Finds the events of all series of the threads, which are bound, sorted by
 * applied_events_sort(). ST_DAMAGED: some pull request could not be read; the others'
 * events are found all the same. To be released.
 */
enum status applied_events_find(struct applied_events *, const struct section_input *);

#endif
