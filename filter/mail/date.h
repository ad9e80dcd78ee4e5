/* SPDX-License-Identifier: MIT */
/*
 * Dates as mail has them (RFC 5322, 3.3 and 4.3), and as people and old
 * programs write them: asctime, ISO 8601, full names, no seconds. No library
 * reads all of these, and libetpan's accepts the 32nd of January.
 */
#ifndef FILTER_MAIL_DATE_H
#define FILTER_MAIL_DATE_H

#include "store/inbox/record.h"
#include "store/util/str.h"

/*
 * Seconds UTC, or DATE_NONE for what is no date from 1970 to 9999. Two-digit
 * years are 1950 to 2049, three-digit ones count from 1900; a zone that is
 * none on earth is UTC.
 */
int64_t date_parse(struct str value);

#endif
