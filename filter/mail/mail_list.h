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
 * Returns given, unless it is empty; else the list that the mail names, if patterns is
 * empty or a pattern matches that list; else LIST_UNSORTED.
 */
struct str mail_list(struct str given, struct str patterns, const struct message *);

#endif
