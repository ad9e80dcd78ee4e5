/* SPDX-License-Identifier: MIT */
/*
 * Copies the message to its host with one header added. Every other byte stays
 * as it is.
 */
#ifndef FILTER_DELIVER_PASS_THROUGH_H
#define FILTER_DELIVER_PASS_THROUGH_H

#include "store/util/str.h"

/*
 * Writes raw to fd with "X-Patchdigest: SUMMARY" before the empty line that
 * ends its header; without such a line, as its first line, after a byte-order mark. The
 * line ends as the mail's lines do. X-Patchdigest headers in raw are left out. False
 * unless every byte was taken.
 */
bool pass_through(int fd, struct str raw, struct str summary);

#endif
