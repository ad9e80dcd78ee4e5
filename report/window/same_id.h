/* SPDX-License-Identifier: MIT */
/* The mails of several stores that bear one Message-ID (patchdigest-rules(7), rule 17).
 */
#ifndef REPORT_WINDOW_SAME_ID_H
#define REPORT_WINDOW_SAME_ID_H

#include "store/inbox/inbox.h"

/* How many mails with one Message-ID are looked at for each mail that names it. */
#define SAME_ID_MAX 64

/* Which mail is meant: one with the title; else, if poster is given, one of that poster;
 * else the earliest by Date, poster and title. */
struct same_id_wish {
	struct str message_id;
	struct str title, poster; /* empty: any */
	size_t max;		  /* how many mails of a store are looked at */
};

/*
 * Reads the mail that is meant, of several copies that of the first store; *store: which
 * one. ST_NOTFOUND; ST_DAMAGED if only mails that can't be read bear the Message-ID.
 */
enum status same_id_find(struct inbox *const *inboxes, size_t n,
			 const struct same_id_wish *, struct mail *m, size_t *store);
/* Whether no other mail of the record's Message-ID is earlier by Date, poster and title.
 * The record is one of a store's. */
bool same_id_is_earliest(struct inbox *const *inboxes, size_t n, const struct record *);

#endif
