/* SPDX-License-Identifier: MIT */
/*
 * SipHash-2-4 with a key of this process (Aumasson and Bernstein, 2012): an attacker
 * can't write two texts with equal hashes, and it costs a fifth of SHA-1. Values differ
 * from run to run: they never leave the process, and nothing is sorted by them.
 */
#ifndef REPORT_UTIL_SIPHASH_H
#define REPORT_UTIL_SIPHASH_H

#include <stdint.h>

#include "store/util/str.h"

/* Hashes bytes with the key of this process. */
uint64_t siphash(struct str);
/* Hashes bytes with a key, as the paper's test vectors do. */
uint64_t siphash_with(const uint64_t key[2], struct str);

#endif
