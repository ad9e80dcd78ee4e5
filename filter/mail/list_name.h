/* SPDX-License-Identifier: MIT */
/* Names of lists, as the store has them (patchdigest-filter(1), --list). */
#ifndef FILTER_MAIL_LIST_NAME_H
#define FILTER_MAIL_LIST_NAME_H

#include "store/util/buf.h"
#include "store/util/str.h"

#define LIST_NAME_MAX 120

/*
 * Appends the name: lower case, @ becomes ., odd bytes and a leading dot
 * become _, at most LIST_NAME_MAX bytes.
 */
void list_name(struct buf *, struct str raw);
/* Appends the name in a List-Id or X-Mailing-List: "Phrase <name>", or the first word. */
void list_name_of(struct buf *, struct str field);

#endif
