/* SPDX-License-Identifier: MIT */
/*
 * The order of text in en_US.UTF-8 (glibc 2.36), without that locale: by letters and
 * digits (digits first; accents, case, blanks and punctuation ignored), then by accents,
 * case (a before A), the positions of blanks and punctuation, and bytes.
 */
#ifndef REPORT_UTIL_COLLATE_H
#define REPORT_UTIL_COLLATE_H

#include "store/util/str.h"

/* Returns < 0, 0 or > 0; 0 only if the bytes are equal. */
int collate_cmp(struct str, struct str);

#endif
