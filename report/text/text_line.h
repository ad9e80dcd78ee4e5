/* SPDX-License-Identifier: MIT */
/* Lines of the text styles: what comes from mails is cleaned on its way
 * (store/util/utf8.h). */
#ifndef REPORT_TEXT_TEXT_LINE_H
#define REPORT_TEXT_TEXT_LINE_H

#include "report/output/output.h"
#include "report/window/post.h"
#include "store/util/utc.h"

struct text_line {
	struct output *out;
	struct buf text; /* what was written of it so far */
};

void text_line_release(struct text_line *);
/* Appends to the line. */
void text_add(struct text_line *, const char *);
void text_add_clean(struct text_line *, struct str);
/* Appends a time, or nothing and returns false (utc_add()). */
bool text_add_time(struct text_line *, int64_t seconds, enum utc_form);
/* "v2", "RFC v1", "RESEND v3" */
void text_add_version(struct text_line *, const struct post *);
/* Prints what was written so far, without ending the line. */
void text_flush(struct text_line *, enum ink);
/* Ends the line. */
void text_end_line(struct text_line *, enum ink);
/* label, text, end of line. */
void text_print_line(struct text_line *, enum ink, const char *label, struct str text);
/* An empty line. */
void text_empty_line(struct text_line *);

#endif
