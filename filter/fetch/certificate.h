/* SPDX-License-Identifier: MIT */
/* Whether the certificate of a TLS connection is the host's: libetpan does not look. */
#ifndef FILTER_FETCH_CERTIFICATE_H
#define FILTER_FETCH_CERTIFICATE_H

#include "filter/fetch/fetch_library.h"
#include "store/util/buf.h"
#include "store/util/status.h"

/*
 * Checks the chain that the server sent, its dates and its name for the host (RFC 6125).
 * ca_file: a file of certificates in PEM to trust instead of the system's; NULL: none.
 * Returns ST_NOINPUT, with why, unless all is right.
 */
enum status certificate_check(const struct fetch_library *, mailstream *,
			      const char *host, const char *ca_file, struct buf *why);

#endif
