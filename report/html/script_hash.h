/* SPDX-License-Identifier: MIT */
/* The hash by which a Content-Security-Policy allows the page's script. */
#ifndef REPORT_HTML_SCRIPT_HASH_H
#define REPORT_HTML_SCRIPT_HASH_H

#include "store/util/buf.h"

/* Appends the SHA-256 of a text in base 64. */
void script_hash_add(struct buf *, struct str text);

#endif
