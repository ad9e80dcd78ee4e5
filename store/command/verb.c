/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "store/command/verb_check.h"
#include "store/command/verb_compact.h"
#include "store/command/verb_expire.h"
#include "store/command/verb_forget.h"
#include "store/command/verb_list.h"
#include "store/command/verb_merge.h"
#include "store/command/verb_remove.h"
#include "store/command/verb_rename.h"
#include "store/command/run_filter.h"
#include "store/command/verb_status.h"
#include "store/command/verb_upgrade.h"
#include "store/command/verb.h"
#include "store/util/array.h"
#include "store/util/suggest.h"

static const struct verb verbs[] = {
	{ "list", "", "the lists: mails, first and last arrival, bytes", TAKES_LIST, 0, 0,
	  verb_list },
	{ "status", "", "deliveries, waiting mails, room, files",
	  TAKES_LIST | TAKES_NAGIOS | TAKES_SPOOL, 0, 0, verb_status },
	{ "check", "", "verify every file and record", TAKES_LIST, 0, 0, verb_check },
	{ "forget", "MESSAGE-ID...", "erase mails; they never come back",
	  TAKES_LIST | TAKES_MAIL | TAKES_SPOOL, 0, ANY_NUMBER, verb_forget },
	{ "expire", "AGE", "erase mails that are older; no import brings them back",
	  TAKES_LIST, 1, 1, verb_expire },
	{ "compact", "", "join a list's files to larger ones", TAKES_LIST | TAKES_ALL, 0,
	  0, verb_compact },
	{ "upgrade", "[FROM]",
	  "make records of older rules anew from an archive (starts the filter)",
	  TAKES_LIST, 0, 1, verb_upgrade },
	{ "rename", "OLD NEW", "give a list another name", 0, 2, 2, verb_rename },
	{ "merge", "FROM INTO", "put all mails of a list into another; remove the first",
	  0, 2, 2, verb_merge },
	{ "remove", "LIST", "remove a list with all of its mails", 0, 1, 1, verb_remove },
	{ "drain", "", "bring spooled mails into the store (starts the filter)",
	  TAKES_LIST | TAKES_SPOOL, 0, 0, verb_drain },
	{ "rebuild", "FROM",
	  "make lists anew from an archive or a store (starts the filter)", TAKES_LIST, 1,
	  1, verb_rebuild },
};

const struct verb *verb_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

void verb_suggest(struct buf *out, const char *name)
{
	struct suggest near = suggest_start(str_from(name));

	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++)
		suggest_try(&near, str_from(verbs[i].name));
	suggest_add(out, &near, "");
}

#define HELP_COLUMN 26

void verb_help(struct buf *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++) {
		const struct verb *v = &verbs[i];
		size_t start = out->len;

		buf_addf(out, "  %s %s", v->name, v->args);
		while (out->len - start < HELP_COLUMN)
			buf_addch(out, ' ');
		buf_addf(out, "%s\n", v->help);
	}
}
