/* SPDX-License-Identifier: MIT */
/*
 * The record of a mail: all that a digest needs and nothing more (no diff),
 * decoded to UTF-8, with LF. A record never changes once it is written.
 *
 * No struct str member owns its bytes. They are the message's when a record is
 * made, and the encoded bytes' or record.rebuilt's when it is read. An absent
 * value is an empty slice.
 */
#ifndef STORE_INBOX_RECORD_H
#define STORE_INBOX_RECORD_H

#include <stdint.h>

#include "store/util/buf.h"
#include "store/util/status.h"
#include "store/util/str.h"

/* The version of the rules in patchdigest-rules(7). Raise it if a change of a rule
 * changes a record, or the chains that lead to it: reports then say that older records
 * would be better read anew. */
#define RECORD_RULES 4

/* Since these rules, a title leads to a record whoever wrote it; before, a title with the
 * author's address does. */
#define RULES_TITLE_ALONE 4

/* The encoding that this program writes; it reads formats 1 and 2. */
#define RECORD_FORMAT 2

#define DATE_NONE INT64_MIN

enum kind { KIND_OTHER, KIND_PATCH, KIND_COVER, KIND_REPLY, KIND_PULL, KIND_COUNT };

/* Bits of record.facts. They are stored: a bit never gets another meaning. */
enum fact {
	FACT_NUMBERED = 1 << 0,	 /* the subject has a counter: number is valid */
	FACT_TOTAL = 1 << 1,	 /* the counter gives a total ("1/n" does not) */
	FACT_VERSIONED = 1 << 2, /* a version was given, v1 included */
	FACT_DIFF = 1 << 3,	 /* the mail carries a diff of its own */
	FACT_STAT = 1 << 4,	 /* files, insertions, deletions are known */
	FACT_DIFFSTAT = 1 << 5,	 /* ... from a diffstat; otherwise counted in the diff */
	FACT_INBODY_FROM = 1 << 6, /* the author is an in-body From (rule 12) */
	FACT_REPLY_MARK = 1 << 7,  /* the subject has a reply mark (rule 3) */
	FACT_PULL = 1 << 8,	   /* [PULL] or [GIT PULL], also on [PULL 3/15] */
	FACT_RFC = 1 << 9,
	FACT_RESEND = 1 << 10,
	FACT_BOT = 1 << 11,	 /* the sender was taken for a robot, or it is a notice */
	FACT_APPLIED = 1 << 12,	 /* it says "applied, thanks" or the like (rule 19) */
	FACT_BODY_CUT = 1 << 13, /* the body is longer than the limit and was cut */
	FACT_UNPARSED = 1 << 14, /* only its header was read: parsing all of it crashed */
	FACT_AUTO_SUBMITTED = 1 << 15, /* Auto-Submitted says other than "no" */
	/* The classic style reads the raw mail (patchdigest-digest(5)). */
	FACT_CLASSIC_COUNTED = 1 << 16, /* a patch by its subject alone */
	FACT_CLASSIC_SHOWN = 1 << 17,	/* tag is [PATCH], or part number 0 or 1 */
	FACT_CLASSIC_FROM = 1 << 18,	/* a line begins with "From: " */
	FACT_ID_REUSED = 1 << 19,	/* another mail has its Message-ID (rule 17) */
	FACT_DROPPED = 1 << 20,		/* a reply that takes "applied" back (rule 19) */
	/* The archive deleted the mail: this record hides the older ones. */
	FACT_DELETED = 1 << 30,
	/* It came when lists were merged: it counts as seen for every bookmark. */
	FACT_MERGED = 1 << 29,
};

struct record {
	enum kind kind;
	uint32_t facts;
	/*
	 * RECORD_FORMAT of the program that read the mail; record_encode keeps it, so
	 * that what an older one did not read never looks like a zero.
	 */
	uint32_t format;
	uint32_t rules;		/* RECORD_RULES of the writing program */
	uint32_t number, total; /* counter n/m; 0: unknown */
	int64_t date;		/* Date: in seconds UTC, or DATE_NONE */
	int64_t arrival;	/* topmost Received:, else Date:, clamped to now */
	uint32_t files, insertions, deletions;
	struct str message_id;	/* without <> */
	struct str in_reply_to; /* parent, without <>; else the last of References */
	struct str refs;	/* id_hash() of each id in References, in their order */
	struct str subject;	/* decoded, unfolded, whole */
	struct str title;	/* rule 2; an in-body Subject counts (rule 12) */
	struct str version;	/* text without v: "2", "5.1"; "1" by default */
	struct str prefix;	/* flags (rule 8), joined by commas */
	struct str author_name, author_addr; /* rule 12, DMARC rewriting undone */
	struct str from_name, from_addr;     /* header From: */
	struct str body;     /* commit message with its end, of shown mails and pulls */
	struct str trailers; /* rule 14: "Key: value" lines */
	struct str paths;    /* lines: files that a patch or a cover touches */
	/*
	 * Lines that name other mails and commits: "supersedes ID", "link ID",
	 * "change-id TEXT", "base-commit ID", "prerequisite-patch-id ID",
	 * "depends-on TEXT", "based-on TEXT"; in format 1 also "applied N[-[M]]".
	 */
	struct str links;
	/* Raw values, of mails that the classic style counts. */
	struct str raw_tag;	    /* first physical line of Subject: */
	struct str raw_author;	    /* "NAME <ADDRESS>" of From:, decoded, unquoted */
	struct str raw_contributor; /* text after the last "From: " that begins a line */
	struct str raw_body;	    /* commit message from the raw body; of shown mails */

	/* From format 2 on; a record of format 1 does not say. */
	struct str poster_name,
	    poster_addr;       /* From: without DMARC rewriting; empty: as from */
	struct str recipients; /* id_hash_address() of each address in To and Cc */
	struct str patch_id;   /* of a patch: 20 bytes, as git patch-id --stable prints */
	struct str statements; /* lines of a reply: filter/patch writes them */
	struct str parts;      /* a mail with several patches: a line for each */

	struct buf rebuilt; /* values that record_decode put together */
};

#define RECORD_INIT                                                      \
	{                                                                \
		.format = RECORD_FORMAT, .date = DATE_NONE, .arrival = 0 \
	}

/* "other", "patch", "cover", "reply", "pull". */
const char *kind_name(enum kind);

/*
 * Appends the encoding to out. If a value differs from another one (its base)
 * only in one piece, only that piece is written. Values longer than the format's
 * limit must have been cut before (the encoder asserts).
 */
void record_encode(struct buf *out, const struct record *);
/*
 * Reads a record; its values point into data, which must outlive it. Trusts no
 * byte. ST_DAMAGED: record_encode can't have written this. ST_NEWER: a later
 * format. Initialises r; release it also after an error.
 */
enum status record_decode(struct record *r, const void *data, size_t len);
/* As record_decode, but r is RECORD_INIT or was decoded before: its memory is used again.
 */
enum status record_decode_again(struct record *r, const void *data, size_t len);
/* Makes it as RECORD_INIT, but keeps its memory for record_decode_again. */
void record_empty(struct record *);
void record_release(struct record *);

/* Appends "Name <Address>", or only the one of the two that isn't empty. */
void author_line(struct buf *, struct str name, struct str addr);

#endif
