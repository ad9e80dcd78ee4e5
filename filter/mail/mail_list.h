/* SPDX-License-Identifier: MIT */
/* The list that a mail is stored in. */
#ifndef FILTER_MAIL_MAIL_LIST_H
#define FILTER_MAIL_MAIL_LIST_H

#include "filter/mail/message.h"

/* For mail that names no list, or one that it may not name. */
#define LIST_UNSORTED STR("unsorted")

/* Appends a pattern of --only, and LF: as a list's name is written, and "*", "?",
 * "[...]". */
void mail_list_add_pattern(struct buf *patterns, struct str pattern);
/*
 * Returns the list: given, unless that is empty, else the one that the mail names, if it
 * matches one of the patterns or there are none, else LIST_UNSORTED.
 */
struct str mail_list(struct str given, struct str patterns, const struct message *);

#endif
