/* SPDX-License-Identifier: MIT */
/*
 * The order of text under en_US.UTF-8 (glibc 2.36), without that locale: by
 * letters and digits (digits first; accents, case, blanks and punctuation
 * ignored), then by accents, then by case (a before A), then by where blanks
 * and punctuation stand, then by bytes.
 */
#ifndef REPORT_UTIL_COLLATE_H
#define REPORT_UTIL_COLLATE_H

#include "store/util/str.h"

/* < 0, 0, > 0; 0 for equal bytes only. */
int collate(struct str, struct str);

#endif
