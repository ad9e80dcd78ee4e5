/* SPDX-License-Identifier: MIT */
/*
 * The message, copied to where its host reads it back, with one header added.
 * Every other byte comes out as it came.
 */
#ifndef FILTER_DELIVER_PASS_THROUGH_H
#define FILTER_DELIVER_PASS_THROUGH_H

#include "store/util/str.h"

/*
 * Writes raw to fd with "X-Patchdigest: SUMMARY" before the empty line that
 * ends its header (without one: as its first line), with the mail's own line
 * end; such headers that came with it are left out. False unless every byte was taken.
 */
bool pass_through(int fd, struct str raw, struct str summary);

#endif
