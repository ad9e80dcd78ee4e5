/* SPDX-License-Identifier: MIT */
/* Who pulled which pull request, as a reply or a notice says. */
#ifndef REPORT_SECTIONS_PULL_EVENTS_H
#define REPORT_SECTIONS_PULL_EVENTS_H

#include "report/sections/applied_events.h"

/* Finds the events of all pull requests of the threads; .of: the request's index into
 * threads.mails. To be released by applied_events_release(). */
void pull_events_find(struct applied_events *, const struct section_input *);
/* Sets *first to the events of a request; returns how many. */
size_t pull_events_of(const struct applied_events *, size_t of,
		      const struct applied_event **first);

#endif
