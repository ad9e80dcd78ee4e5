/* SPDX-License-Identifier: MIT */
/*
 * Makes the record of a raw mail, for all ways into the store: reads its message,
 * subject, patch, kind, trailers and classic view.
 */
#ifndef FILTER_RECORD_MAIL_RECORD_H
#define FILTER_RECORD_MAIL_RECORD_H

#include "filter/mail/message.h"
#include "store/inbox/record.h"

struct mail_record {
	struct record record; /* its values are views into message and the raw mail */
	struct message message;
};

#define MAIL_RECORD_INIT                                       \
	{                                                      \
		.record = RECORD_INIT, .message = MESSAGE_INIT \
	}

/* raw, now: as for message_parse. Never fails: kind other if raw can't be understood. */
void mail_record_make(struct mail_record *, struct str raw, int64_t now);
/* Makes a record of kind other from the header alone, if parsing the mail crashed. */
void mail_record_make_from_header(struct mail_record *, struct str raw, int64_t now);
void mail_record_release(struct mail_record *);

#endif
