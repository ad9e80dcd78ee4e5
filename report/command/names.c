/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "report/command/names.h"
#include "report/window/stores.h"
#include "store/util/array.h"

static enum status add_lists(struct buf *names, const struct command *c, struct buf *why)
{
	return stores_lists(c->stores, c->n_stores, names, why);
}

static enum status add_digests(struct buf *names, const struct command *c,
			       struct buf *why)
{
	struct config config = CONFIG_INIT;
	enum status st = config_read(&config, c->config, why);

	for (size_t i = 0; i < config.n_digests && st == ST_OK; i++)
		buf_addf(names, "%s\n", config.digests[i].name.s);
	config_release(&config);
	return st;
}

static enum status add_sections(struct buf *names, const struct command *c,
				struct buf *why)
{
	(void)c;
	(void)why;
	for (int id = 0; id < SECTION_COUNT; id++)
		buf_addf(names, "%s\n", section_name((enum section_id)id));
	buf_addstr(names, "all\n");
	return ST_OK;
}

static enum status add_formats(struct buf *names, const struct command *c,
			       struct buf *why)
{
	(void)c;
	(void)why;
	command_add_formats(names);
	return ST_OK;
}

enum status names_add(struct buf *names, const struct command *c, struct buf *why)
{
	static const struct {
		const char *kind;
		enum status (*add)(struct buf *, const struct command *, struct buf *);
	} kinds[] = {
		{ "lists", add_lists },
		{ "digests", add_digests },
		{ "sections", add_sections },
		{ "formats", add_formats },
	};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (strcmp(c->names, kinds[i].kind) == 0)
			return kinds[i].add(names, c, why);
	return status_say(why, ST_USAGE,
			  "--names %s: expected lists, digests, sections or formats",
			  c->names);
}
