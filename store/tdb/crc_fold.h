/* SPDX-License-Identifier: MIT */
/*
 * The CRC-32 of long values by multiplication without carry, an instruction that many
 * processors have: a fifth of the time that tables take.
 */
#ifndef STORE_TDB_CRC_FOLD_H
#define STORE_TDB_CRC_FOLD_H

#include <stdbool.h>
#include <stdint.h>

/* Fewer bytes are not folded. */
#define CRC_FOLD_MIN 64

/* Whether this processor can; asked before each crc_fold. */
bool crc_can_fold(void);
/*
 * Goes on with a CRC (its bits not inverted) over at least CRC_FOLD_MIN bytes, and moves
 * *p to the rest, fewer than 16 bytes, which the caller adds.
 */
uint32_t crc_fold(uint32_t crc, const unsigned char **p, const unsigned char *end);

#endif
