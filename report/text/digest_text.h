/* SPDX-License-Identifier: MIT */
/* The default text style of FORMAT.md. */
#ifndef REPORT_TEXT_DIGEST_TEXT_H
#define REPORT_TEXT_DIGEST_TEXT_H

#include "report/output/output.h"
#include "report/digest/digest.h"

/* ST_OUTPUT when the output takes no more; ST_DAMAGED after all else was printed. */
enum status digest_print(struct output *, const struct selection *,
			 const struct digest_options *);

#endif
