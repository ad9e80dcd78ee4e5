/* SPDX-License-Identifier: MIT */
/* The content of a feed's entry: a digest's totals and board, as HTML without styles. */
#ifndef REPORT_ATOM_ATOM_CONTENT_H
#define REPORT_ATOM_ATOM_CONTENT_H

#include "report/digest/digest.h"
#include "report/output/output.h"

/* Prints the content of an entry. The digest has a board; options.top cuts its groups. */
void atom_content_print(struct output *, const struct digest *);

#endif
