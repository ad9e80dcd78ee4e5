/* SPDX-License-Identifier: MIT */
/* remove LIST: removes a list with all its mails. */
#ifndef STORE_COMMAND_VERB_REMOVE_H
#define STORE_COMMAND_VERB_REMOVE_H

#include "store/command/verb.h"
#include "store/inbox/inbox.h"

verb_fn verb_remove;

/*
 * Removes a list that is open for writing. No delivery is lost: one that waits for the
 * list's lock makes the list again. ST_NOINPUT, ST_NOSPACE.
 */
enum status remove_list(struct tool *, struct inbox *, const char *list, struct buf *why);
/* As remove_list(), but after inbox_lock(); ends the transaction. */
enum status remove_locked_list(struct tool *, struct inbox *, const char *list,
			       struct buf *why);

#endif
