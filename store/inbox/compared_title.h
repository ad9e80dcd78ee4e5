/* SPDX-License-Identifier: MIT */
/* The part of a title that all versions of a work have (patchdigest-rules(7), rule 16).
 */
#ifndef STORE_INBOX_COMPARED_TITLE_H
#define STORE_INBOX_COMPARED_TITLE_H

#include "store/inbox/record.h"

/*
 * Returns the title without its version: "(v2)" at the end; of a cover without a mark
 * also the version as the last word. All values are those of one mail; the result points
 * into title.
 */
struct str compared_title(struct str title, enum kind, uint32_t facts,
			  struct str version);

#endif
