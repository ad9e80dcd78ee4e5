/* SPDX-License-Identifier: MIT */
/* How a mail is quoted in a digest: its address in an archive, and its body. */
#ifndef REPORT_DIGEST_ARCHIVE_LINK_H
#define REPORT_DIGEST_ARCHIVE_LINK_H

#include "store/util/buf.h"

/* Appends the address of a mail in an archive: URL/ID/ */
void archive_link_add(struct buf *, struct str url, struct str message_id);
/* Returns a body without the empty lines at its two ends. */
struct str body_trim(struct str body);

#endif
