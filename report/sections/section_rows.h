/* SPDX-License-Identifier: MIT */
/* Input and helpers of the sections; each section is a file of its own. */
#ifndef REPORT_SECTIONS_SECTION_ROWS_H
#define REPORT_SECTIONS_SECTION_ROWS_H

#include "report/sections/sections.h"

struct section_input {
	const struct selection *sel;
	const struct series_set *set; /* of the window */
	const struct section_options *options;
	struct threads *threads; /* bound if the section needs them */
	struct arena *arena;	 /* owns what rows point to */
};

typedef enum status section_fn(struct section *, const struct section_input *);
section_fn section_incomplete, section_pulls, section_reviewed, section_unanswered,
    section_applied, section_reviewers, section_discussions;

/* Adds an empty row, valid until the next one. */
struct section_row *section_add(struct section *);
/* Adds a row of a series. */
struct section_row *section_add_series(struct section *, const struct section_input *,
				       const struct series *);
/* Newest first by the arrival of their mails, then Message-ID. */
void section_sort(struct section *);
/* Keeps the first top rows. */
void section_cut(struct section *, size_t top);

/* It is not superseded, no respin, and no part of a pull request. */
bool section_is_current(const struct series *);
/* All announced parts are there. */
bool section_is_complete(const struct series *);

#endif
