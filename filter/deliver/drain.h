/* SPDX-License-Identifier: MIT */
/* Brings spooled messages into the store. */
#ifndef FILTER_DELIVER_DRAIN_H
#define FILTER_DELIVER_DRAIN_H

#include "filter/command/options.h"

/*
 * After a successful delivery: stores a few messages spooled for this store, in
 * bounded time. Silent; leaves messages whose last attempt crashed.
 */
void drain_some(const struct options *);
/*
 * --drain: stores all spooled messages. A message that crashes its parse is
 * recorded from its header alone; if that crashes too, it goes to failed/. The
 * options supply what a spooled file does not say. Writes a summary to standard
 * error unless o->quiet. Returns the worst status of all messages.
 */
enum status drain_all(const struct options *);

#endif
