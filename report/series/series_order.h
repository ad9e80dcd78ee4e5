/* SPDX-License-Identifier: MIT */
/* The order in which a digest shows the series of a window. */
#ifndef REPORT_SERIES_SERIES_ORDER_H
#define REPORT_SERIES_SERIES_ORDER_H

#include "report/series/series.h"

/*
 * Each series once, ordered by the newest of its shown mails, or of all its mails if it
 * shows none. Returns an array of set->n, which the caller frees; NULL if the set is
 * empty.
 */
const struct series **series_order(const struct selection *, const struct series_set *);

#endif
