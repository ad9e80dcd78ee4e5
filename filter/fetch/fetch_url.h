/* SPDX-License-Identifier: MIT */
/*
 * The URL that --fetch takes: a group of an NNTP server or a folder of an IMAP server.
 * It is a part of RFC 5538 and RFC 5092: a URL names a whole group or folder.
 *
 *	nntp://HOST[:PORT]/GROUP                nntps://...
 *	imap://[USER@]HOST[:PORT]/FOLDER        imaps://...
 */
#ifndef FILTER_FETCH_FETCH_URL_H
#define FILTER_FETCH_FETCH_URL_H

#include "store/util/buf.h"
#include "store/util/status.h"

enum fetch_protocol { FETCH_NNTP, FETCH_IMAP };

struct fetch_url {
	enum fetch_protocol protocol;
	bool tls; /* from the first byte on; imap:// asks for STARTTLS */
	uint16_t port;
	struct buf user, host, folder; /* decoded; user is empty if the URL has no user */
	/* All URLs of a source give one text: it is the mark's name in the store. */
	struct buf text;
};

#define FETCH_URL_INIT       \
	((struct fetch_url){ \
	    .user = BUF_INIT, .host = BUF_INIT, .folder = BUF_INIT, .text = BUF_INIT })

/* Returns ST_USAGE, with why, if the text is not one of the forms above. */
enum status fetch_url_parse(struct fetch_url *, struct str text, struct buf *why);
void fetch_url_release(struct fetch_url *);

#endif
