/* SPDX-License-Identifier: MIT */
/* Commits and the ids of mails without one, over several stores. */
#ifndef REPORT_WINDOW_COMMIT_ID_H
#define REPORT_WINDOW_COMMIT_ID_H

#include "report/window/stores.h"

#define ID_HEX (2 * COMMIT_MAX + 1) /* a whole id with its NUL */

/* What an id names. */
struct commit_id {
	char hex[ID_HEX];
	struct commit_entry
	    entry;	 /* an archive's where there is one, else the first store's */
	size_t store;	 /* index into stores.inboxes: where the entry is */
	int64_t arrival; /* of its mail; DATE_NONE if it holds none */
	struct buf message_id; /* of its mail */
};

#define COMMIT_ID_INIT                                       \
	{                                                    \
		.arrival = DATE_NONE, .message_id = BUF_INIT \
	}
void commit_id_release(struct commit_id *);
/* Sets what is known of the mail at its entry. */
void commit_id_load_mail(struct commit_id *, const struct stores *);

/*
 * The one that begins with these hex digits (lower case); an exact id beats a
 * prefix. ST_NOCOMMIT: none or several; why names the candidates, or the list
 * that has it.
 */
enum status commit_id_find(struct commit_id *, const struct stores *, struct str hex,
			   struct buf *why);
/* The newest place of all stores; ST_NOTFOUND where there is none. */
enum status commit_id_newest(struct commit_id *, const struct stores *);
/* The id of a mail: its commit, else its mail id. */
enum status commit_id_of_mail(struct commit_id *, const struct stores *,
			      struct str message_id);

/* Where it stands in one store; ST_NOTFOUND if that store has neither the commit nor the
 * mail. */
enum status commit_id_pos(const struct commit_id *, const struct stores *, size_t store,
			  struct archive_pos *);
/* How many digits name it alone, at least this many. */
size_t commit_id_unique_len(const struct commit_id *, const struct stores *,
			    size_t least);

/*
 * Archive order between two stores: an archive's places as they count there,
 * then live ones by arrival. < 0, 0, > 0.
 */
int commit_id_cmp(const struct commit_id *, const struct commit_id *);
/* The place before one, as the lower end of a window that begins with it. */
struct archive_pos archive_pos_before(struct archive_pos);
bool archive_pos_is_live(struct archive_pos);

#endif
