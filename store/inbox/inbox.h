/* SPDX-License-Identifier: MIT */
/*
 * The mails of one list: puts them in, finds them, and says which belong to a
 * window. Only store/inbox knows the keys and values inside the store's files
 * (patchdigest-store(5)).
 */
#ifndef STORE_INBOX_INBOX_H
#define STORE_INBOX_INBOX_H

#include "store/inbox/archive_pos.h"
#include "store/inbox/mail_id.h"
#include "store/inbox/record.h"
#include "store/tdb/store.h"

#define SEQ_NONE UINT32_MAX

/* A stored mail. */
struct mail {
	uint32_t seq;	/* of its newest record: order of insertion, from 1 */
	uint32_t first; /* seq of its first record: when the mail came into the store */
	struct record record;
	struct buf bytes; /* owns what record points into */
};

#define MAIL_INIT                                        \
	{                                                \
		.record = RECORD_INIT, .bytes = BUF_INIT \
	}
void mail_release(struct mail *);

struct inbox_totals {
	uint64_t mails;			     /* without those that were deleted */
	uint64_t reused;		     /* with FACT_ID_REUSED */
	uint32_t next_seq;		     /* the seq that the next record will get */
	int64_t first_arrival, last_arrival; /* valid if mails > 0 */
	uint64_t store_id;		     /* store_id() */
};

struct inbox;

/* As store_open. o->list and o->dir are copied. */
enum status inbox_open(struct inbox **, const struct store_options *o, struct buf *why);
/* inbox_open and inbox_begin in one; reads the totals only once. */
enum status inbox_open_begin(struct inbox **, const struct store_options *o,
			     struct buf *why);
void inbox_close(struct inbox *);
const char *inbox_list(const struct inbox *);

/*
 * Writing. Errors as store_begin, store_commit. Call inbox_cancel after an
 * error of a put. inbox_begin is inbox_lock, which waits for other writers, and
 * then inbox_extend_if_full, which makes the next segment if this one is full:
 * that takes a second, on a slow disk many.
 */
enum status inbox_begin(struct inbox *, struct buf *why);
enum status inbox_lock(struct inbox *, struct buf *why);
enum status inbox_extend_if_full(struct inbox *, struct buf *why);
/* After inbox_lock: makes the next segment, however small the newest one is. */
enum status inbox_extend(struct inbox *, struct buf *why);
enum status inbox_commit(struct inbox *, struct buf *why);
void inbox_cancel(struct inbox *);
/* Commits if st is ST_OK; else cancels, says what st means, and returns it. */
enum status inbox_end(struct inbox *, enum status st, struct buf *why);
/*
 * Makes sure that the list's files, and not only its folder, give the name that mail ids
 * are made with: then the folder may get another one. Errors as inbox_begin.
 */
enum status inbox_keep_id_name(struct inbox *, struct buf *why);
/*
 * Stores the record, unless the mail is known (record_same_mail). Then adds only the
 * commit or position that came with it, and a newer record if the rules or the format are
 * newer, or if this copy differs and stands earlier in the archive; returns ST_EXISTS.
 * If the mail was forgotten, or arrived before the list's floor, stores only an
 * archive's commit; returns ST_EXISTS.
 *
 * If it is merged, from another list: counts as seen for bookmarks, and the floor does
 * not matter. If two copies differ, their order makes no difference: the copy of newer
 * rules counts, else a copy with a commit, else one of the two by their bytes.
 */
enum status inbox_put(struct inbox *, const struct record *, const struct commit_ref *);
/*
 * Hides a mail that the archive deleted at this position: only inbox_mail() and
 * inbox_lookup() find it. It comes back if an archive brings it at a later position.
 * record: of that mail, maybe from its header alone. ST_NOTFOUND: there is no such
 * mail, or it is hidden or forgotten already.
 */
