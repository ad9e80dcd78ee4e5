/* SPDX-License-Identifier: MIT */
/*
 * The parts of a joined segment: the segments that it was made of, whose chains are kept
 * apart. What looks for mails of some time passes over the other parts.
 */
#ifndef STORE_INBOX_JOINED_PARTS_H
#define STORE_INBOX_JOINED_PARTS_H

#include "store/inbox/inbox_impl.h"

/* Times of arrival: since <= t < until. */
struct arrival_times {
	int64_t since, until;
};

#define ARRIVAL_ANY ((struct arrival_times){ INT64_MIN, INT64_MAX })

/*
 * Whether the part with that record may have mails that arrived at these times. True if
 * it is not known: the segment was not joined, or in a file that does not say it.
 */
bool joined_parts_may_have(struct inbox *, uint32_t segment, uint32_t seq,
			   struct arrival_times);
/* Appends the totals (T) of a segment's parts; of a segment without parts, its own. */
void joined_parts_put(struct inbox *, uint32_t segment, struct buf *);
/* Forgets the parts; for inbox_load and inbox_close. */
void joined_parts_release(struct inbox *);

#endif
