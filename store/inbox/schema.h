/* SPDX-License-Identifier: MIT */
/*
 * Keys and values inside a list's segments (patchdigest-store(5), Keys and
 * Values). Numbers are big-endian, of a fixed width. A key begins with a letter
 * that names its kind; "H" is file_head.c's.
 *
 * Each _put appends to the buffer. Each _get reads on; a value that is too short
 * shows in bytes.bad, or in the returned false.
 */
#ifndef STORE_INBOX_SCHEMA_H
#define STORE_INBOX_SCHEMA_H

#include "store/util/bytes.h"
#include "store/inbox/inbox.h"

/* A key, at most 17 bytes. */
struct key {
	char bytes[20];
	size_t len;
};

struct str key_str(const struct key *);

struct key key_totals(void);	   /* T */
struct key key_older(void);	   /* O: totals of each older segment */
struct key key_mail(uint32_t seq); /* m */
struct key key_id(const unsigned char mail_id[MAIL_ID_SIZE]); /* i: its first 16 bytes */
struct key key_commit_entry(struct archive_pos);	      /* p */
struct key key_commit_chain(const unsigned char *id);	      /* c: its first 12 bits */
struct key key_mail_id_chain(const unsigned char *id);	      /* a: its first 12 bits */
struct key key_day_chain(int64_t arrival);		      /* d: days since 1970 */
struct key key_reply_chain(const unsigned char parent[ID_HASH]);  /* r */
struct key key_title_chain(const unsigned char title[ID_HASH]);	  /* t */
struct key key_change_chain(const unsigned char change[ID_HASH]); /* g: change-id */
struct key key_author_chain(const unsigned char author[ID_HASH]); /* w: address */
struct key key_same_id_chain(const unsigned char id[ID_HASH]);	  /* v: Message-ID */
struct key key_import_mark(uint32_t epoch);			  /* e */
struct key key_fetch_mark(struct str url);			  /* f */
struct key key_epoch_range(uint32_t epoch);			  /* x */
struct key key_filter(uint32_t block);	   /* k: of each older segment */
struct key key_own_filter(uint32_t block); /* K: of a joined segment */
struct key key_parts(void);		   /* P: of a joined segment */
/* C and A, of a joined segment: commits and mail ids by their first 16 bits. */
struct key key_commit_list(const unsigned char *id);
struct key key_mail_id_list(const unsigned char *id);
struct key key_erased(void);		    /* F */
struct key key_erasing(void);		    /* W */
struct key key_other_name(uint32_t number); /* N: of a list that was merged */

#define CHAIN_BITS 12

/* T: of one segment. next_live, live_base and epochs continue from segment to segment. */
struct totals {
	uint64_t mails;	    /* their first record is here */
	uint32_t first_seq; /* this segment's records: first_seq <= seq < next_seq */
	uint32_t next_seq;
	int64_t first_arrival, last_arrival;
	uint32_t revised;   /* records here that replace an older one */
	uint32_t moved;	    /* i entries here of mails in older segments */
	uint32_t next_live; /* ordinal of the next live position */
	uint32_t live_base; /* mails at lower live ordinals are in the archive */
	uint32_t epochs;    /* numbers of an archive's epochs are lower */
	uint32_t reused;    /* mails here whose Message-ID another mail has */
	/* from format 3 on, in O and in a joined segment; else 0 */
	uint32_t last_segment; /* number of the last one of those joined, or of the only
				  one */
	uint32_t filter_lines; /* of its Bloom filter (bloom.h) */
};

/* Adds the totals of the next segment, as if both were one. The filter is left alone. */
void totals_join(struct totals *, const struct totals *next);

/* d: of a day, in one segment. */
struct day_totals {
	uint32_t seq;	/* of the last record that arrived on the day */
	uint32_t mails; /* whose first record is here and arrived on the day; from format
			   2 on */
};

/* What follows in a joined segment is left in *b: seqs of further chains. */
void day_totals_put(struct buf *, const struct day_totals *);
void day_totals_get(struct bytes *, struct day_totals *, uint32_t format);

#define TOTALS_SIZE 64

void totals_put(struct buf *, const struct totals *);
void totals_get(struct bytes *, struct totals *);

/* Chains of records. */
enum chain {
	CHAIN_DAY,
	CHAIN_MAIL_ID,
	CHAIN_REPLY,
	CHAIN_TITLE,
	CHAIN_CHANGE,
	CHAIN_AUTHOR, /* this one and the next from format 2 on */
	CHAIN_SAME_ID,
	CHAINS
};

/* Stored before a record. The seqs are of this segment; 0 ends a chain. */
struct record_chains {
	uint32_t first; /* seq of the mail's first record */
	uint32_t prev[CHAINS];
};

/* put writes format DATA_FORMAT; format: of the segment's data. */
void record_chains_put(struct buf *, const struct record_chains *);
void record_chains_get(struct bytes *, struct record_chains *, uint32_t format);

/* i */
struct id_entry {
	uint32_t
	    seq; /* of the newest record; SEQ_NONE: a tombstone, the mail was forgotten */
	struct archive_pos best;
};

void id_entry_put(struct buf *, const struct id_entry *);
void id_entry_get(struct bytes *, struct id_entry *);

/* p; prev: the next entry of its chain of commits, or ARCHIVE_POS_NONE. get leaves
 * entry->pos as it is. */
void commit_entry_put(struct buf *, const struct commit_entry *, struct archive_pos prev);
bool commit_entry_get(struct bytes *, struct commit_entry *, struct archive_pos *prev);

/* C: what is listed of a commit. */
struct listed_commit {
	uint32_t next_bits; /* 16, after those of the key */
	struct archive_pos pos;
};

#define LISTED_COMMIT_SIZE 14

void listed_commit_put(struct buf *, const struct listed_commit *);
void listed_commit_get(struct bytes *, struct listed_commit *);

/* A: what is listed of a mail id. */
struct listed_mail_id {
	uint32_t next_bits;
	uint32_t seq; /* of the mail's newest record in the segment */
};

#define LISTED_MAIL_ID_SIZE 6

void listed_mail_id_put(struct buf *, const struct listed_mail_id *);
void listed_mail_id_get(struct bytes *, struct listed_mail_id *);

/* e */
void import_mark_put(struct buf *, const struct import_mark *);
bool import_mark_get(struct bytes *, struct import_mark *);

/* x: the positions that an archive's epoch has, in its newest generation. */
struct epoch_range {
	uint32_t generation;
	uint32_t first, end; /* first <= ordinal < end */
};

void epoch_range_put(struct buf *, const struct epoch_range *);
void epoch_range_get(struct bytes *, struct epoch_range *);

void archive_pos_put(struct buf *, struct archive_pos);
struct archive_pos archive_pos_get(struct bytes *);

#endif
