/* SPDX-License-Identifier: MIT */
/*
 * Writes the digest as a message (RFC 5322, 2045 to 2047, 3834) for sendmail -t. Only
 * this file uses libetpan to write.
 */
#ifndef REPORT_MAIL_RFC5322_WRITE_H
#define REPORT_MAIL_RFC5322_WRITE_H

#include <time.h>

#include "store/util/buf.h"
#include "store/util/status.h"

/* The addresses of From and To; opaque. */
struct rfc5322_head;

/*
 * from: an address, or NULL for the user's. to: addresses with commas between them, or
 * NULL for no To. Returns ST_USAGE if one is wrong; why names it. The caller frees *head.
 */
enum status rfc5322_head_parse(struct rfc5322_head **head, const char *from,
			       const char *to, struct buf *why);
void rfc5322_head_free(struct rfc5322_head *);

/* The content of a message: a text, and HTML unless that is empty. */
struct rfc5322_body {
	struct str text, html;
};

/*
 * Appends the message, with LF at line ends. Its text is the digest, byte for byte; with
 * HTML the two are a multipart/alternative, the text first (RFC 2046, 5.1.4). The subject
 * is one line of UTF-8. A head can be used once.
 */
void rfc5322_write(struct buf *, struct rfc5322_head *, struct str subject,
		   const struct rfc5322_body *, time_t now);

#endif
