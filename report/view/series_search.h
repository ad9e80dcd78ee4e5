/* SPDX-License-Identifier: MIT */
/* Finds the series that --series asks for. */
#ifndef REPORT_VIEW_SERIES_SEARCH_H
#define REPORT_VIEW_SERIES_SEARCH_H

#include "report/view/series_query.h"
#include "report/view/series_versions.h"

/* Where words are looked for: since <= arrival < until. */
struct search_time {
	int64_t since, until;
};

/*
 * Reads the versions of the series into a selection without mails, as
 * series_versions_read() does, and sets *of to the post that was found: the patch or
 * cover of the Message-ID, or the one that this mail is about; or the newest one that the
 * words fit best. The post lives in the selection. ST_NOCOMMIT: no post was found,
 * or the words fit several series equally well; then why lists these series. ST_DAMAGED:
 * some mails could not be read.
 */
enum status series_search(struct selection *, const struct post **of,
			  const struct series_query *, struct search_time,
			  struct buf *why);

#endif
