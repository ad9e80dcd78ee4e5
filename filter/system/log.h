/* SPDX-License-Identifier: MIT */
/*
 * Messages for the administrator when something went wrong; they never quote
 * mail. A file's name may hold anything: characters that act on a terminal or
 * begin a new line become U+FFFD.
 */
#ifndef FILTER_SYSTEM_LOG_H
#define FILTER_SYSTEM_LOG_H

#include "store/util/buf.h"

/*
 * Writes one line to syslog, facility mail; priority as in syslog(3). Gives up
 * after a second, since a stuck log must not hold up a mail.
 */
void log_to_syslog(int priority, const struct buf *line);
/* Writes one line to standard error. Deliver mode calls this only before it exits with
 * 75. */
void log_to_stderr(const struct buf *line);

#endif
