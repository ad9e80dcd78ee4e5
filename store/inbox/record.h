/* SPDX-License-Identifier: MIT */
/*
 * What the store keeps of a mail: all that a digest needs, decoded, UTF-8,
 * LF, nothing more (not the diff). A record never changes once written.
 *
 * All struct str members are borrowed: from the message on the way in, from
 * the encoded bytes (or record.rebuilt) on the way out. An absent value is
 * an empty slice.
 */
#ifndef STORE_INBOX_RECORD_H
#define STORE_INBOX_RECORD_H

#include <stdint.h>

#include "store/util/buf.h"
#include "store/util/status.h"
#include "store/util/str.h"

/* The version of CLASSIFY.md's rules as built here: raise it when a rule changes a
 * record. */
#define RECORD_RULES 1

#define DATE_NONE INT64_MIN

enum kind { KIND_OTHER, KIND_PATCH, KIND_COVER, KIND_REPLY, KIND_PULL, KIND_COUNT };

/* Bits of record.facts; stored, so that a number is never used for something else. */
enum fact {
	FACT_NUMBERED = 1 << 0,	 /* the subject has a counter: number is valid */
	FACT_TOTAL = 1 << 1,	 /* the counter says a total ("1/n" does not) */
	FACT_VERSIONED = 1 << 2, /* a version was given, v1 included */
	FACT_DIFF = 1 << 3,	 /* the mail carries a diff of its own */
	FACT_STAT = 1 << 4,	 /* files, insertions, deletions are known */
	FACT_DIFFSTAT =
	    1 << 5, /* ... from a diffstat's summary line, else counted in the diff */
	FACT_INBODY_FROM = 1 << 6, /* the author is an in-body From (rule 12) */
	FACT_REPLY_MARK = 1 << 7,  /* the subject has a reply mark (rule 3) */
	FACT_PULL = 1 << 8,	   /* [PULL] or [GIT PULL], also on [PULL 3/15] */
	FACT_RFC = 1 << 9,
	FACT_RESEND = 1 << 10,
	FACT_BOT = 1 << 11, /* posted by a robot (rule 13) */
	FACT_APPLIED =
	    1 << 12, /* a reply that says the patch was taken ("applied, thanks") */
	FACT_BODY_CUT = 1 << 13, /* the body is longer than the limit and was cut */
	FACT_UNPARSED = 1 << 14, /* read from its header alone: parsing it crashed */
	/* The classic style's own view of the raw mail (FORMAT.md). */
	FACT_CLASSIC_COUNTED = 1 << 16, /* a patch by its subject alone */
	FACT_CLASSIC_SHOWN =
	    1 << 17, /* tag is exactly [PATCH], or its part number is 0 or 1 */
	FACT_CLASSIC_FROM = 1 << 18, /* some line begins with "From: " */
};

struct record {
	enum kind kind;
	uint32_t facts;
	uint32_t rules;		/* RECORD_RULES of the program that wrote it */
	uint32_t number, total; /* counter n/m; 0 where not known */
	int64_t date;		/* Date: in seconds UTC, or DATE_NONE */
	int64_t arrival;	/* topmost Received:, else Date:, clamped to now */
	uint32_t files, insertions, deletions;
	struct str message_id;	/* without <> */
	struct str in_reply_to; /* without <>; the parent: else the last of References */
	struct str
	    refs; /* id_hash() of each id in References, ID_HASH bytes each, as given */
	struct str subject; /* the tag line: decoded, unfolded, whole */
	struct str title;   /* rule 4; an in-body Subject counts (rule 12) */
	struct str version; /* as text without v: "2", "5.1"; "1" by default */
	struct str prefix;  /* flags of rule 8, joined by commas */
	struct str author_name, author_addr; /* by rule 12, DMARC undone */
	struct str from_name, from_addr;     /* header From: */
	struct str body;     /* default style's commit message with its end; only of mails
				that are shown, and pulls */
	struct str trailers; /* rule 14: "Key: value" lines, each ended by LF */
	struct str paths;    /* files touched, a line each, of patches and covers */
	struct str links;    /* "supersedes ID", "link ID", "change-id TEXT" (rule 16),
				"applied N[-[M]]" lines */
	/* Classic's raw values, of mails that classic counts; raw_body only of those it
	 * shows. */
	struct str raw_tag; /* first physical line of Subject: */
	struct str
	    raw_author; /* "NAME <ADDRESS>" of header From:, decoded, without quotes */
	struct str raw_contributor; /* what follows the last "From: " at a line's start */
	struct str raw_body;	    /* its commit message, from the body as it came */

	struct buf rebuilt; /* what record_decode had to put together */
};

#define RECORD_INIT                             \
	{                                       \
		.date = DATE_NONE, .arrival = 0 \
	}

/* "other", "patch", "cover", "reply", "pull". */
const char *kind_name(enum kind);

/*
 * Appends the encoding to out. A value that is another one with a piece
 * replaced is kept as that piece. What is longer than the format's limits
 * must have been cut before (the encoder asserts).
 */
void record_encode(struct buf *out, const struct record *);
/*
 * Views into data, which must outlive the record. Trusts no byte: ST_DAMAGED
 * for what record_encode cannot have written, ST_NEWER for a later format.
 * r is initialised here; release it also after an error.
 */
enum status record_decode(struct record *r, const void *data, size_t len);
void record_release(struct record *);

/* Name <Address>, or what there is of it. */
void author_line(struct buf *, struct str name, struct str addr);

#endif
