/* SPDX-License-Identifier: MIT */
/* A digest as a feed with one entry: --format=atom. */
#ifndef REPORT_ATOM_DIGEST_ATOM_H
#define REPORT_ATOM_DIGEST_ATOM_H

#include "report/digest/digest.h"
#include "report/output/output.h"

/* The digest has a board. Returns ST_OK. */
enum status digest_atom_print(struct output *, const struct digest *);
/* Appends "KVM, 6 - 12 July 2026: 525 mails, 60 series, 6 applied, 7 ready". */
void digest_atom_add_title(struct buf *, const struct digest *);

#endif
