/* SPDX-License-Identifier: MIT */
/* Finds a mail's kind from the mails around it (patchdigest-rules(7), rules 3 and 15). */
#ifndef REPORT_WINDOW_THREAD_KIND_H
#define REPORT_WINDOW_THREAD_KIND_H

#include "report/util/hashmap.h"
#include "store/inbox/inbox.h"

/* Where the other mails may be. */
struct thread_kinds {
	struct inbox *const *inboxes; /* borrowed */
	size_t n;
	struct hashmap *covers; /* answers so far, by Message-ID; may be NULL */
};

/*
 * Corrects record.kind, which the filter set from the mail alone. A mail that can't be
 * read counts as absent. The answers to a mail are read once, if there is a map.
 *
 * Makes a cover of a mail without a mark, if its poster sent numbered patches, or one
 * patch, in answer to it. Makes a reply of a mail without a diff that answers a mail of
 * its very subject, or of its subject after a word with a colon; not of a cover that its
 * poster sent once more.
 */
void thread_kind_set(struct record *, const struct thread_kinds *);

#endif
