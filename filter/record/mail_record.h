/* SPDX-License-Identifier: MIT */
/*
 * The walk from a raw mail to its record: message, subject, patch, trailer,
 * classify, classic, each once, in this order. Every way into the store takes it.
 */
#ifndef FILTER_RECORD_MAIL_RECORD_H
#define FILTER_RECORD_MAIL_RECORD_H

#include "filter/mail/message.h"
#include "store/inbox/record.h"

struct mail_record {
	struct record record; /* views into message, arena and the raw mail */
	struct message message;
};

#define MAIL_RECORD_INIT                                       \
	{                                                      \
		.record = RECORD_INIT, .message = MESSAGE_INIT \
	}

/* raw: as for message_parse. Always gives a record; kind other where nothing is
 * understood. */
void mail_record_make(struct mail_record *, struct str raw, int64_t now);
/* From the header alone, kind other: for a mail whose parsing crashed. */
void mail_record_make_from_header(struct mail_record *, struct str raw, int64_t now);
void mail_record_release(struct mail_record *);

#endif
