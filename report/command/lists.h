/* SPDX-License-Identifier: MIT */
/* --lists and --check: the lists in the stores, and whether the stores are sound. */
#ifndef REPORT_COMMAND_LISTS_H
#define REPORT_COMMAND_LISTS_H

#include "report/output/output.h"
#include "report/window/stores.h"

/*
 * Prints one line of tab-separated fields for each list: name, number of mails, first and
 * last arrival (RFC 3339, UTC; empty without mails), bytes. A mail that several stores
 * have counts once. The request's lists; all lists if it names none.
 */
enum status lists_print(struct output *, const struct list_request *, struct buf *why);
/* Prints one line for each fault of these lists. ST_INPUT (exit status 1) if there is a
 * fault. */
enum status lists_check(struct output *, const struct list_request *, struct buf *why);

#endif
