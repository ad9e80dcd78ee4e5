/* SPDX-License-Identifier: MIT */
/* Spooled messages on their way into the store. */
#ifndef FILTER_DELIVER_DRAIN_H
#define FILTER_DELIVER_DRAIN_H

#include "filter/command/options.h"

/*
 * After a delivery that succeeded: a few messages spooled for the same store,
 * in bounded time. Silent; leaves what crashed its last try.
 */
void drain_some(const struct options *);
/*
 * --drain: everything. A message that crashes its parse is recorded from its
 * header alone; one that crashes that too goes to failed/. The options say
 * what a file doesn't say itself. Summary on standard error unless o->quiet.
 */
enum status drain_all(const struct options *);

#endif
