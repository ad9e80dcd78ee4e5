/* SPDX-License-Identifier: MIT */
/*
 * The command of a run of patchdigest-store, and the output of its verbs. A verb prints
 * on standard output; why says what went wrong.
 */
#ifndef STORE_COMMAND_TOOL_H
#define STORE_COMMAND_TOOL_H

#include <stddef.h>

#include "store/tdb/store.h"

struct tool {
	struct buf store; /* the store's folder */
	struct buf spool; /* --spool, or the default folder */
	const char *list; /* --list; NULL: all lists, for verbs that take several */
	char **args;	  /* what follows the verb */
	size_t n_args;
	bool dry_run, nagios, all, shared;
	const char *address, *one, *max_age; /* NULL: not given */
	int64_t now;			     /* seconds since 1970 */
	int exit; /* the exit status that a verb sets; 0: that of the ST_* it returns */
};

#define TOOL_INIT ((struct tool){ .store = BUF_INIT, .spool = BUF_INIT })

void tool_release(struct tool *);

/* Prints a line on standard output, safe for a terminal. */
void tool_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Prints a text whose every byte is known to be harmless. */
void tool_print(struct str);
/* Writes what is not written yet. Returns errno of the first write that failed, 0 if none
 * did, or if the reader was gone: it has seen enough. */
int tool_print_end(void);
/* "1 mail", "2 mails". A text is valid until the fourth call after its own. */
const char *tool_count(uint64_t n, const char *one, const char *many);
/* "would " in a dry run, else "". */
const char *tool_would(const struct tool *);

/* How to open a list of the store. The values point into t and list. */
struct store_options tool_options(const struct tool *t, const char *list,
				  enum store_mode mode);
/* Whether the store has the list; if not, why names those that it has: ST_NOINPUT. */
enum status tool_find_list(const struct tool *, const char *list, struct buf *why);

typedef enum status tool_list_fn(struct tool *, const char *list, void *arg,
				 struct buf *why);
/*
 * Calls fn for each list, or for --list alone, also after fn failed for a list. Returns
 * the first failure; why has one line for each failure.
 */
enum status tool_each_list(struct tool *, tool_list_fn *fn, void *arg, struct buf *why);

#endif
