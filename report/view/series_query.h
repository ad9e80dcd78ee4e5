/* SPDX-License-Identifier: MIT */
/*
 * What --series asks for: a Message-ID, with or without <>; a URL that leads to a mail
 * (linked_id_of_url()); or words of a subject.
 */
#ifndef REPORT_VIEW_SERIES_QUERY_H
#define REPORT_VIEW_SERIES_QUERY_H

#include "store/inbox/record.h"
#include "store/util/linked_id.h"

struct series_query {
	struct str message_id; /* or empty */
	struct str words;      /* if it is no Message-ID */
	struct linked_id room; /* of message_id: a query stays where it is */
};

/* The text must outlive the query. ST_USAGE: it is empty, or a URL that leads to no mail.
 */
enum status series_query_parse(struct series_query *, const char *text, struct buf *why);

/* How well the words fit a patch or a cover. */
enum query_fit {
	FITS_NOT,
	FITS_PART,	 /* the subject of a part of a series has them */
	FITS_HEAD,	 /* ... of a cover, a lone patch, or a series without a cover */
	FITS_PART_WHOLE, /* they are the title, or the subject */
	FITS_HEAD_WHOLE
};

/* The subject must have each word, in upper or lower case. */
enum query_fit series_query_fit(const struct series_query *, const struct record *);

#endif
