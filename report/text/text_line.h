/* SPDX-License-Identifier: MIT */
/* Lines of the text styles: what comes from mails is cleaned on its way (store/util/utf8.h). */
#ifndef REPORT_TEXT_TEXT_LINE_H
#define REPORT_TEXT_TEXT_LINE_H

#include "report/output/output.h"
#include "report/window/post.h"

struct pen {
	struct output *out;
	struct buf line; /* what was written of it so far */
};

void pen_release(struct pen *);
/* Appends to the line. */
void pen_add(struct pen *, const char *);
void pen_clean(struct pen *, struct str);
/* "2026-11-13", and " 07:00", and ":SS" where not zero; false, and nothing, for what is no date. */
enum pen_time { PEN_DAY, PEN_MINUTE, PEN_SECOND };
bool pen_time(struct pen *, int64_t seconds, enum pen_time);
/* "v2", "RFC v1", "RESEND v3" */
void pen_version(struct pen *, const struct post *);
/* Prints what was written so far, without ending the line. */
void pen_piece(struct pen *, enum ink);
/* Ends the line. */
void pen_line(struct pen *, enum ink);
/* label, text, end of line. */
void pen_text(struct pen *, enum ink, const char *label, struct str text);
/* An empty line. */
void pen_gap(struct pen *);

#endif
