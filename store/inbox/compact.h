/* SPDX-License-Identifier: MIT */
/*
 * Joins a list's sealed segments to larger ones (patchdigest-store(5), Joined
 * segments), while mail comes in and reports read. It may be killed anywhere: nothing is
 * lost, and nothing counts twice.
 */
#ifndef STORE_INBOX_COMPACT_H
#define STORE_INBOX_COMPACT_H

#include "store/tdb/store.h"

struct compact_options {
	/*
	 * Joins all segments that fit into a file. Otherwise joins as few as keep the
	 * number of segments low: a segment is not written again for others that are
	 * much smaller in all.
	 */
	bool all;
	uint64_t at_least; /* joins no segments of fewer bytes in all */
	bool dry_run;	   /* joins nothing; says what would be joined */
};

struct compact_counts {
	uint32_t segments_before, segments_after;
	uint32_t joined; /* how many of the segments before were joined */
	uint64_t bytes_before, bytes_after;
};

/*
 * Opens the list itself: the caller has it not open for writing. *n is set in any case.
 * With dry_run bytes_after is an upper limit. ST_NOTFOUND: no such list. ST_BUSY: another
 * process joins segments of the list. ST_NOSPACE, ST_DAMAGED (a segment is not sound, and
 * stays as it is), ST_NEWER, ST_NOINPUT: why; what was joined before stays joined.
 */
enum status compact_list(const struct store_options *, const struct compact_options *,
			 struct compact_counts *n, struct buf *why);

#endif
