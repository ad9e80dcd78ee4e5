/* SPDX-License-Identifier: MIT */
/*
 * The erasures of a list: how many mails were erased, before which time mails are not
 * stored, and which records are being erased. The newest segment has these
 * (patchdigest-store(5), F and W).
 */
#ifndef STORE_INBOX_ERASED_H
#define STORE_INBOX_ERASED_H

#include "store/inbox/inbox_impl.h"

/* Records that are erased at a time. */
#define ERASED_AT_ONCE 4096

/* Returns the erasures as of the last inbox_load(). The first call reads them. */
const struct erased *inbox_erased(struct inbox *);
/* Inside a transaction: writes the counts and the time. */
enum status erased_put(struct inbox *, const struct erased *);
/* Inside a transaction: writes which records will be erased, at most ERASED_AT_ONCE. */
enum status erasing_put(struct inbox *, const uint32_t *seqs, size_t n);
/* Appends the uint32_t seqs of erasing_put. */
enum status erasing_get(struct inbox *, struct buf *seqs);
/* Whether a record is being erased: then it is no damage if the record can't be read. */
bool is_erasing(struct inbox *, uint32_t seq);
/* While the next segment is filled: copies the erasures from the newest segment. */
enum status erased_carry(struct inbox *);

/* An erased record has zeros in place of all its bytes. */
bool record_bytes_erased(struct str);

#endif
