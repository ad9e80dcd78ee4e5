/* SPDX-License-Identifier: MIT */
/* drain and rebuild FROM: the filter does them. */
#ifndef STORE_COMMAND_RUN_FILTER_H
#define STORE_COMMAND_RUN_FILTER_H

#include "store/command/verb.h"

/*
 * Runs patchdigest-filter, from this program's own folder or else from $PATH, with the
 * arguments, a NULL after the last; waits for its end. The filter's exit status becomes
 * t->exit. ST_NOINPUT: it can't be started.
 */
enum status run_filter(struct tool *t, const char *const *args, struct buf *why);

verb_fn verb_drain;
verb_fn verb_rebuild;

#endif
