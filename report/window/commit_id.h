/* SPDX-License-Identifier: MIT */
/*
 * Ids that name mails, over several stores: the commit of a mail in an archive, or the
 * mail id (store/inbox/mail_id.h) of a mail without a commit.
 */
#ifndef REPORT_WINDOW_COMMIT_ID_H
#define REPORT_WINDOW_COMMIT_ID_H

#include "report/window/stores.h"

#define ID_HEX (2 * COMMIT_MAX + 1) /* a whole id with its NUL */

/* An id and what it names. */
struct commit_id {
	char hex[ID_HEX];
	struct commit_entry entry; /* of an archive, else of the first store */
	size_t store;		   /* index into stores.inboxes: where the entry is */
	int64_t arrival;	   /* of its mail; DATE_NONE if there is no mail */
	struct mail mail;	   /* without a Message-ID if it has no id */
};

#define COMMIT_ID_INIT ((struct commit_id){ .arrival = DATE_NONE, .mail = MAIL_INIT })

void commit_id_release(struct commit_id *);
/* Sets arrival and mail from the entry's mail, if that can be read. */
void commit_id_load_mail(struct commit_id *, const struct stores *);

/*
 * Finds the id that begins with these hex digits (lower case); an exact id beats
 * longer ones. ST_NOCOMMIT if no id fits, or several; then why names the list that has
 * it, or the candidates.
 */
enum status commit_id_find(struct commit_id *, const struct stores *, struct str hex,
			   struct buf *why);
/* Finds the id at the greatest position of all stores. ST_NOTFOUND if all are empty. */
enum status commit_id_newest(struct commit_id *, const struct stores *);
/*
 * Finds the id of a mail: its commit, else its mail id. If several mails of the stores
 * have one Message-ID, the earliest by Date, poster and title has the plain id, and each
 * other mail has its own id (patchdigest-rules(7), rule 17). ST_NOTFOUND if no store has
 * the record.
 */
enum status commit_id_of_mail(struct commit_id *, const struct stores *,
			      const struct record *);
/* Finds the commit of a mail; looks at no other mail. ST_NOTFOUND if it has no commit. */
enum status commit_id_of_archived(struct commit_id *, const struct stores *,
				  const struct record *);

/* Sets the id's position in one store. ST_NOTFOUND if that store has neither the commit
 * nor the mail. */
enum status commit_id_pos(const struct commit_id *, const struct stores *, size_t store,
			  struct archive_pos *);
/* Returns how many digits tell the id from all others, but not less than least. */
size_t commit_id_unique_len(const struct commit_id *, const struct stores *,
			    size_t least);

/*
 * Compares ids of different stores in archive order: by position in the archive, then
 * live mails by arrival. Returns <0, 0 or >0.
 */
int commit_id_cmp(const struct commit_id *, const struct commit_id *);
/* Returns the position before this one: the lower end of a window that begins with it. */
struct archive_pos archive_pos_before(struct archive_pos);
/* Whether the mail is in no archive. */
bool archive_pos_is_live(struct archive_pos);

#endif
