/* SPDX-License-Identifier: MIT */
/* Prints times in UTC (ISO 8601), and counts milliseconds. */
#ifndef STORE_UTIL_UTC_H
#define STORE_UTIL_UTC_H

#include <time.h>

#include "store/util/buf.h"

#define DAY_SECONDS ((int64_t)86400)

enum utc_form {
	UTC_DAY,    /* 2026-11-13 */
	UTC_MINUTE, /* 2026-11-13 07:00 */
	UTC_SECOND, /* 2026-11-13 07:00:59, without the seconds if they are 0 */
	UTC_WHOLE   /* 2026-11-13T07:00:59Z */
};

/*
 * Appends a time, in seconds since 1970. Returns false, and appends nothing, if its year
 * is out of range, as that of DATE_NONE is.
 */
bool utc_add(struct buf *, int64_t seconds, enum utc_form);
/* Appends the fields of a time that was taken apart, in any zone; UTC_WHOLE is of UTC. */
void utc_add_fields(struct buf *, const struct tm *, enum utc_form);
/* Milliseconds of the monotonic clock: setting the time does not move it. */
int64_t monotonic_ms(void);

#endif
