/* SPDX-License-Identifier: MIT */
/* The classic style, which patchdigest-digest(5) describes byte for byte. */
#ifndef REPORT_TEXT_CLASSIC_H
#define REPORT_TEXT_CLASSIC_H

#include "report/digest/digest.h"
#include "report/output/output.h"

/*
 * Prints the selection of a digest; needs only what digest_init sets. Options other than
 * top and titles_only play no role. Returns as digest_text_print.
 */
enum status classic_print(struct output *, const struct digest *);

#endif
