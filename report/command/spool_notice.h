/* SPDX-License-Identifier: MIT */
/* Mails that deliveries put into the spool because the store could not be had. */
#ifndef REPORT_COMMAND_SPOOL_NOTICE_H
#define REPORT_COMMAND_SPOOL_NOTICE_H

#include "store/util/buf.h"

/* How many wait in the default spool, a Maildir; its name is appended to dir. 0 if there
 * is none. */
size_t spool_notice_count(struct buf *dir);

#endif
