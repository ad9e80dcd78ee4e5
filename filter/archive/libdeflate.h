/* SPDX-License-Identifier: MIT */
/*
 * Unpacks zlib's format by libdeflate, which takes less than half of zlib's time where
 * the size is known before. libdeflate_open loads the library, so that no other process
 * pays for it; its header is not needed.
 */
#ifndef FILTER_ARCHIVE_LIBDEFLATE_H
#define FILTER_ARCHIVE_LIBDEFLATE_H

#include <stdbool.h>

#include "store/util/str.h"

struct libdeflate;

/* The caller releases *out, also after an error. False if there is no library. */
bool libdeflate_open(struct libdeflate **out);
void libdeflate_release(struct libdeflate *);
/*
 * Unpacks what stands at the beginning of packed, which may go on; *taken: how many bytes
 * of it that were. False if it does not become exactly size bytes, or is damaged.
 */
bool libdeflate_unpack(struct libdeflate *, struct str packed, char *out, size_t size,
		       size_t *taken);

#endif
