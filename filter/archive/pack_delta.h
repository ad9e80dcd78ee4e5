/* SPDX-License-Identifier: MIT */
/* A delta of git's packs: how to make an object of another one (gitformat-pack(5)). */
#ifndef FILTER_ARCHIVE_PACK_DELTA_H
#define FILTER_ARCHIVE_PACK_DELTA_H

#include "store/util/buf.h"

/*
 * Replaces what out holds with the object. False if the delta is damaged, is one of an
 * object of another size than base, or makes more than limit bytes.
 */
bool pack_delta_apply(struct str delta, struct str base, size_t limit, struct buf *out);
/* Takes a number off *rest: seven bits in a byte, the lowest first. False if it is
 * damaged. */
bool pack_delta_number(struct str *rest, uint64_t *number);

#endif
