/* SPDX-License-Identifier: MIT */
/* The digest in the default text style, patchdigest-digest(5). */
#ifndef REPORT_TEXT_DIGEST_TEXT_H
#define REPORT_TEXT_DIGEST_TEXT_H

#include "report/digest/digest.h"
#include "report/output/output.h"

/*
 * Prints a digest; stops early if the output takes no more. ST_DAMAGED: some text could
 * not be read; all else was printed.
 */
enum status digest_text_print(struct output *, const struct digest *);

#endif
