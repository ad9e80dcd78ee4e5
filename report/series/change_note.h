/* SPDX-License-Identifier: MIT */
/*
 * The change note of a new version of a series or a patch, from its cover letter or from
 * the text after the "---" of its patch (patchdigest-digest(5), "Change note").
 */
#ifndef REPORT_SERIES_CHANGE_NOTE_H
#define REPORT_SERIES_CHANGE_NOTE_H

#include "store/util/buf.h"
#include "store/util/str.h"

/* Characters of a note, with the "..." of one that was cut. */
#define CHANGE_NOTE_MAX 200

/*
 * Appends the change note of this version to out: one line, UTF-8 if text is. text may be
 * the whole body of a record. version: as in struct record. rfc: the mail has FACT_RFC.
 * Returns false, and appends nothing, if no block of text is headed by this version.
 * Takes time linear in the length of text.
 */
bool change_note_add(struct buf *out, struct str text, struct str version, bool rfc);

#endif
