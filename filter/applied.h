/* SPDX-License-Identifier: MIT */
/* Replies that say a maintainer took the patch. */
#ifndef FILTER_APPLIED_H
#define FILTER_APPLIED_H

#include "store/str.h"

/*
 * Whether some line that is not quoted says so: "Applied, thanks", "Series
 * applied to foo/next". In doubt it does not.
 */
bool applied_said(struct str text);

#endif
