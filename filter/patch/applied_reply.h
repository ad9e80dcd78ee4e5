/* SPDX-License-Identifier: MIT */
/* Replies that say a maintainer took the patch. */
#ifndef FILTER_PATCH_APPLIED_REPLY_H
#define FILTER_PATCH_APPLIED_REPLY_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Whether some line that is not quoted says so: "Applied, thanks", "Series
 * applied to foo/next". In doubt it does not.
 */
bool applied_reply_said(struct str text);
/*
 * Of such a reply: lines "applied 3" and "applied 5-7" for the parts that it
 * names, in a sentence or in a list as b4 makes it, "applied 1-" for the
 * series; none where it names none.
 * At most limit bytes.
 */
void applied_reply_parts(struct buf *out, struct str text, size_t limit);

#endif
