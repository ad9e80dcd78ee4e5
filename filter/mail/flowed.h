/* SPDX-License-Identifier: MIT */
/* text/plain; format=flowed (RFC 3676). */
#ifndef FILTER_MAIL_FLOWED_H
#define FILTER_MAIL_FLOWED_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Appends text (LF) with its flowed lines joined and space-stuffing undone. delsp:
 * also drops the blank before a soft line break. A text whose diffstat shows that
 * it was never stuffed stays unchanged.
 */
void flowed_add(struct buf *, struct str text, bool delsp);

#endif
