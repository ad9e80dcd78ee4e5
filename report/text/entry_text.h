/* SPDX-License-Identifier: MIT */
/* One entry of the default style: head lines, commit message, rule. */
#ifndef REPORT_TEXT_ENTRY_TEXT_H
#define REPORT_TEXT_ENTRY_TEXT_H

#include "report/text/digest_text.h"
#include "report/text/text_line.h"
#include "report/series/series.h"

/* What all entries of a digest are printed with. */
struct entry_style {
	struct text_line *line;
	const struct selection *sel;
	const struct digest_options *options;
	struct mail mail; /* the text of the last entry: memory that is used again */
	bool damaged;
};

/*
 * A shown mail of the series; first: no other one of it was printed before.
 * ST_DAMAGED if its text can't be read: then the entry says so.
 */
enum status entry_print(struct entry_style *, const struct post *, const struct series *,
			bool first);

#endif
