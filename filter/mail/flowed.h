/* SPDX-License-Identifier: MIT */
/* text/plain; format=flowed (RFC 3676). */
#ifndef FILTER_MAIL_FLOWED_H
#define FILTER_MAIL_FLOWED_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Appends the text (LF) with its flowed lines joined and space-stuffing
 * undone. delsp: the blank before a soft line break goes too. A text that
 * says format=flowed but was never stuffed, as its diffstat shows, stays.
 */
void flowed_add(struct buf *, struct str text, bool delsp);

#endif
