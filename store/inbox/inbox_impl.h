/* SPDX-License-Identifier: MIT */
/* What the halves of an inbox share: inbox.c reads, inbox_begin.c and inbox_put.c write.
 */
#ifndef STORE_INBOX_INBOX_IMPL_H
#define STORE_INBOX_INBOX_IMPL_H

#include "store/inbox/schema.h"
#include "store/inbox/pending.h"

/*
 * How many records and places a reader looks through for what broken chains
 * would lead to: some seconds, where a file is damaged in many places.
 */
#define SEARCHED_MAX 1000000

struct known_cache;

struct inbox {
	struct store *store;
	char *list;
	struct totals *files; /* of each file, as of the opening or the last begin */
	uint32_t n;
	uint32_t near;	   /* the file in which the last entry was found */
	uint32_t searched; /* so many have been */
	struct buf value;  /* of the last key fetched */
	struct buf out;	   /* a value on its way in */
	struct pending day, extent;
	struct known_cache *known; /* known.c's */
};

/* What a list's first file begins with. */
store_fill_fn inbox_first_file;
/* Nothing is read yet: inbox_load. *out is to be closed, always. */
enum status inbox_open_files(struct inbox **out, const struct store_options *,
			     struct buf *why);
/* The totals of every file; n files. Reads two values. */
enum status inbox_load(struct inbox *);
/* The newest file's. */
struct totals *inbox_current(struct inbox *);
/* The file that holds this record; false if none does. */
bool inbox_file_of(const struct inbox *, uint32_t seq, uint32_t *file);
/* A value out of one file into ib->value, *in set to read it. */
enum status inbox_fetch(struct inbox *, uint32_t file, const struct key *,
			struct bytes *in);
/* The same out of the newest file that has it; *file may be NULL. */
enum status inbox_fetch_any(struct inbox *, const struct key *, struct bytes *in,
			    uint32_t *file);
/* The entry of a place; *prev: the one before it in its commit chain. ST_NOTFOUND. */
enum status inbox_commit_entry(struct inbox *, struct archive_pos, struct commit_entry *,
			       struct archive_pos *prev);
/* The places that an archive's epoch has; ST_NOTFOUND. */
enum status inbox_epoch_range(struct inbox *, uint32_t epoch, struct epoch_range *);
/* Where a mail counts: its i entry, in the file of its record or a newer one. */
enum status inbox_entry(struct inbox *, const unsigned char mail_id[MAIL_ID_SIZE],
			uint32_t from_file, struct id_entry *);
/* The i entry of a mail that stands in this file; false if it can't be had. */
bool inbox_entry_of(struct inbox *, const struct mail *, uint32_t file,
		    struct id_entry *);
/* The mail of a entry, and its i entry. ST_NOTFOUND: the commit has none. ST_DAMAGED:
 * they can't be had. */
enum status inbox_mail_of(struct inbox *, const struct commit_entry *, struct mail *,
			  struct id_entry *);
/* Whether a mail may have more than one record. */
bool inbox_any_revised(const struct inbox *);
void inbox_mail_id(const struct inbox *, struct str message_id,
		   unsigned char mail_id[MAIL_ID_SIZE]);
/* A record and its links out of a file that has it, also one that came after this reader.
 */
enum status inbox_read(struct inbox *, uint32_t file, uint32_t seq, struct mail *,
		       struct record_chains *);

#endif
