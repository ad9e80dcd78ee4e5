/* SPDX-License-Identifier: MIT */
/*
 * The digest as a message (RFC 5322, 2045 to 2047, 3834), for sendmail -t. The
 * only file here that knows libetpan, which writes it.
 */
#ifndef REPORT_MAIL_RFC5322_WRITE_H
#define REPORT_MAIL_RFC5322_WRITE_H

#include <time.h>

#include "store/util/buf.h"
#include "store/util/status.h"

/* Who it goes to and comes from; opaque. */
struct rfc5322_head;

/*
 * from: one address, NULL for the user's; to: addresses with commas between
 * them, NULL for none. ST_USAGE: why says which can't be one.
 */
enum status rfc5322_head_parse(struct rfc5322_head **, const char *from, const char *to,
			       struct buf *why);
void rfc5322_head_free(struct rfc5322_head *);

/*
 * Appends the message, lines ended by LF; its text is the digest, byte for
 * byte, its subject the digest's second line. The head can be used once.
 */
void rfc5322_write(struct buf *, struct rfc5322_head *, struct str digest, time_t now);

#endif
