/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/command/per_list.h"
#include "report/util/lines.h"

/* The command of one list, and what belongs to it. */
struct list_command {
	struct command command;
	struct buf list, output;
	const char *lists[1];
};

static void add_file_name(struct buf *file, const char *pattern, struct str list)
{
	for (const char *p = pattern; *p; p++)
		if (strncmp(p, "%l", 2) == 0) {
			buf_adds(file, list);
			p++;
		} else {
			buf_addch(file, *p);
		}
}

/* The report adds trees and ignored series to its command. */
static void make_list_command(struct list_command *one, const struct command *all,
			      struct str list)
{
	struct command *c = &one->command;

	*one = (struct list_command){ .command = *all };
	buf_adds(&one->list, list);
	one->lists[0] = buf_cstr(&one->list);
	c->lists = one->lists;
	c->n_lists = 1;
	c->trees = xcalloc(all->n_trees + 1, sizeof(*c->trees));
	for (size_t i = 0; i < all->n_trees; i++)
		c->trees[i] = all->trees[i];
	if (!all->output)
		return;
	add_file_name(&one->output, all->output, list);
	c->output = buf_cstr(&one->output);
}

static void release_list_command(struct list_command *one)
{
	free(one->command.trees);
	free(one->command.ignore);
	buf_release(&one->list);
	buf_release(&one->output);
}

static enum status report_list(const struct command *all, struct str list,
			       per_list_fn *fn, void *arg)
{
	struct list_command one;
	enum status st;

	make_list_command(&one, all, list);
	st = fn(&one.command, arg);
	release_list_command(&one);
	return st;
}

/* Returns the first fault. */
static enum status report_lists(const struct command *all, struct str lists,
				per_list_fn *fn, void *arg, struct buf *why)
{
	size_t n = lines_count(lists), n_failed = 0;
	enum status first = ST_OK;
	struct str list;

	while (str_line(&lists, &list)) {
		enum status st = report_list(all, list, fn, arg);

		n_failed += st != ST_OK;
		if (first == ST_OK)
			first = st;
	}
	if (n_failed)
		buf_addf(why, "%zu of %zu lists failed", n_failed, n);
	return first;
}

static enum status check_output(const struct command *c, struct str lists,
				struct buf *why)
{
	if (!c->output || strstr(c->output, "%l") || lines_count(lists) < 2)
		return ST_OK;
	return status_say(why, ST_USAGE,
			  "%s: a digest per list needs a file per list: write %%l, which "
			  "stands for the list's name, into the file's name",
			  c->output);
}

enum status per_list_pick(const struct command *c, struct stores *s, struct buf *why)
{
	static const char *const every_list[] = { "*" };
	struct list_request request = command_list_request(c);

	if (!request.n_lists && (c->per_list || !c->site)) {
		request.lists = every_list;
		request.n_lists = 1;
	}
	return stores_pick(s, &request, why);
}

enum status per_list_each(const struct command *c, per_list_fn *fn, void *arg,
			  struct buf *why)
{
	struct stores s = STORES_INIT;
	enum status st = per_list_pick(c, &s, why);

	if (st == ST_OK)
		st = check_output(c, buf_str(&s.lists), why);
	if (st == ST_OK)
		st = report_lists(c, buf_str(&s.lists), fn, arg, why);
	stores_close(&s);
	return st;
}
