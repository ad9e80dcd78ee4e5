/* SPDX-License-Identifier: MIT */
/*
 * Reads dates of mails (RFC 5322, 3.3 and 4.3), and the forms that people and old
 * programs write: asctime, ISO 8601, full names, no seconds. No library reads all
 * of these, and libetpan accepts the 32nd of January.
 */
#ifndef FILTER_MAIL_DATE_H
#define FILTER_MAIL_DATE_H

#include "store/inbox/record.h"
#include "store/util/str.h"

/*
 * Returns seconds since 1970-01-01 UTC, or DATE_NONE if value is no date from 1970
 * through 9999. Two-digit years mean 1950 through 2049, three-digit years count
 * from 1900. An impossible zone means UTC.
 */
int64_t date_parse(struct str value);

#endif
