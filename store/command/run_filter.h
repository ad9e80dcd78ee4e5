/* SPDX-License-Identifier: MIT */
/* The verbs drain and rebuild FROM: they run patchdigest-filter. */
#ifndef STORE_COMMAND_RUN_FILTER_H
#define STORE_COMMAND_RUN_FILTER_H

#include "store/command/verb.h"

/*
 * Runs patchdigest-filter, from this program's own folder or else from $PATH, and waits
 * for its end. args: its arguments, and a NULL after the last. The filter's exit status
 * becomes t->exit. ST_NOINPUT: it can't be started.
 */
enum status run_filter(struct tool *t, const char *const *args, struct buf *why);
/* Prints the command instead in a dry run. */
enum status run_filter_or_say(struct tool *t, const char *const *args, struct buf *why);

verb_fn verb_drain;
verb_fn verb_rebuild;

#endif
