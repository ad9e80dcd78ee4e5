/* SPDX-License-Identifier: MIT */
/*
 * A raw mail, read: header fields and text decoded to UTF-8, LF. Behind this
 * line nobody meets a charset, a transfer encoding or a MIME part. Never
 * fails: what can't be understood is left empty or kept as it came.
 */
#ifndef FILTER_MAIL_MESSAGE_H
#define FILTER_MAIL_MESSAGE_H

#include "filter/mail/header.h"
#include "store/util/arena.h"
#include "store/util/str.h"

/* A body beyond this is scanned for its text up to here, not parsed. */
#define MESSAGE_TEXT_LIMIT (16u << 20)

struct message {
	struct mail_parts parts; /* views into the raw mail */
	struct str subject;	 /* decoded, unfolded, white space collapsed (rule 1) */
	struct str from;	 /* decoded, unfolded, whole */
	struct str from_name, from_addr;
	struct str author_name,
	    author_addr;       /* the same, or what a list's DMARC rewriting hid */
	struct str message_id; /* rule 18, without <> */
	struct str
	    in_reply_to;       /* its first id, else the last of References; without <> */
	struct str references; /* the raw field's ids, one a line */
	struct str list_id;    /* List-Id, else X-Mailing-List, else empty: a list name,
				  normalised */
	int64_t date;	       /* Date:, or DATE_NONE */
	int64_t
	    arrival; /* topmost Received:, else Date:, else now; never later than now */
	struct str text; /* the first text part */
	struct str
	    more; /* later text parts and attached patches, joined, each ended by LF */
	struct arena arena; /* owns what is not a view */
};

#define MESSAGE_INIT                \
	{                           \
		.arena = ARENA_INIT \
	}

/*
 * raw must be followed by BUF_PAD readable zero bytes and outlive m. now:
 * seconds, the clock that clamps arrival.
 */
void message_parse(struct message *m, struct str raw, int64_t now);
/* The header alone, text and more left empty: no foreign library is called. */
void message_parse_header(struct message *m, struct str raw, int64_t now);
void message_release(struct message *);

#endif
