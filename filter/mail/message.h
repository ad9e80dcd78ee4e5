/* SPDX-License-Identifier: MIT */
/*
 * A mail with its header fields and text decoded to UTF-8 and LF: users of a
 * message meet no charset, transfer encoding or MIME part. Parsing never fails:
 * what can't be understood is left empty or unchanged.
 */
#ifndef FILTER_MAIL_MESSAGE_H
#define FILTER_MAIL_MESSAGE_H

#include "filter/mail/header.h"
#include "store/util/arena.h"
#include "store/util/str.h"

/* Bytes of a body that are read. A longer multipart is read as one text, not parsed. */
#define MESSAGE_TEXT_LIMIT (16u << 20)

struct message {
	struct mail_parts parts;	  /* views into the raw mail */
	struct str raw_subject, raw_from; /* as in the header, folds included */
	/* decoded, unfolded, white space collapsed (patchdigest-rules(7), rule 1) */
	struct str subject, from;
	struct str from_name, from_addr;
	/* From's, or those that a list's DMARC rewriting hid */
	struct str author_name, author_addr;
	/* From without a list's DMARC rewriting */
	struct str poster_name, poster_addr;
	struct str recipients;	/* recipients_hash() of To and Cc */
	struct str supersedes;	/* the value of a field Supersedes */
	bool auto_submitted;	/* Auto-Submitted says other than "no" (RFC 3834) */
	struct str message_id;	/* rule 18, without <> */
	struct str in_reply_to; /* its first id, else the last of References; no <> */
	struct str references;	/* the ids of all References fields, one per line */
	/* list name of List-Id, else of X-Mailing-List; empty: none, or more than one */
	struct str list_id;
	int64_t date; /* Date:, or DATE_NONE */
	/* topmost Received:, else Date:, else now; never later than now */
	int64_t arrival;
	struct str text; /* the first text part */
	/* later text parts and attached patches, joined, each ended by LF */
	struct str more;
	struct arena arena; /* owns what is not a view */
};

#define MESSAGE_INIT                \
	{                           \
		.arena = ARENA_INIT \
	}

/*
 * raw must outlive m, and BUF_PAD readable zero bytes must follow it. now: the time
 * in seconds; no arrival is later.
 */
void message_parse(struct message *m, struct str raw, int64_t now);
/* Reads the header alone and leaves text and more empty. Calls no foreign library. */
void message_parse_header(struct message *m, struct str raw, int64_t now);
void message_release(struct message *);

#endif
