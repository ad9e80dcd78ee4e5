/* SPDX-License-Identifier: MIT */
/* A line of a text style. Text from mails is cleaned and masked when it is added
 * (reader_text_add).
 */
#ifndef REPORT_TEXT_TEXT_LINE_H
#define REPORT_TEXT_TEXT_LINE_H

#include "report/output/output.h"
#include "report/window/post.h"
#include "store/util/utc.h"

/* The line of a table without rows. */
#define NOTHING_TEXT "(none)"

struct text_line {
	struct output *out;
	struct buf text; /* added, but not printed yet */
};

/* Adds text of our own. */
void text_add(struct text_line *, const char *);
/* Adds text from a mail. */
void text_add_clean(struct text_line *, struct str);
/* Adds a time by the reader's clock, or returns false and adds nothing (clock_add()). */
bool text_add_time(struct text_line *, int64_t seconds, enum utc_form);
/* Adds "v2", "RFC v1", "RESEND v3". */
void text_add_version(struct text_line *, const struct post *);
/* Adds the version of a series: "v3", or "no version, after v2" if after isn't empty. */
void text_add_edition(struct text_line *, const struct post *head, struct str version,
		      struct str after);
/* Adds the address of a mail in the archive; "<MESSAGE-ID>" if archive_url is NULL. */
void text_add_address(struct text_line *, const char *archive_url, const struct post *);

/* Prints what was added, without ending the line. */
void text_flush(struct text_line *, enum ink);
/* Prints what was added, and ends the line. */
void text_end_line(struct text_line *, enum ink);
/* Prints a whole line: a label, and text from a mail. */
void text_print_line(struct text_line *, enum ink, const char *label, struct str text);
void text_empty_line(struct text_line *);

#endif
