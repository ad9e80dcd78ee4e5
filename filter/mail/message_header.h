/* SPDX-License-Identifier: MIT */
/* Fills a message from its header fields: people, dates, subject, ids, list. */
#ifndef FILTER_MAIL_MESSAGE_HEADER_H
#define FILTER_MAIL_MESSAGE_HEADER_H

#include "filter/mail/header_fields.h"
#include "filter/mail/message.h"

/*
 * Returns the raw value of a field decoded, unfolded, with each run of white space
 * (Unicode's) as one blank, and without any at its ends. Each value that is decoded is
 * read so, in the body too (patchdigest-rules(7), rule 1). It lies in the arena.
 */
struct str message_header_text(struct arena *, struct str value);
/* m->parts must be set. now: as for message_parse. */
void message_header_read(struct message *m, const struct header_fields *, int64_t now);

#endif
