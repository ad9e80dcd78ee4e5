/* SPDX-License-Identifier: MIT */
/*
 * Reads the header of a raw mail field by field (RFC 5322, 2.2). Copies nothing and
 * calls no foreign library, so that it serves mails whose parsing crashed, too.
 * Lines end with LF or CRLF. The header ends at the first empty line; a line of
 * blanks continues a field (obsolete folding, RFC 5322 4.2).
 */
#ifndef FILTER_MAIL_HEADER_H
#define FILTER_MAIL_HEADER_H

#include "store/util/buf.h"
#include "store/util/str.h"

/* The pieces of a raw mail: envelope, header, an empty line, body. */
struct mail_parts {
	/* the mbox "From " line, the empty lines before it, byte-order marks */
	struct str envelope;
	struct str header; /* with the line end of its last field */
	struct str body;   /* after the empty line */
	bool separated;	   /* the mail has that empty line */
};

/*
 * Splits raw into views. The envelope is \A[\r\n]*From [^\r\n]*\r?\n, or empty; a
 * byte-order mark before or after it belongs to it.
 */
void mail_split(struct mail_parts *, struct str raw);

struct field {
	struct str name; /* as spelled */
	/* raw, with folds, without one blank after the colon and the last line end */
	struct str value;
	struct str whole; /* the field's lines with their ends */
};

/*
 * Takes the next field off rest (a header); skips other lines. Returns false at the
 * end.
 */
bool header_next(struct str *rest, struct field *);
/* Finds the first field of that name, any case. Returns false if the header lacks it. */
bool header_find(struct str header, struct str name, struct field *);
/* Returns that field's raw value; empty if the header lacks it. */
struct str header_value(struct str header, struct str name);
/* Appends value unfolded: line ends are dropped, blanks stay (RFC 5322, 2.2.3). */
void header_unfold(struct buf *, struct str value);

#endif
