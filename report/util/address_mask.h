/* SPDX-License-Identifier: MIT */
/*
 * Hides the right-hand sides of mail addresses and Message-IDs in what readers see:
 * "jane@..." with the one character U+2026. The whole program has one mask, as it has one
 * clock (clock.h).
 */
#ifndef REPORT_UTIL_ADDRESS_MASK_H
#define REPORT_UTIL_ADDRESS_MASK_H

#include "store/util/buf.h"

void address_mask_use(bool on);
bool address_mask_is_used(void);
/*
 * Appends a text, and replaces what follows the "@" of each address. An address needs a
 * domain with a dot and a letter after the dot. Any domain is enough inside of <>, and in
 * a text of one word without a slash before the "@". So "i2c@40" in a title stays.
 */
void address_mask_add(struct buf *, struct str text);

#endif
