/* SPDX-License-Identifier: MIT */
/* Checks that a TLS connection's certificate is the host's: libetpan does not. */
#ifndef FILTER_FETCH_CERTIFICATE_H
#define FILTER_FETCH_CERTIFICATE_H

#include "filter/fetch/fetch_library.h"
#include "store/util/buf.h"
#include "store/util/status.h"

/*
 * Checks the chain that the server sent, its dates and its name for the host (RFC 6125).
 * ca_file: a file of certificates in PEM to trust instead of the system's; NULL: the
 * system's. Returns ST_NOINPUT, with why, if a check fails.
 */
enum status certificate_check(const struct fetch_library *, mailstream *,
			      const char *host, const char *ca_file, struct buf *why);

#endif