enum status inbox_delete(struct inbox *, const struct record *, struct archive_pos);
/*
 * Makes a list that does not exist yet, with this one mail in a file that is
 * hardly larger than it; on the disk when it returns ST_OK. ST_EXISTS, and
 * nothing was stored: the list exists, or another process was first. Otherwise
 * as store_open.
 */
enum status inbox_put_first(const struct store_options *, const struct record *,
			    const struct commit_ref *, struct buf *why);
/*
 * Stores a commit of an archive that has no mail of its own. seq: the mail that
 * it repeats, or SEQ_NONE. ST_EXISTS if the position is taken.
 */
enum status inbox_put_commit_entry(struct inbox *, const struct commit_ref *,
				   uint32_t seq);

/* How far an archive's epoch has been read. */
struct import_mark {
	uint32_t generation;
	uint32_t next_ordinal;
	unsigned char root[COMMIT_MAX],
	    commit[COMMIT_MAX]; /* first commit; last one read */
	size_t commit_len;	/* bytes of each of the two */
};

/* ST_NOTFOUND: never read. */
enum status inbox_get_import_mark(struct inbox *, uint32_t epoch, struct import_mark *);
enum status inbox_put_import_mark(struct inbox *, uint32_t epoch,
				  const struct import_mark *);

/* How far a feed has been read (--fetch). */
struct fetch_mark {
	uint32_t validity; /* an IMAP folder's UIDVALIDITY; 0 for an NNTP group */
	uint32_t next;	   /* number of the first mail that was not read; 0: never read */
};

/* url: the feed's, always spelled alike. ST_NOTFOUND: never read. */
enum status inbox_get_fetch_mark(struct inbox *, struct str url, struct fetch_mark *);
enum status inbox_put_fetch_mark(struct inbox *, struct str url,
				 const struct fetch_mark *);

void inbox_totals(struct inbox *, struct inbox_totals *);
/* Bytes of the files. ST_NOINPUT: why names one whose size is not known. */
enum status inbox_size(const struct inbox *, uint64_t *bytes, struct buf *why);

/*
 * Reading. Callbacks return false to stop. If something can't be read, each
 * call goes on with the rest, and then returns ST_DAMAGED.
 */
/* Reads a mail by seq; m can be reused for the next call. ST_NOTFOUND: also if it was
 * erased. ST_DAMAGED. */
enum status inbox_mail(struct inbox *, uint32_t seq, struct mail *m);
/* Finds the newest record of the mail that was the first one of its Message-ID to be
 * stored, and its best position. ST_NOTFOUND. */
enum status inbox_lookup(struct inbox *, struct str message_id, uint32_t *seq,
			 struct archive_pos *best);
/* Finds the newest record of the mail that a record is of, maybe of another store, and
 * its best position. best may be NULL. ST_NOTFOUND, ST_DAMAGED. */
enum status inbox_lookup_mail(struct inbox *, const struct record *, uint32_t *seq,
			      struct archive_pos *best);

/* As store_begin_reads and store_end_reads. */
void inbox_begin_reads(struct inbox *);
void inbox_end_reads(struct inbox *);

typedef bool inbox_mail_fn(void *arg, struct mail *);
/* Visits the mails with since <= arrival < until, each once, in no order. */
enum status inbox_arrived(struct inbox *, int64_t since, int64_t until, inbox_mail_fn *,
			  void *arg);
/*
 * *mails: how many mails arrived on the day that begins at day_start (UTC),
 * without a visit to them. *known: false if a segment of format 1, which has no
 * such count, has mail of that day, or if a count can't be read, or is also that of
 * segments that came after this inbox was opened: then *mails is too low. ST_DAMAGED.
 */
enum status inbox_mails_on_day(struct inbox *, int64_t day_start, uint64_t *mails,
			       bool *known);
/* Visits the mails whose first record has from <= seq < to, in the order of insertion. */
enum status inbox_inserted(struct inbox *, uint32_t from, uint32_t to, inbox_mail_fn *,
			   void *arg);
/* When the first reply may have come to a mail that arrived then: clocks are wrong, and
 * routes differ. */
