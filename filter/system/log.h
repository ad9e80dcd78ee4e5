/* SPDX-License-Identifier: MIT */
/*
 * What the administrator is told: mail facility, never mail content. Only
 * where something went wrong. Names of files are anybody's choice: what could
 * act on a terminal, or begin a line of its own, becomes U+FFFD.
 */
#ifndef FILTER_SYSTEM_LOG_H
#define FILTER_SYSTEM_LOG_H

#include "store/util/buf.h"

/*
 * One line to syslog. Bounded in time, since a stuck log must not hold up a
 * mail; priority as in syslog(3).
 */
void log_to_syslog(int priority, const struct buf *line);
/* One line on standard error: for 75, and outside of deliver mode. */
void log_to_stderr(const struct buf *line);

#endif
