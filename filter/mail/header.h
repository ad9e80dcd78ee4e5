/* SPDX-License-Identifier: MIT */
/*
 * The header of a raw mail, field by field (RFC 5322, 2.2), without a copy
 * and without a foreign library: also what is known of a mail whose parsing
 * crashed. LF and CRLF alike. The header ends at the first empty line; a
 * line of blanks only is a continuation (obsolete folding, RFC 5322 4.2).
 */
#ifndef FILTER_MAIL_HEADER_H
#define FILTER_MAIL_HEADER_H

#include "store/util/buf.h"
#include "store/util/str.h"

/* The pieces of a mail as a host hands it over: raw = envelope + header + separator +
 * body. */
struct mail_parts {
	struct str envelope; /* empty lines and the mbox "From " line before the header,
				if any */
	struct str header;   /* with the line end of its last field */
	struct str body;     /* after the empty line */
	bool separated;	     /* there is such an empty line */
};

/* The envelope is \A[\r\n]*From [^\r\n]*\r?\n, or nothing. */
void mail_split(struct mail_parts *, struct str raw);

struct field {
	struct str name;  /* as spelled */
	struct str value; /* raw, folds included, the blank after the colon and the last
			     line end not */
	struct str whole; /* the field's lines with their ends */
};

/* Takes the next field off rest (a header); lines that are no field are skipped. */
bool header_next(struct str *rest, struct field *);
/* The first field of that name, any case; false if there is none. */
bool header_find(struct str header, struct str name, struct field *);
/* Its raw value; empty if there is none. */
struct str header_value(struct str header, struct str name);
/* Appends the value with its folds undone: line ends go, blanks stay (RFC 5322, 2.2.3).
 */
void header_unfold(struct buf *, struct str value);

#endif