int64_t inbox_first_reply(int64_t parent_arrival);
/*
 * Visits the mails whose record.in_reply_to has this hash. since: when the
 * parent arrived. A mail that arrived more than a month earlier is no reply,
 * and a segment that ends earlier is not searched.
 */
enum status inbox_replies(struct inbox *, const unsigned char parent[ID_HASH],
			  int64_t since, inbox_mail_fn *, void *arg);
/* Visits all mails of a Message-ID: the first one to be stored, then the others. */
enum status inbox_with_message_id(struct inbox *, struct str message_id, inbox_mail_fn *,
				  void *arg);
/* Whether the mail of a record, maybe of another store, was forgotten. */
bool inbox_has_forgotten(struct inbox *, const struct record *);
/* Whether several mails of this inbox have the Message-ID. */
bool inbox_id_is_reused(struct inbox *, struct str message_id);
/* The mail id that is made of the Message-ID alone (mail_id_make). */
void inbox_mail_id(const struct inbox *, struct str message_id,
		   unsigned char mail_id[MAIL_ID_SIZE]);
/* The id that tells a mail from others of its Message-ID (mail_id_make_own). */
void inbox_own_id(const struct inbox *, const struct record *,
		  unsigned char mail_id[MAIL_ID_SIZE]);
/* Visits covers, standalone patches and first patches that have this title
 * (id_hash_title), or this title and author (id_hash_title_author, older rules), and
 * arrived before until. */
enum status inbox_with_title(struct inbox *, const unsigned char hash[ID_HASH],
			     int64_t until, inbox_mail_fn *, void *arg);
/* Visits covers, standalone patches and first patches that have this change-id, a trailer
 * of git's and b4's (id_hash of its text), and arrived before until. */
enum status inbox_with_change_id(struct inbox *, const unsigned char change[ID_HASH],
				 int64_t until, inbox_mail_fn *, void *arg);

/*
 * Visits covers and patches whose author has this address (id_hash_address), with
 * since <= arrival < until. Segments of format 1 have no such chain: their
 * mails are left out.
 */
enum status inbox_by_author(struct inbox *, const unsigned char author[ID_HASH],
			    int64_t since, int64_t until, inbox_mail_fn *, void *arg);

/* Whether inbox_by_author() leaves no mail out: no segment is of format 1. */
bool inbox_lists_authors(struct inbox *);

/*
 * Visits the mails with after < position <= upto, in the order of the archive.
 * A mail with several positions is visited only at its best one.
 */
typedef bool inbox_commit_entry_fn(void *arg, struct mail *, const struct commit_entry *);
enum status inbox_in_archive_order(struct inbox *, struct archive_pos after,
				   struct archive_pos upto, inbox_commit_entry_fn *,
				   void *arg);
/* The entry at the greatest position; ST_NOTFOUND in an empty inbox. */
enum status inbox_last_commit_entry(struct inbox *, struct commit_entry *);
/* The mail with the greatest (arrival, Message-ID) before that time; ST_NOTFOUND. */
enum status inbox_last_before(struct inbox *, int64_t time, struct mail *);

/*
 * Visits every commit entry whose commit begins with these hex digits (lower
 * case, at least PREFIX_MIN), and every mail whose mail id does. For a mail id
 * entry->commit_digits is 0 and entry->pos the mail's best position. A live
 * commit whose mail is in the archive by now has the archive's position; it is
 * left out if the archive's commit begins with it. While segments are joined an entry may
 * be visited twice.
 */
typedef bool inbox_abbrev_fn(void *arg, const char *hex, const struct commit_entry *);
enum status inbox_abbrev(struct inbox *, struct str hex, inbox_abbrev_fn *, void *arg);

/* Verifies every record and entry; fn is called with a line for each fault. */
typedef void inbox_fault_fn(void *arg, const char *fault);
enum status inbox_check(struct inbox *, inbox_fault_fn *, void *arg);

#endif
