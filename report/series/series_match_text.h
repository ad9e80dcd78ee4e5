/* SPDX-License-Identifier: MIT */
/* A selection in words: what a digest is made of, and which options leave it empty. */
#ifndef REPORT_SERIES_SERIES_MATCH_TEXT_H
#define REPORT_SERIES_SERIES_MATCH_TEXT_H

#include "report/series/series_match.h"

/*
 * Appends "Only: author jane@ or joe@; path drivers; without prefix RFC". The texts of
 * the rules are cleaned (reader_text_add()). Appends nothing if match is NULL or
 * has no rule.
 */
void series_match_add_text(struct buf *, const struct series_match *match);
/*
 * Appends "--author jane@ matches no series in this window (12 series there)" if
 * series_match_keep() would leave no series of the set. If the rules of one kind alone
 * are the cause, only their option is named. match may be NULL.
 */
void series_match_add_unmatched(struct buf *, const struct series_match *match,
				const struct series_set *, const struct selection *);

#endif
