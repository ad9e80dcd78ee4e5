/* SPDX-License-Identifier: MIT */
/* Which other mails and which work a patch's text names (CLASSIFY.md, rule 16). */
#ifndef FILTER_PATCH_MAIL_LINKS_H
#define FILTER_PATCH_MAIL_LINKS_H

#include "filter/patch/patch.h"
#include "store/util/buf.h"

/*
 * Of a patch or cover: "supersedes ID", "link ID", "change-id TEXT" lines; at most limit
 * bytes.
 */
void mail_links_collect(struct buf *, const struct patch *, size_t limit);
/* Of a reply: the "supersedes ID" lines alone. */
void mail_links_collect_reply(struct buf *, struct str text, size_t limit);

#endif
