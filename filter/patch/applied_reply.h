/* SPDX-License-Identifier: MIT */
/* Replies that say that a maintainer applied a patch. */
#ifndef FILTER_PATCH_APPLIED_REPLY_H
#define FILTER_PATCH_APPLIED_REPLY_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Whether an unquoted line says so: "Applied, thanks", "Series applied to
 * foo/next". Returns false if in doubt.
 */
bool applied_reply_said(struct str text);
/*
 * Appends lines for the parts that such a reply names, in a sentence or in a list
 * as b4 writes it: "applied 3", "applied 5-7", or "applied 1-" for the series.
 * Appends nothing if the reply names no part. out grows to at most limit bytes.
 */
void applied_reply_parts(struct buf *out, struct str text, size_t limit);

#endif
