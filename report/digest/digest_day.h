/* SPDX-License-Identifier: MIT */
/* The day that names a digest: the last one of its window, in UTC. */
#ifndef REPORT_DIGEST_DIGEST_DAY_H
#define REPORT_DIGEST_DIGEST_DAY_H

#include "report/digest/digest.h"

/*
 * Appends "2026-07-12". A window that ends later than now ends now; one of commits
 * without a mail has today. Returns false, and appends nothing, if the year has not four
 * digits.
 */
bool digest_day_add(struct buf *, const struct digest *);
/* Returns the end of the digest's time: its last mail, if the window is one of commits.
 */
int64_t digest_end(const struct digest *);

#endif
