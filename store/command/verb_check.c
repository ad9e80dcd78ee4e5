/* SPDX-License-Identifier: MIT */
#include "store/command/verb_check.h"
#include "store/inbox/list_check.h"

static void say_fault(void *arg, const char *fault)
{
	(void)arg;
	tool_say("%s", fault);
}

static enum status check_list(struct tool *t, const char *list, void *arg,
			      struct buf *why)
{
	size_t *faults = arg;

	(void)why;
	*faults += list_check(buf_cstr(&t->store), list, say_fault, NULL);
	return ST_OK;
}

enum status verb_check(struct tool *t, struct buf *why)
{
	size_t faults = 0;
	enum status st = tool_each_list(t, check_list, &faults, why);

	return st == ST_OK && faults ? ST_INPUT : st;
}
