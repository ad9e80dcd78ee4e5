/* SPDX-License-Identifier: MIT */
/* What the sections are made with; each of them is a file of its own. */
#ifndef REPORT_SECTIONS_SECTION_ROWS_H
#define REPORT_SECTIONS_SECTION_ROWS_H

#include "report/sections/sections.h"

struct section_input {
	const struct selection *sel;
	const struct series_set *set; /* of the window */
	const struct section_options *options;
	struct threads *threads; /* bound, where the section needs them */
	struct arena *arena;	 /* for what rows point to */
};

typedef enum status section_fn(struct section *, const struct section_input *);
section_fn section_incomplete, section_pulls, section_reviewed, section_unanswered,
    section_applied, section_reviewers, section_discussions;

/* A new row, all empty, valid until the next one. */
struct section_row *section_add(struct section *);
/* A new row of a series. */
struct section_row *section_add_series(struct section *, const struct section_input *,
				       const struct series *);
/* Newest first by the arrival of their mails, then Message-ID. */
void section_sort(struct section *);
/* No more than that many rows. */
void section_cut(struct section *, size_t top);

/* Neither of a pull request, nor superseded, nor some parts posted anew. */
bool section_is_current(const struct series *);
/* Its mails are there, whichever were announced. */
bool section_is_complete(const struct series *);

#endif
