/* SPDX-License-Identifier: MIT */
/*
 * The mbox format (CONTRACT.md, --mbox):
 *
 *     mbox    = *EMPTY *message
 *     message = "From " ... LF, lines, EMPTY or the end
 *
 * A message begins at "From " at the start or after an empty line; that
 * empty line belongs to no message. Lines of one or more ">" and "From "
 * lose one ">" (mboxrd).
 */
#ifndef FILTER_IMPORT_MBOX_H
#define FILTER_IMPORT_MBOX_H

#include "store/util/str.h"

/*
 * Where the message that begins s ends: at the empty line before the next
 * "From ", whose length is *empty; s.len and 0 if none is there yet. The
 * search begins at from.
 */
size_t mbox_end(struct str s, size_t from, size_t *empty);
/* The same for a message that nothing follows. */
size_t mbox_last_end(struct str s, size_t *empty);
/* When more has come, a search begins anew this much before the end of the last one. */
#define MBOX_OVERLAP 9
/* Takes the marks off, in place; the new length, zeros behind it. */
size_t mbox_unquote(char *s, size_t len);

#endif
