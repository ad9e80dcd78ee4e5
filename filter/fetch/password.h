/* SPDX-License-Identifier: MIT */
/* The password of a feed: from a program, or from the user's netrc. */
#ifndef FILTER_FETCH_PASSWORD_H
#define FILTER_FETCH_PASSWORD_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* Appends the first line that the shell command prints. Returns ST_NOINPUT, with why, if
 * it fails or prints none. */
enum status password_from_command(struct buf *password, const char *command,
				  struct buf *why);
/*
 * Finds the host's entry in the text of a netrc (ftp(1)): the first one whose login is
 * user, or any if user is empty; otherwise the entry "default". Appends its login to an
 * empty user, and its password. Returns ST_NOTFOUND if no entry fits.
 */
enum status password_from_netrc(struct buf *user, struct buf *password, struct str netrc,
				struct str host);

#endif
