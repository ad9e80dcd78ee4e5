/* SPDX-License-Identifier: MIT */
/*
 * Parts of a series that were posted anew alone (patchdigest-rules(7), rule 15): as a
 * higher version, or in answer to the series or to a review of it.
 */
#ifndef REPORT_SERIES_REPLACED_PARTS_H
#define REPORT_SERIES_REPLACED_PARTS_H

#include "report/series/series.h"
#include "report/series/series_group.h"

/*
 * Sets posted_anew of the parts that a mail in the window replaces, and replaces,
 * replaces_in and respin of its series. numbers: of each group its index in the set, or
 * SERIES_GROUP_NONE.
 */
void replaced_parts_find(struct series_set *, const struct selection *,
			 const struct series_groups *, const size_t *numbers);

#endif
