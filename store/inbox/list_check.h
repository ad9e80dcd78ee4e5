/* SPDX-License-Identifier: MIT */
/* Verifies a list of a store, also one that can't be opened. */
#ifndef STORE_INBOX_LIST_CHECK_H
#define STORE_INBOX_LIST_CHECK_H

#include "store/inbox/inbox.h"

/*
 * Calls fn with a line for each fault of the list, "DIR/LIST: FAULT" or "DIR/LIST/FILE:
 * FAULT", which is safe on a terminal; a list that can't be opened has one fault. Returns
 * how many faults there are; 0 also if the store does not have the list.
 */
size_t list_check(const char *dir, const char *list, inbox_fault_fn *fn, void *arg);

#endif
