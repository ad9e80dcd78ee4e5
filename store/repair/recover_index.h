/* SPDX-License-Identifier: MIT */
/*
 * An index of what was found in a list's damaged segments: records, commit
 * entries and import marks, and where each value can be read again.
 */
#ifndef STORE_REPAIR_RECOVER_INDEX_H
#define STORE_REPAIR_RECOVER_INDEX_H

#include "store/inbox/inbox.h"

/* A record. If a mail's first record is lost, a later one of that mail substitutes it. */
struct found_record {
	uint32_t seq;
	uint32_t segment;
	uint64_t at; /* raw_scan_fn's offset, or SUBSTITUTE */
	unsigned char mail_id[MAIL_ID_SIZE];
	uint32_t newest;    /* seq of the mail's newest record */
	uint64_t newest_at; /* its offset */
	bool taken;
};

#define SUBSTITUTE UINT64_MAX

struct found_commit_entry {
	struct commit_entry entry;
	uint64_t at;
};

struct found_import_mark {
	uint32_t epoch;
	uint64_t at;
	struct import_mark mark;
};

/* The tombstone of a forgotten mail. Only the first 16 bytes of its id are known. */
struct found_tombstone {
	unsigned char mail_id[MAIL_ID_SIZE];
	struct archive_pos best;
};

struct recover_index {
	struct buf records, entries, marks; /* arrays of the above */
	struct buf erased;		    /* seqs of erased records, uint32_t */
	struct buf tombstones;		    /* array of found_tombstone */
	int64_t floor;			    /* of the list; INT64_MIN: none */
	uint32_t next_seq;		    /* of the list, as far as known */
};

#define RECOVER_INDEX_INIT ((struct recover_index){ .floor = INT64_MIN })

/*
 * Adds an entry of a segment, if it is of use and can be read. at: its offset
 * in the file; 0: TDB found it. The mail ids are those of the inbox `to`.
 */
void recover_index_add(struct recover_index *, const struct inbox *to, uint32_t segment,
		       struct str key, struct str value, uint64_t at);
/*
 * After the last add: drops copies, leads all records of a mail to its newest
 * one, and sorts. Records are then in the order of seq, commit entries in the
 * order in which they were inserted, marks by epoch, the best one first.
 * Returns how many records are lost.
 */
uint64_t recover_index_finish(struct recover_index *);
void recover_index_release(struct recover_index *);
/*
 * Reads an m value of any format: its chains and its record, which the caller releases.
 * ST_DAMAGED if it can be read by no format.
 */
enum status recover_record_get(struct bytes *in, struct record_chains *, struct record *);

struct found_record *recover_index_records(const struct recover_index *, size_t *n);
/* The mail's newest record for the record with this seq; NULL if that is lost. */
struct found_record *recover_index_newest(const struct recover_index *, uint32_t seq);
/* The newest record of the mail of a found record. */
struct found_record *recover_index_newest_of(const struct recover_index *,
					     const struct found_record *);

#endif
