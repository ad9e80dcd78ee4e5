/* SPDX-License-Identifier: MIT */
/* The subject of a mail that carries a digest: a text with %-escapes for its figures. */
#ifndef REPORT_DIGEST_DIGEST_SUBJECT_H
#define REPORT_DIGEST_DIGEST_SUBJECT_H

#include "report/digest/digest.h"

#define DIGEST_SUBJECT "[%l] %d: %s series, %a applied, %r ready%o"

/* ST_USAGE: why names the escape that there is not, and those that there are. */
enum status digest_subject_check(const char *text, struct buf *why);
/* Whether the text, which was checked, has a figure of the board. */
bool digest_subject_has_figures(const char *text);
/* Appends one line. text: was checked. The digest has figures (digest_options), if the
 * text has. */
void digest_subject_add(struct buf *, const char *text, const struct digest *);

#endif
