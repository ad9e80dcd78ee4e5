/* SPDX-License-Identifier: MIT */
/* Shared by the files of store/inbox, and by store/repair. */
#ifndef STORE_INBOX_INBOX_IMPL_H
#define STORE_INBOX_INBOX_IMPL_H

#include "store/inbox/schema.h"
#include "store/inbox/pending.h"

/*
 * How many records and positions a reader looks through for what broken chains
 * would lead to: some seconds, if a file is damaged in many places.
 */
#define SEARCHED_MAX 1000000

struct bloom_cache;
struct joined_parts;

/*
 * A filter that the newest segment has, of an older segment or of a part of it: several
 * may have been joined since.
 */
struct segment_filter {
	uint32_t segment, lines;
	bool old_form; /* as in format 2 */
};

/* In totals.filter_lines: the filter is as in format 2. */
#define FILTER_OLD_FORM (1u << 31)

/* The erasures of the list (erased.h). */
struct erased {
	bool loaded;
	bool stored;	/* the newest segment has it */
	int64_t floor;	/* mails that arrived before are not stored; INT64_MIN: none */
	uint64_t mails; /* whose records were erased */
	uint32_t tombstones;
	uint32_t names; /* further names that tombstones' ids are made with */
};

struct inbox {
	struct store *store;
	char *list;
	struct totals
	    *segments;	   /* of each segment, as of the opening or the last begin */
	uint32_t n;	   /* segments */
	uint32_t listings; /* store_listings() of these segments */
	struct segment_filter *filters;	 /* the oldest first */
	uint32_t n_filters, old_filters; /* old_filters: how many have the old form */
	uint32_t filter_lines;		 /* of all of them */
	uint32_t near_segment;		 /* where the last commit entry was found */
	uint32_t searched;		 /* counts towards SEARCHED_MAX */
	struct buf value;		 /* of the last key fetched */
	struct buf out;			 /* a value to be written */
	struct pending day_chain, epoch_range;
	struct bloom_cache *bloom;  /* bloom.c's */
	struct joined_parts *parts; /* joined_parts.c's, of each segment; or NULL */
	struct erased erased;
	struct mail spare; /* memory for the next chain that is followed */
};

/* Fills a list's first segment. */
store_fill_fn inbox_fill_first;
/* Opens the store, without inbox_load. Close *out also after an error. */
enum status inbox_open_store(struct inbox **out, const struct store_options *,
			     struct buf *why);
/* Reads the totals of every segment (two values), and how many segments there are. Lists
 * the folder again if the newest segment knows of others. */
enum status inbox_load(struct inbox *);
/* The newest segment's totals. */
struct totals *inbox_newest_totals(struct inbox *);
/* Finds the segment that holds a record; returns false if no segment does. */
bool inbox_segment_of(const struct inbox *, uint32_t seq, uint32_t *segment);
/* Fetches a segment's value into ib->value; *in reads it. ST_NOTFOUND, ST_DAMAGED. */
enum status inbox_fetch(struct inbox *, uint32_t segment, const struct key *,
			struct bytes *in);
/* As inbox_fetch, from the newest segment that has the key. segment may be NULL. */
enum status inbox_fetch_any(struct inbox *, const struct key *, struct bytes *in,
			    uint32_t *segment);
/* Inside a transaction: write ib->out as the key's value. insert: ST_DAMAGED if the key
 * is there. */
enum status inbox_insert(struct inbox *, const struct key *);
enum status inbox_replace(struct inbox *, const struct key *);
/* Whether a mail may have more than one record. */
bool inbox_any_revised(const struct inbox *);
/* The id that a stored record's mail has: FACT_ID_REUSED decides which one. */
void inbox_record_id(const struct inbox *, const struct record *,
		     unsigned char mail_id[MAIL_ID_SIZE]);
/* Reads a record and its chains from its segment; also one that is newer than this
 * reader. ST_DAMAGED, ST_NEWER. ST_NOTFOUND: it was erased; chains->first is 0 if its
 * chains can't be read either. */
enum status inbox_read(struct inbox *, uint32_t segment, uint32_t seq, struct mail *,
		       struct record_chains *);

#endif
