/* SPDX-License-Identifier: MIT */
/* Who posted how many patches and cover letters: by domain or employer, and by person. */
#ifndef REPORT_PEOPLE_CONTRIBUTORS_H
#define REPORT_PEOPLE_CONTRIBUTORS_H

#include "report/window/selection.h"
#include "report/people/tally.h"

struct contributors {
	struct tally domains; /* an employer counts instead of a domain, if known */
	struct tally people;  /* "Name <address>" */
};

/* Counts the posts of the selection, or the patches that a post has. classic: by
 * raw_contributor, as that style does. */
void contributors_count(struct contributors *, const struct selection *, bool classic);
void contributors_release(struct contributors *);

#endif
