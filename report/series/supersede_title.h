/* SPDX-License-Identifier: MIT */
/* Versions that show by what they have in common: title and author, or a change-id (rule
 * 16). */
#ifndef REPORT_SERIES_SUPERSEDE_TITLE_H
#define REPORT_SERIES_SUPERSEDE_TITLE_H

#include "report/series/supersede.h"

void likeness_bind(struct versions *);

#endif
