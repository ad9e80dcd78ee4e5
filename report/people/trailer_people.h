/* SPDX-License-Identifier: MIT */
/* People in the trailers that a record keeps: "Reviewed-by: Name <address>" (rule 14). */
#ifndef REPORT_PEOPLE_TRAILER_PEOPLE_H
#define REPORT_PEOPLE_TRAILER_PEOPLE_H

#include "report/window/post.h"

struct trailer {
	struct str key; /* as spelled */
	struct person who;
};

/* Takes lines off rest up to the next one that names somebody with an address. */
bool trailer_people_next(struct str *rest, struct trailer *);
/* Reviewed-by and Acked-by: somebody stands for the patch. Any case. */
bool trailer_approves(const struct trailer *);
/* Same address, or same name. */
bool person_same(struct person, struct person);

#endif
