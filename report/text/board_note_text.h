/* SPDX-License-Identifier: MIT */
/* The pieces of the notes below a row (board_notes_print()). Text is cleaned. */
#ifndef REPORT_TEXT_BOARD_NOTE_TEXT_H
#define REPORT_TEXT_BOARD_NOTE_TEXT_H

#include "report/text/board_row_text.h"

/* Prints a note, if it has text, and empties it. */
void board_note_end(struct board_printer *, struct buf *note, enum ink);
/* Adds "; ", unless the note is empty. */
void board_add_separator(struct buf *note);
/* Adds "1 answer", "2 answers". */
void board_add_plural(struct buf *note, uint32_t n, const char *what);
/* Adds " <MESSAGE-ID>". */
void board_add_id(struct buf *note, const struct post *);
/* Adds "NAK: NAME (1/27)", or "changes-requested: NAME". */
void board_add_objection(struct buf *note, const struct board_row *,
			 const struct board_objection *);

/* Each adds nothing if the row has no such fact. */
/* "robots: 22 findings, 2 failures" */
void board_add_robots(struct board_printer *, struct buf *note, const struct board_row *);
/* "missing 3, 5-7" */
void board_add_missing(const struct board_printer *, struct buf *note,
		       const struct board_row *);
/* "9 of 17 patches unchanged since v11" */
void board_add_unchanged(struct buf *note, const struct board_row *);
/* "v12: what its author says has changed" */
void board_add_change_note(struct buf *note, const struct board_row *);
/* "list: kvm; also on: bpf, netdev" */
void board_add_cross_posts(struct board_printer *, struct buf *note,
			   const struct board_row *);
/* "needs: ..." */
void board_add_needs(struct buf *note, const struct board_row *);
/* "LABEL NAME 3, NAME 1" */
void board_add_counted(struct buf *note, const char *label, const struct counted_person *,
		       size_t n);
/* Prints "posted by NAME" if the version's poster has no part in an older one. */
void board_other_poster_print(struct board_printer *, struct buf *note,
			      const struct board_row *);

#endif
