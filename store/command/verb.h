/* SPDX-License-Identifier: MIT */
/* The verbs of patchdigest-store. */
#ifndef STORE_COMMAND_VERB_H
#define STORE_COMMAND_VERB_H

#include "store/command/tool.h"

/* Options that only some verbs take. */
enum verb_option {
	TAKES_LIST = 1 << 0,
	TAKES_NAGIOS = 1 << 1, /* --nagios, --max-age */
	TAKES_MAIL = 1 << 2,   /* --address, --one */
	TAKES_SPOOL = 1 << 3,
	TAKES_ALL = 1 << 4,
};

typedef enum status verb_fn(struct tool *, struct buf *why);

struct verb {
	const char *name, *args, *help;
	unsigned options;   /* of enum verb_option */
	size_t least, most; /* how many arguments */
	verb_fn *run;
};

#define ANY_NUMBER SIZE_MAX

/* NULL: there is no such verb. */
const struct verb *verb_find(const char *name);
/* Appends what the user may have meant by a name that is no verb, if one is near. */
void verb_suggest(struct buf *, const char *name);
/* Appends a line for each verb. */
void verb_help(struct buf *);

#endif
