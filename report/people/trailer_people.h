/* SPDX-License-Identifier: MIT */
/* People in the trailers of a record: "Reviewed-by: Name <address>"
 * (patchdigest-rules(7), rule 14). */
#ifndef REPORT_PEOPLE_TRAILER_PEOPLE_H
#define REPORT_PEOPLE_TRAILER_PEOPLE_H

#include "report/people/person.h"

struct trailer {
	struct str key; /* as the mail spells it */
	struct person who;
};

/* Takes lines off rest until one names a person with an address. Returns false if there
 * is no such line. */
bool trailer_people_next(struct str *rest, struct trailer *);
/* Whether the trailer is Reviewed-by or Acked-by, in any case. */
bool trailer_approves(const struct trailer *);

#endif
