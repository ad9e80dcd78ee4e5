/* SPDX-License-Identifier: MIT */
/* The command line of patchdigest-store. */
#ifndef STORE_COMMAND_TOOL_OPTIONS_H
#define STORE_COMMAND_TOOL_OPTIONS_H

#include "store/command/verb.h"

enum tool_action { TOOL_RUN, TOOL_HELP, TOOL_VERSION };

/*
 * Fills t, which is TOOL_INIT; *verb is set if *action is TOOL_RUN. ST_USAGE: why says
 * what is wrong. argv must live as long as t.
 */
enum status tool_options_parse(struct tool *t, enum tool_action *action,
			       const struct verb **verb, int argc, char **argv,
			       struct buf *why);
void tool_options_help(struct buf *);

#endif
