/* SPDX-License-Identifier: MIT */
/* The list that a mail's header names. */
#ifndef FILTER_MAIL_LIST_ID_H
#define FILTER_MAIL_LIST_ID_H

#include "store/util/buf.h"

/*
 * Appends the name (list_name_make()) of the list in a List-Id (RFC 2919) or
 * X-Mailing-List field: what "Phrase <name>" has in its brackets, else the first word.
 * If the phrase has brackets with another list's name, appends "unsorted": a host's rule
 * may have meant that one.
 */
void list_id_add_name(struct buf *, struct str field);

#endif
