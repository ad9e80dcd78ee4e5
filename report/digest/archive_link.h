/* SPDX-License-Identifier: MIT */
/* The address of a mail in a public-inbox archive. */
#ifndef REPORT_DIGEST_ARCHIVE_LINK_H
#define REPORT_DIGEST_ARCHIVE_LINK_H

#include "store/util/buf.h"

/* Appends URL/ID/; a slash that ends the URL isn't doubled. If addresses are masked, the
 * "@" of the id is escaped: the link leads there all the same. */
void archive_link_add(struct buf *, struct str url, struct str message_id);

#endif
