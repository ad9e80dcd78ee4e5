/* SPDX-License-Identifier: MIT */
/* perList: makes one report for each of a digest's lists. */
#ifndef REPORT_COMMAND_PER_LIST_H
#define REPORT_COMMAND_PER_LIST_H

#include "report/command/command.h"
#include "report/window/stores.h"

/*
 * Sets the lists that the command asks for; if it names none, all lists, but for a site
 * only with per_list. Returns as stores_pick.
 */
enum status per_list_pick(const struct command *, struct stores *, struct buf *why);

/* Makes the report of one list, and says what went wrong. */
typedef enum status per_list_fn(struct command *, void *arg);

/*
 * Calls fn for each list that the command asks for, as per_list_pick sets them. In
 * the name of an output file, %l stands for the list's name. A list whose report fails
 * does not stop the others; the first fault is returned, and why says how many failed.
 * ST_USAGE: several lists would be written to one file.
 */
enum status per_list_each(const struct command *c, per_list_fn *fn, void *arg,
			  struct buf *why);

#endif
