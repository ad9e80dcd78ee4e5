/* SPDX-License-Identifier: MIT */
/*
 * The mails of one list: what is known already, where each stands, which
 * belong to a window. Knows the keys and links inside the store's files
 * (patchdigest-store(5)); nothing else does.
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
	uint32_t seq; /* order of insertion, from 1; of the newest record of this mail */
	uint32_t first; /* seq of its first record: when it came into the store */
	struct record record;
	struct buf bytes; /* owns what record points into */
};

#define MAIL_INIT                                        \
	{                                                \
		.record = RECORD_INIT, .bytes = BUF_INIT \
	}
void mail_release(struct mail *);

struct inbox_totals {
	uint64_t mails;
	uint32_t next_seq;		     /* the seq that the next record will have */
	int64_t first_arrival, last_arrival; /* valid if mails > 0 */
	uint64_t bytes;			     /* of the files */
	uint64_t store_id;		     /* store_id() */
};

struct inbox;

/* As store_open. o->list and o->dir are copied. */
enum status inbox_open(struct inbox **, const struct store_options *o, struct buf *why);
/* The same and inbox_begin, which reads the totals but once. */
enum status inbox_open_begin(struct inbox **, const struct store_options *o,
			     struct buf *why);
void inbox_close(struct inbox *);
const char *inbox_list(const struct inbox *);

/*
 * Writing: as store_begin and so on. After an error of put or spot: cancel.
 * begin is lock, which waits for other writers, and go_on, which makes the
 * next file where this one is full: a second, of a slow disk many.
 */
enum status inbox_begin(struct inbox *, struct buf *why);
enum status inbox_lock(struct inbox *, struct buf *why);
enum status inbox_go_on(struct inbox *, struct buf *why);
enum status inbox_commit(struct inbox *, struct buf *why);
void inbox_cancel(struct inbox *);
/*
 * Stores the record unless its Message-ID is known: then ST_EXISTS, and only
 * a commit or place that came with it is added (or a newer record, where the
 * rules are newer or this copy stands earlier in the archive and differs).
 */
enum status inbox_put(struct inbox *, const struct record *, const struct commit_ref *);
/* A commit of an archive that holds no mail of its own; seq: the mail it repeats, or
 * SEQ_NONE. */
enum status inbox_put_commit_entry(struct inbox *, const struct commit_ref *,
				   uint32_t seq);

/* How far an archive's epoch has been read. */
struct import_mark {
	uint32_t generation;
	uint32_t next_ordinal;
	unsigned char root[COMMIT_MAX],
	    commit[COMMIT_MAX]; /* first commit; last one read */
	size_t commit_len;	/* of both */
};

/* ST_NOTFOUND: never read. */
enum status inbox_get_import_mark(struct inbox *, uint32_t epoch, struct import_mark *);
enum status inbox_put_import_mark(struct inbox *, uint32_t epoch,
				  const struct import_mark *);

void inbox_totals(struct inbox *, struct inbox_totals *);

/* Reading. Callbacks return false to stop. All return ST_DAMAGED for what can't be read,
 * after going on with the rest. */
/* One mail by seq; m is reused between calls. ST_NOTFOUND, ST_DAMAGED. */
enum status inbox_mail(struct inbox *, uint32_t seq, struct mail *m);
/* The newest record's seq of a Message-ID, and its best place. ST_NOTFOUND. */
enum status inbox_lookup(struct inbox *, struct str message_id, uint32_t *seq,
			 struct archive_pos *best);

typedef bool inbox_mail_fn(void *arg, struct mail *);
/* since <= arrival < until, each mail once; in no order. */
enum status inbox_arrived(struct inbox *, int64_t since, int64_t until, inbox_mail_fn *,
			  void *arg);
/* Mails whose first record has from <= seq < to, each once, in the order of insertion. */
enum status inbox_inserted(struct inbox *, uint32_t from, uint32_t to, inbox_mail_fn *,
			   void *arg);
/*
 * Mails whose In-Reply-To (record.in_reply_to) has this hash. since: when the
 * parent arrived; what came more than a month before it is no reply, and files
 * that end there aren't looked into.
 */
enum status inbox_replies(struct inbox *, const unsigned char parent[ID_HASH],
			  int64_t since, inbox_mail_fn *, void *arg);
/* Covers, standalone patches and first patches with this normalised title and author
 * (inbox_title_hash). */
enum status inbox_titled(struct inbox *, const unsigned char hash[ID_HASH],
			 inbox_mail_fn *, void *arg);
/* Those that give this change-id, as git's and b4's trailers have it (id_hash of its
 * text). */
enum status inbox_changed(struct inbox *, const unsigned char change[ID_HASH],
			  inbox_mail_fn *, void *arg);
/* Rule 16: title with case and white space folded, and the author's address in lower
 * case. */
void inbox_title_hash(unsigned char out[ID_HASH], struct str title,
		      struct str author_addr);

/* A mail stands at its best place: place is that one. after < place <= upto, in archive
 * order. */
typedef bool inbox_archive_pos_fn(void *arg, struct mail *, const struct commit_entry *);
enum status inbox_placed(struct inbox *, struct archive_pos after,
			 struct archive_pos upto, inbox_archive_pos_fn *, void *arg);
/* The greatest place there is; ST_NOTFOUND in an empty inbox. */
enum status inbox_last_archive_pos(struct inbox *, struct commit_entry *);
/* The mail with the greatest (arrival, Message-ID) before that time; ST_NOTFOUND. */
enum status inbox_before(struct inbox *, int64_t time, struct mail *);

/*
 * Every spot or mail whose commit or alias begins with these hex digits (lower
 * case, PREFIX_MIN at least). For an alias: spot->commit_digits 0 and the
 * mail's best place. A live commit whose mail an archive has comes with the
 * archive's place, or not at all where the archive's commit begins with it.
 */
typedef bool inbox_id_fn(void *arg, const char *hex, const struct commit_entry *);
enum status inbox_find(struct inbox *, struct str hex, inbox_id_fn *, void *arg);

/* Every record and index entry; fn gets a line for each fault. */
typedef void inbox_fault_fn(void *arg, const char *fault);
enum status inbox_check(struct inbox *, inbox_fault_fn *, void *arg);

#endif
