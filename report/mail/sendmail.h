/* SPDX-License-Identifier: MIT */
/* Hands a message to the mail system. */
#ifndef REPORT_MAIL_SENDMAIL_H
#define REPORT_MAIL_SENDMAIL_H

#include "store/util/buf.h"
#include "store/util/status.h"

/*
 * Runs program -t -oi with the message on its standard input; NULL: the system's
 * sendmail. It starts only when the message is whole: even if this program is killed, no
 * part of a message is sent. Returns ST_BUSY if it refused the mail or can't be run.
 */
enum status sendmail_run(const char *program, struct str message, struct buf *why);

#endif
