/* SPDX-License-Identifier: MIT */
/* The versions that a series replaces, and the changes since then. */
#ifndef REPORT_BOARD_BOARD_REVISION_H
#define REPORT_BOARD_BOARD_REVISION_H

#include "report/board/board_input.h"

/* Sets versions, first_posted and days of the row. */
void board_versions_find(struct board_candidate *, const struct board_input *);
/* Sets unchanged, unchanged_of, unchanged_known and change_note of a revised row: reads
 * the text of its cover, and of an older version from before the window its patches. */
void board_changes_find(struct board_row *, struct board_input *);

#endif
