/* SPDX-License-Identifier: MIT */
/* Which lists a user means by --list (patchdigest-report(1)). */
#ifndef REPORT_WINDOW_LIST_CHOICE_H
#define REPORT_WINDOW_LIST_CHOICE_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* The stores and lists that a user asks for. Borrowed. */
struct list_request {
	const char *const *dirs; /* folders of the stores */
	size_t n_dirs;
	const char *const *lists; /* names, first labels or patterns */
	size_t n_lists;		  /* 0: the stores have only one list */
};

/*
 * Sets chosen to the lists that are meant: their names, sorted, each once, with a newline
 * between two of them. names: those of all lists in the stores, one per line. A word
 * means the list of that name, else the only list with that first label, else, as a
 * pattern (report/util/glob.h), all lists whose name or first label fits in any case.
 * ST_USAGE if a word that is no pattern fits several lists, or if there is neither a word
 * nor only one list; ST_NOINPUT if a word fits no list. Then why names the lists.
 */
enum status list_choice_find(struct buf *chosen, struct str names,
			     const struct list_request *, struct buf *why);

#endif
