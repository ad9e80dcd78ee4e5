/* SPDX-License-Identifier: MIT */
/*
 * A connection to the server of a feed, with one group or folder open for reading. Its
 * mails have numbers that grow: article numbers (RFC 3977) or UIDs (RFC 3501).
 */
#ifndef FILTER_FETCH_SESSION_H
#define FILTER_FETCH_SESSION_H

#include "filter/fetch/fetch_library.h"
#include "filter/fetch/fetch_url.h"
#include "filter/fetch/limited_stream.h"

struct session {
	const struct session_ops *ops;
	const struct fetch_library *library;
	const struct fetch_url *url;
	const char *ca_file; /* certificates to trust; NULL: the system's */
	struct str user, password;
	uint64_t max_message; /* bytes */
	/* of the group or folder, once it is open: first <= number < next */
	uint32_t validity, first, next; /* validity: UIDVALIDITY; 0 for a group */
	newsnntp *nntp;
	mailimap *imap;
	struct limited_stream stream;
};

/* A mail that the server has. */
struct session_mail {
	uint32_t number;
	uint64_t size; /* bytes, as the server says; 0: it does not say */
};

/* The most mails that one call of list gives. */
#define SESSION_LIST_MAX 200

struct session_ops {
	/* Connects, checks the certificate, logs in, opens the group or folder. Returns
	 * ST_BUSY if a later try may succeed, ST_NOINPUT if not; why says what failed. */
	enum status (*open)(struct session *, struct buf *why);
	/* Sets *number to the first mail that may have arrived at that time or later. */
	enum status (*since)(struct session *, int64_t time, uint32_t *number,
			     struct buf *why);
	/* Lists the mails from <= number < from + SESSION_LIST_MAX, in order. */
	enum status (*list)(struct session *, uint32_t from, struct session_mail *mails,
			    size_t *n, struct buf *why);
	/* Appends a mail. ST_NOTFOUND: the server does not have it any more. ST_INPUT: it
	 * is larger than max_message, and the connection can't be used any more. */
	enum status (*read)(struct session *, uint32_t number, struct buf *mail,
			    struct buf *why);
	void (*close)(struct session *);
};

/* Chooses ops by the URL. */
void session_init(struct session *, const struct fetch_library *,
		  const struct fetch_url *);

extern const struct session_ops nntp_session_ops, imap_session_ops;

/* For the two kinds of session. */

/* Seconds that a server may be silent. */
#define SESSION_TIMEOUT 60

/* A callback of libetpan before a TLS handshake: names the host (RFC 6066, 3). */
void session_name_host(struct mailstream_ssl_context *, void *session);
/* To be called after the TLS handshake, or without TLS once connected; tls: there was a
 * handshake. Checks the server's certificate, and that no password goes in clear text to
 * another machine; puts a limit on answers. */
enum status session_check_stream(struct session *, mailstream *, bool tls,
				 struct buf *why);
/* Says that there is no connection; no_tls: because the TLS handshake failed. ST_BUSY. */
enum status session_not_connected(const struct session *, bool no_tls, struct buf *why);
/* The last of at most that many numbers from one on, which is below next. */
uint32_t session_last(const struct session *, uint32_t from, uint32_t most);
/* Sets the limit for the answer; to be called before a mail is asked for. */
void session_expect_mail(struct session *);
/* Sets the limit for the answer to anything else. */
void session_expect_list(struct session *);
/* Says why the connection ended. ST_BUSY: lost. ST_INPUT: an answer was too long. */
enum status session_lost(const struct session *, struct buf *why);

#endif
