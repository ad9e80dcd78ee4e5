/* SPDX-License-Identifier: MIT */
/*
 * The mails of all versions of one series, whenever they came. Its people's patches of
 * two years before and after are bound as in a digest (patchdigest-rules(7), rules 15 and
 * 16), and with them what others posted near its versions and said to supersede one.
 */
#ifndef REPORT_VIEW_SERIES_VERSIONS_H
#define REPORT_VIEW_SERIES_VERSIONS_H

#include "report/series/series.h"

/* The versions that are followed. */
#define SERIES_VERSIONS_MAX 200

/*
 * Reads into an empty selection: as posts the patches and covers of the versions of the
 * series that has this mail, a patch or a cover, and the pull requests of the time since
 * the oldest of them; as replies notices of that time that answer no mail, and answers
 * that name a mail of the series in their References; and notes. The
 * window is the time of the versions. ST_DAMAGED: some mails could not be read.
 */
enum status series_versions_read(struct selection *, struct inbox *, const struct mail *);
/*
 * Lists the versions of the series that a mail of the set is of, each after the one that
 * superseded it, the newest first: at most `max`. A part that was posted anew alone
 * stands before its version.
 */
size_t series_versions_list(const struct series_set *, const struct post *of,
			    const struct series **list, size_t max);

#endif
