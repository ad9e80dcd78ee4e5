/* SPDX-License-Identifier: MIT */
/* Cover letters whose subject does not say so (patchdigest-rules(7), rule 15). */
#ifndef REPORT_WINDOW_NAKED_COVER_H
#define REPORT_WINDOW_NAKED_COVER_H

#include "store/inbox/inbox.h"

/*
 * Makes a cover of a mail without a mark, if its poster sent numbered patches, or one
 * patch, in answer to it. inboxes: the stores in which the answers may be. An answer that
 * can't be read is none.
 */
void naked_cover_mark(struct record *, struct inbox *const *inboxes, size_t n);

#endif
