/* SPDX-License-Identifier: MIT */
/*
 * The summary of a digest in a site: the file "summary" in the digest's folder.
 *
 *	patchdigest window 1
 *	KEY VALUE		one line for each member
 *
 * It is the last file of the folder that is written: a reader that finds the summary
 * finds the other files.
 */
#ifndef REPORT_SITE_SITE_WINDOW_H
#define REPORT_SITE_SITE_WINDOW_H

#include "report/digest/digest.h"

#define SITE_DAY_LENGTH 10 /* of 2026-07-12 */

struct site_window {
	char day[SITE_DAY_LENGTH + 1]; /* the folder's name */
	struct buf text;	       /* the strings below are parts of it */
	struct str list, title;
	struct str id;	       /* of its entry in the feed */
	struct str entry;      /* the entry's title */
	struct str days;       /* of the window, in words */
	uint32_t end, updated; /* seconds since 1970: of its time, and when it was made */
	uint32_t mails, people, series, applied, ready, contested;
};

/* Whether a folder can be that of a digest: "2026-07-12". */
bool site_window_is_day(const char *name);
/* Appends the summary of a digest. */
void site_window_print(struct buf *, const struct digest *);
/* Parses a summary and takes over its text. Returns false if the text is not a summary;
 * then the window is released. */
bool site_window_parse(struct site_window *, const char *day, struct buf *text);
void site_window_release(struct site_window *);

#endif
