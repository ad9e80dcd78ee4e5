/* SPDX-License-Identifier: MIT */
/*
 * The clock of a digest's reader: UTC, or local time ($TZ) once it was asked for. The
 * program has one, as it has one $TZ; only texts and pages are printed by it.
 */
#ifndef REPORT_UTIL_CLOCK_H
#define REPORT_UTIL_CLOCK_H

#include <time.h>

#include "store/util/utc.h"

void clock_use_local(bool local);
/* Takes a time apart. Returns false if its year has not one to four digits. */
bool clock_split(struct tm *, int64_t seconds);
/* Appends a time as utc_add() does. */
bool clock_add(struct buf *, int64_t seconds, enum utc_form);
/* Appends the name of the zone at that time: "UTC", "CEST", "+03". */
void clock_add_zone(struct buf *, int64_t seconds);
/* The number of the day that the time is in, in this zone. */
int64_t clock_day(int64_t seconds);

#endif
