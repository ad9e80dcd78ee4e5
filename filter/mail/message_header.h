/* SPDX-License-Identifier: MIT */
/* What a mail's header says of it: who, when, about what, in answer to what. */
#ifndef FILTER_MAIL_MESSAGE_HEADER_H
#define FILTER_MAIL_MESSAGE_HEADER_H

#include "filter/mail/header_fields.h"
#include "filter/mail/message.h"

/* Fills all members of m that come from the header; m->parts is set already. */
void message_header_read(struct message *m, const struct header_fields *, int64_t now);

#endif
