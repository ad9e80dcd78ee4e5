/* SPDX-License-Identifier: MIT */
/* Who posted: counts by domain and by person, in the order of sort -rn (FORMAT.md). */
#ifndef REPORT_PEOPLE_CONTRIBUTORS_H
#define REPORT_PEOPLE_CONTRIBUTORS_H

#include "report/window/selection.h"
#include "report/people/tally.h"

struct contributors {
	struct tally domains; /* of employers, where they are known */
	struct tally people;  /* "Name <address>" */
};

/* Counts; classic: by the raw contributor. */
void contributors_count(struct contributors *, const struct selection *, bool classic);
void contributors_release(struct contributors *);

#endif
