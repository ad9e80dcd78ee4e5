/* SPDX-License-Identifier: MIT */
/* Makes the message that carries a digest. */
#ifndef REPORT_COMMAND_PUBLISH_MAIL_H
#define REPORT_COMMAND_PUBLISH_MAIL_H

#include "report/command/command.h"
#include "report/digest/digest.h"

/*
 * Appends the whole message, of at most command.max_size bytes: no part of it is
 * seen before all went well. A text that is too large is cut, and says so. The digest has
 * the sections of the text and of the page, and figures. ST_DAMAGED: something could not
 * be read; all else is there. ST_USAGE: an address is wrong.
 */
enum status publish_mail_make(struct buf *message, const struct command *,
			      const struct digest *, int64_t now, struct buf *why);

#endif
