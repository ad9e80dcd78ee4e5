/* SPDX-License-Identifier: MIT */
/* The rows under "Patch list in this time period". */
#ifndef REPORT_TEXT_PATCHLIST_H
#define REPORT_TEXT_PATCHLIST_H

#include "report/digest/digest.h"
#include "report/text/text_line.h"
#include "report/people/person.h"

#define PATCHLIST_COLUMN 13 /* where the tag line of a row begins */

/* Begins a row: "     17/17   ". of: parts announced, 0 if no mail says how many. */
void patchlist_parts(struct text_line *, uint32_t count, uint32_t of);
/* Ends a row: "TAG  (NAME)". An author without a name is named by their address. */
void patchlist_tag(struct text_line *, struct str subject, struct person author);

/*
 * Prints a row for each series that no newer version in the window supersedes, with
 * a second line for its older versions. Begins and ends with an empty line.
 */
void patchlist_print(struct text_line *, const struct digest *);

#endif
