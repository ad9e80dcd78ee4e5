/* SPDX-License-Identifier: MIT */
/* The rows of a board's groups as text, with the notes below them. */
#ifndef REPORT_TEXT_BOARD_ROW_TEXT_H
#define REPORT_TEXT_BOARD_ROW_TEXT_H

#include "report/digest/digest.h"
#include "report/text/text_line.h"

/* A board being printed. */
struct board_printer {
	struct text_line *line;
	const struct digest *digest;
	size_t columns; /* of a line */
	bool addresses; /* a note has the link or Message-ID of each row */
};

/* Prints the heading of a group; with the names of the figures' columns if figures is
 * set. */
void board_heading_print(struct board_printer *, struct str heading, bool figures);
/* Prints a tag line with its figures: parts, size, reviewed, answers, age. */
void board_figures_print(struct board_printer *, const struct board_row *, bool areas);
/* Prints "12d  TAG  (NAME)". */
void board_waiting_print(struct board_printer *, const struct board_row *);
/* Prints a line as a note, below a row. */
void board_note_print(struct board_printer *, struct str text);
/* Adds numbers of parts: "3, 5-7". */
void board_add_ranges(struct buf *, const struct section_range *, size_t n);
/* Prints the notes of a row: what objects to it, what it replaces, why. */
void board_notes_print(struct board_printer *, const struct board_row *);
/* Prints "and N more" if --top leaves out some of n rows. */
void board_more_print(struct board_printer *, size_t n);
/* How many of n rows are printed. */
size_t board_shown_rows(const struct board_printer *, size_t n);
/* Prints text that is clean, over as many lines as it needs, the first one after lead. */
void board_lines_print(struct board_printer *, const char *lead, struct str text,
		       enum ink ink);
/* Says what records of an older format leave open: empty, if nothing. */
void board_unknown_print(struct board_printer *, struct str what);
/* Says everything that such records leave open for a board. */
void board_all_unknown_print(struct board_printer *, const struct board *);
/* Adds the name of a person, or the address of one without a name. */
void board_add_name(struct buf *, struct person);
/* Prints the link or Message-ID of a mail as a note, where such notes are printed. */
void board_address_print(struct board_printer *, const struct post *);

#endif
