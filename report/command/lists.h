/* SPDX-License-Identifier: MIT */
/* --lists and --check: what the stores hold, and whether it is sound. */
#ifndef REPORT_COMMAND_LISTS_H
#define REPORT_COMMAND_LISTS_H

#include "report/output/output.h"
#include "report/window/stores.h"

/*
 * A line a list: name, mails, first and last arrival (RFC 3339, UTC; empty
 * where there is no mail), bytes; tab-separated. A mail that several stores
 * have counts once. wanted: only that list (as for stores_open), or NULL.
 */
enum status lists_print(struct output *, const char *const *dirs, size_t n,
			const char *wanted, struct buf *why);
/* A line a fault; ST_INPUT (exit 1) if there is any. */
enum status lists_check(struct output *, const char *const *dirs, size_t n,
			const char *wanted, struct buf *why);

#endif
