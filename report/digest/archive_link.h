/* SPDX-License-Identifier: MIT */
/* The address of a mail in a public-inbox archive. */
#ifndef REPORT_DIGEST_ARCHIVE_LINK_H
#define REPORT_DIGEST_ARCHIVE_LINK_H

#include "store/util/buf.h"

/* Appends URL/ID/; a slash that ends the URL isn't doubled. */
void archive_link_add(struct buf *, struct str url, struct str message_id);

#endif
