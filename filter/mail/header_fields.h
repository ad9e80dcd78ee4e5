/* SPDX-License-Identifier: MIT */
/* Collects the header fields that a message is made from, in one pass. */
#ifndef FILTER_MAIL_HEADER_FIELDS_H
#define FILTER_MAIL_HEADER_FIELDS_H

#include "store/util/buf.h"
#include "store/util/str.h"

enum header_field {
	FIELD_SUBJECT,
	FIELD_FROM,
	FIELD_REPLY_TO,
	FIELD_TO,
	FIELD_CC,
	FIELD_ORIGINAL_FROM,
	FIELD_MESSAGE_ID,
	FIELD_IN_REPLY_TO,
	FIELD_REFERENCES,
	FIELD_LIST_ID,
	FIELD_MAILING_LIST,
	FIELD_DATE,
	FIELD_RECEIVED,
	FIELD_TYPE,
	FIELD_ENCODING,
	FIELD_DISPOSITION,
	FIELD_AUTO_SUBMITTED,
	FIELD_SUPERSEDES,
	FIELD_COUNT
};

/*
 * Raw values, empty for fields that are missing. If several fields have a name, the
 * first value that is not empty counts; the last field counts for MIME fields, as
 * in git.
 */
struct header_fields {
	struct str value[FIELD_COUNT];
	bool lists_differ;     /* there are several List-Id fields, not of one value */
	struct buf references; /* the ids of all References fields, one per line */
};

/* The values are views into header, which must outlive them. Release after use. */
void header_fields_collect(struct header_fields *, struct str header);
void header_fields_release(struct header_fields *);

#endif
