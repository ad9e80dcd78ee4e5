/* SPDX-License-Identifier: MIT */
/*
 * Joins a list's sealed segments into larger ones (patchdigest-store(5), Joined
 * segments), while mail comes in and reports read. The process may be killed anywhere:
 * no mail is lost or counts twice.
 */
#ifndef STORE_INBOX_COMPACT_H
#define STORE_INBOX_COMPACT_H

#include "store/tdb/store.h"

struct compact_options {
	/*
	 * Joins all segments that fit into a file. Otherwise joins only those of
	 * similar sizes: their number stays low, and few are written again.
	 */
	bool all;
	/* Joins no fewer segments to one; 0: 2. */
	uint32_t at_least;
	bool dry_run; /* joins nothing; says what would be joined */
};

struct compact_counts {
	uint32_t segments_before, segments_after;
	uint32_t joined; /* how many of segments_before were joined */
	uint64_t bytes_before, bytes_after;
};

/*
 * Opens the list itself: the caller must not have it open for writing. *n is set also on
 * error. In a dry run bytes_after is an upper limit. ST_NOTFOUND: no such list. ST_BUSY:
 * another process joins or erases there. ST_NOSPACE, ST_DAMAGED (a segment is not
 * sound, and stays as it is), ST_NEWER, ST_NOINPUT: why; segments that were joined before
 * stay joined.
 */
enum status compact_list(const struct store_options *, const struct compact_options *,
			 struct compact_counts *n, struct buf *why);

#endif
