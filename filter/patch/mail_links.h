/* SPDX-License-Identifier: MIT */
/* Links in a text to other mails and to a change (patchdigest-rules(7), rule 16). */
#ifndef FILTER_PATCH_MAIL_LINKS_H
#define FILTER_PATCH_MAIL_LINKS_H

#include "filter/patch/patch.h"
#include "store/util/buf.h"

/*
 * Appends the lines "supersedes ID", "link ID" and "change-id TEXT" of a patch or
 * cover, while out is at most limit bytes long.
 */
void mail_links_collect(struct buf *, const struct patch *, size_t limit);
/* Appends the "supersedes ID" lines of a reply alone. */
void mail_links_collect_reply(struct buf *, struct str text, size_t limit);

#endif
