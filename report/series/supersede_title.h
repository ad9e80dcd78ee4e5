/* SPDX-License-Identifier: MIT */
/* Versions of one title and author, or of one change-id. */
#ifndef REPORT_SERIES_SUPERSEDE_TITLE_H
#define REPORT_SERIES_SUPERSEDE_TITLE_H

#include "report/series/supersede.h"

void supersede_by_title(struct versions *);

#endif
