/* SPDX-License-Identifier: MIT */
/*
 * What was taken out of a list: how many mails, before which time none is stored, and
 * which records are just being erased. The newest segment has it (patchdigest-store(5), F
 * and W).
 */
#ifndef STORE_INBOX_ERASED_H
#define STORE_INBOX_ERASED_H

#include "store/inbox/inbox_impl.h"

/* Records that are erased at a time. */
#define ERASED_AT_ONCE 4096

/* As of the last inbox_load(); read when it is asked for first. */
const struct erased *inbox_erased(struct inbox *);
/* Inside a transaction: writes it. */
enum status erased_put(struct inbox *, const struct erased *);
/* Inside a transaction: the records that will be erased, at most ERASED_AT_ONCE. */
enum status erasing_put(struct inbox *, const uint32_t *seqs, size_t n);
/* Appends the uint32_t seqs of erasing_put. */
enum status erasing_get(struct inbox *, struct buf *seqs);
/* Whether a record that can't be read is one of them: then it is no damage. */
bool is_erasing(struct inbox *, uint32_t seq);
/* In a fill of the next segment: takes over what the newest one has. */
enum status erased_carry(struct inbox *);

/* An erased record has zeros in place of all its bytes. */
bool record_bytes_erased(struct str);

#endif
