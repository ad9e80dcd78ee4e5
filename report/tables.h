/* SPDX-License-Identifier: MIT */
/* Who posted: counts by domain and by person, in the order of sort -rn (FORMAT.md). */
#ifndef REPORT_TABLES_H
#define REPORT_TABLES_H

#include "report/output.h"
#include "report/selection.h"

/* Both tables with their headings and the empty line after each. classic: by the raw contributor. */
void tables_print(struct output *, const struct selection *, size_t top, bool classic);

#endif
