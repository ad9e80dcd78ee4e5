/* SPDX-License-Identifier: MIT */
/* The two tables of contributors as text. */
#ifndef REPORT_TEXT_CONTRIBUTORS_TEXT_H
#define REPORT_TEXT_CONTRIBUTORS_TEXT_H

#include "report/output/output.h"
#include "report/window/selection.h"

/*
 * Prints both tables, each with its heading and an empty line after it. classic: names
 * and addresses are bytes as the mail has them.
 */
void contributors_print(struct output *, const struct selection *, size_t top,
			bool classic);

#endif
