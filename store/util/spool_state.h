/* SPDX-License-Identifier: MIT */
/* Tells users of mails that wait in the spool, because the store could not be written. */
#ifndef REPORT_COMMAND_SPOOL_NOTICE_H
#define REPORT_COMMAND_SPOOL_NOTICE_H

#include "store/util/buf.h"

/* Returns how many mails wait in the default spool, a Maildir; 0 if there is no spool.
 * Appends the spool's name to dir. */
size_t spool_notice_count(struct buf *dir);

#endif
