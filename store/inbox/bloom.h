/* SPDX-License-Identifier: MIT */
/*
 * Says whether an older segment may hold a mail, a reply, a title or a change-id, without
 * opening that segment: the newest segment holds a Bloom filter of each older segment.
 */
#ifndef STORE_INBOX_BLOOM_H
#define STORE_INBOX_BLOOM_H

#include "store/inbox/inbox_impl.h"

#define BLOOM_NONE UINT32_MAX

/*
 * Returns the newest segment before this one that may hold the key (i, r, t, g, w
 * or v), or BLOOM_NONE. To visit all: for (i = n - 1; i != BLOOM_NONE; i =
 * bloom_before(ib, i, &key)).
 */
uint32_t bloom_before(struct inbox *, uint32_t segment, const struct key *);
/* As bloom_before, for a mail id (kind 'i') or a commit ('c') that begins with these 28
 * bits: the last four bits of id[3] don't count. */
uint32_t bloom_before_prefix(struct inbox *, uint32_t segment, char kind,
			     const unsigned char id[4]);
/* Frees the cached filters; for inbox_close. */
void bloom_release(struct inbox *);
/* Inside store_extend: gives the next segment the filters of all segments so far, and
 * sets their totals' last_segment and filter_lines. */
enum status bloom_carry(struct inbox *);

/* Returns the bytes of the newest segment's filters. */
uint64_t bloom_size(const struct inbox *);

/* The filter of one segment in the making. */
struct bloom_filter {
	uint32_t lines;
	unsigned char *bits;
};

#define BLOOM_BLOCKS 1024

/* records: how many the segment has. Release the filter after use. */
void bloom_filter_init(struct bloom_filter *, uint64_t records);
void bloom_filter_release(struct bloom_filter *);
/* Adds an entry of the segment; a filter ignores most kinds of entries. */
void bloom_filter_add(struct bloom_filter *, struct str key, struct str value);
struct str bloom_filter_block(const struct bloom_filter *, uint32_t block);

#endif
