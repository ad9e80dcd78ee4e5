/* SPDX-License-Identifier: MIT */
/* Which of two versions is the older one, as their subjects say it. */
#ifndef REPORT_SERIES_VERSION_ORDER_H
#define REPORT_SERIES_VERSION_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "store/util/str.h"

/* Compares version numbers: "2" < "5" < "5.1" < "10". Returns <0, 0 or >0. */
int version_cmp(struct str, struct str);

/* The version that a subject gives: the number, and FACT_RFC and FACT_RESEND. */
struct edition {
	struct str version;
	uint32_t facts;
	bool after; /* it says no version, and was posted after this one */
};

/*
 * Compares by number; what was posted after a version is newer than that version. With
 * equal numbers an RFC is older than a plain posting, and a plain posting is older than a
 * RESEND. Returns <0 if the first is older, 0 or >0.
 */
int edition_cmp(struct edition, struct edition);

#endif
