/* SPDX-License-Identifier: MIT */
/* What each mail of a series got: trailers, answers, a commit. */
#ifndef REPORT_VIEW_VIEW_PARTS_H
#define REPORT_VIEW_VIEW_PARTS_H

#include "report/board/board_input.h"

/* Reviewed-by, Acked-by or Tested-by of a person other than the author. */
struct view_trailer {
	struct str key; /* as the mail spells it */
	struct person who;
	const struct post *said; /* a reply; NULL: the patch has it */
	struct view_trailer *next;
};

struct view_part {
	const struct post *post;
	struct view_trailer *trailers; /* oldest first; those of the patch before */
	uint32_t answers;	       /* mails about it of people who did not write it */
	struct str commit; /* that it became, as far as its events say; or empty */
	const struct post *posted_anew; /* the mail that replaces it alone, or NULL */
};

struct view_parts {
	struct view_part *list; /* the cover first, then by number */
	size_t n;
};

/* Finds the parts of the row's series, one of the threads' set, in their arena. index: of
 * the series. */
struct view_parts view_parts_find(const struct board_input *, const struct board_row *,
				  size_t index);

#endif
