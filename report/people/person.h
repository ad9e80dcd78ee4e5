/* SPDX-License-Identifier: MIT */
/* A person, as a mail or a mailmap names them. */
#ifndef REPORT_PEOPLE_PERSON_H
#define REPORT_PEOPLE_PERSON_H

#include <stdbool.h>
#include <stdint.h>

#include "store/util/str.h"

/* Either string may be empty. */
struct person {
	struct str name, addr;
};

/* A hash of the address in any case; of the name if there is no address. */
uint64_t person_key(struct person);
/* Whether two people have the same address, or the same name. */
bool person_same(struct person, struct person);
/*
 * Whether text is somewhere in "Name <address>", in any case; or, with *, ? or [], fits
 * the name, the address, or both, as a pattern.
 */
bool person_matches(struct person, const char *text);

#endif
