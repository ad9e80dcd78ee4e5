/* SPDX-License-Identifier: MIT */
/* The order of the series in a digest. */
#ifndef REPORT_SERIES_SERIES_ORDER_H
#define REPORT_SERIES_SERIES_ORDER_H

#include "report/series/series.h"

/*
 * Returns the set's series, by the newest shown mail of each, or by its newest mail if it
 * shows no mail. The caller frees the array; it is NULL if the set is empty.
 */
const struct series **series_order(const struct selection *, const struct series_set *);

#endif
