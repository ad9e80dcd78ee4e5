/* SPDX-License-Identifier: MIT */
/* Makes an output that has a limited size: long commit messages are cut first. */
#ifndef REPORT_COMMAND_BODY_FIT_H
#define REPORT_COMMAND_BODY_FIT_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* Appends the output to an empty buffer, with at most body_max bytes of each commit
 * message; 0: all. */
typedef enum status body_fit_fn(void *arg, struct buf *out, size_t body_max);

/*
 * Makes the output whole, or, if that has more than max bytes, with as much of each
 * commit message as there is room for: a power of two. If even 1 byte of each is too
 * much, it stays larger than max. Returns what make returned last. max 0: no limit.
 */
enum status body_fit(struct buf *out, uint64_t max, body_fit_fn *make, void *arg);

#endif
