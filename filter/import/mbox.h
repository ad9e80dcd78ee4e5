/* SPDX-License-Identifier: MIT */
/*
 * The mbox format (patchdigest-filter(1), --mbox):
 *
 *     mbox    = *EMPTY *message
 *     message = "From " ... LF, lines, EMPTY or the end
 *
 * A message begins at "From " at the start or after an empty line; that
 * empty line belongs to no message. A line of one or more ">" and "From "
 * loses one ">" (mboxrd).
 */
#ifndef FILTER_IMPORT_MBOX_H
#define FILTER_IMPORT_MBOX_H

#include "store/util/str.h"

/*
 * Returns the end of the message that begins s: the empty line before the next
 * "From ", whose length is *empty. If there is no such line yet, returns s.len
 * with *empty 0. The search begins at from.
 */
size_t mbox_end(struct str s, size_t from, size_t *empty);
/* Returns the end of the last message of a file, likewise. */
size_t mbox_last_end(struct str s, size_t *empty);
/* With more bytes read, a new search begins this much before the end of the last one. */
#define MBOX_OVERLAP 9
/* Takes the ">" off, in place. Returns the new length; zeros fill the rest. */
size_t mbox_unquote(char *s, size_t len);

#endif
