/* SPDX-License-Identifier: MIT */
/* Breaks text into lines that fit a terminal. */
#ifndef REPORT_TEXT_TEXT_WRAP_H
#define REPORT_TEXT_TEXT_WRAP_H

#include "store/util/str.h"

/* The columns that text takes on a terminal: two for wide characters of East Asia and
 * emoji, none for combining ones. Invalid bytes take one. */
size_t text_columns(struct str);
/*
 * Takes the next line off rest: as many words as fit into that many columns, at least one
 * character. A word that is longer than a line is broken. Blanks around the line are
 * dropped. Returns false if rest has no word.
 */
bool text_wrap_next(struct str *rest, size_t columns, struct str *line);

#endif
