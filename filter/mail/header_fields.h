/* SPDX-License-Identifier: MIT */
/* The header fields that a message is read from, found in one pass. */
#ifndef FILTER_MAIL_HEADER_FIELDS_H
#define FILTER_MAIL_HEADER_FIELDS_H

#include "store/util/buf.h"
#include "store/util/str.h"

enum field_id {
	F_SUBJECT,
	F_FROM,
	F_REPLY_TO,
	F_CC,
	F_ORIGINAL_FROM,
	F_MESSAGE_ID,
	F_IN_REPLY_TO,
	F_REFERENCES,
	F_LIST_ID,
	F_MAILING_LIST,
	F_DATE,
	F_RECEIVED,
	F_TYPE,
	F_ENCODING,
	F_DISPOSITION,
	F_COUNT
};

/*
 * Raw values, empty where there is none. Of several fields of a name the
 * first that says something counts, of MIME fields the last (as for git).
 */
struct header_fields {
	struct str value[F_COUNT];
	struct buf references; /* the ids of all References fields, a line each */
};

/* Views into header, which must outlive them; release after use. */
void header_fields_collect(struct header_fields *, struct str header);
void header_fields_release(struct header_fields *);

#endif
