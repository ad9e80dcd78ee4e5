/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/config/config.h"
#include "report/config/config_digest.h"
#include "report/config/config_key.h"
#include "store/util/array.h"
#include "store/util/list_name.h"
#include "store/util/paths.h"

#ifndef SYSCONFDIR
#define SYSCONFDIR "/etc"
#endif
#define SYSTEM_FILE SYSCONFDIR "/patchdigest/config"

static struct list_config *find_list(const struct config *c, struct str name)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->lists[i].name, name))
			return &c->lists[i];
	return NULL;
}

/* Returns the list's own, which it makes if need be. */
static struct list_config *list_of_subsection(struct config *c, struct str subsection)
{
	struct buf name = BUF_INIT;
	struct list_config *l;

	list_name_make(&name, subsection);
	l = find_list(c, buf_str(&name));
	if (!l) {
		c->lists = array_grow(c->lists, c->n, &c->cap, sizeof(*c->lists));
		l = &c->lists[c->n++];
		*l = (struct list_config){ .name = arena_str(&c->arena, buf_str(&name)) };
	}
	buf_release(&name);
	return l;
}

static const char *keep_value(struct config *c, const struct config_entry *e,
			      enum value_form form)
{
	struct buf path = BUF_INIT;
	const char *kept;

	if (form == MESSAGE_IDS)
		return arena_str(&c->arena, config_message_id(e->value)).s;
	if ((form != ONE_FILE && form != FILES && form != DIGEST_FILE) || !e->value.len)
		return arena_str(&c->arena, e->value).s;
	config_value_path(&path, e->value, e->file);
	kept = arena_str(&c->arena, buf_str(&path)).s;
	buf_release(&path);
	return kept;
}

/* An empty value takes back what was said before. */
static void set_values(struct config_values *values, const char *value)
{
	if (!value) {
		values->n = 0;
		return;
	}
	values->list =
	    array_grow(values->list, values->n, &values->cap, sizeof(*values->list));
	values->list[values->n++] = value;
}

static void set_digest_entry(struct config *c, const struct config_file *f,
			     const struct config_entry *e, const struct config_key *key)
{
	struct buf where = BUF_INIT;

	config_file_place(&where, f, e);
	digest_config_set(config_digest_make(c, config_subsection(e)),
			  &(struct digest_setting){
			      .key = key->name,
			      .value = e->has_value ? keep_value(c, e, key->form) : NULL,
			      .where = arena_str(&c->arena, buf_str(&where)).s,
			      .repeatable = key->form == DIGEST_TEXTS,
			  });
	buf_release(&where);
}

static void set_entry(struct config *c, const struct config_file *f,
		      const struct config_entry *e, const struct config_key *key)
{
	struct str subsection = config_subsection(e);
	const char *value;
	char *member;

	if (key->form == NOT_USED)
		return;
	if (key->form >= DIGEST_TEXT) {
		set_digest_entry(c, f, e, key);
		return;
	}
	member = subsection.len ? (char *)list_of_subsection(c, subsection) : (char *)c;
	member += key->at;
	value = e->value.len ? keep_value(c, e, key->form) : NULL;
	if (key->form == ONE_TEXT || key->form == ONE_FILE)
		*(const char **)member = value;
	else
		set_values((struct config_values *)member, value);
}

static enum status add_entries(struct config *c, struct config_file *f, struct buf *why)
{
	struct config_entry e;

	while (config_file_next(f, &e)) {
		struct buf fault = BUF_INIT;
		const struct config_key *key = config_key_of(&e, &fault);

		if (key) {
			set_entry(c, f, &e, key);
		} else {
			config_file_place(why, f, &e);
			buf_addf(why, ": %s", buf_cstr(&fault));
		}
		buf_release(&fault);
		if (!key)
			return ST_USAGE;
	}
	return ST_OK;
}

enum status config_add_file(struct config *c, const char *file, struct buf *why)
{
	struct config_file f = CONFIG_FILE_INIT;
	enum status st = config_file_read(&f, file, why);

	if (st == ST_OK)
		st = add_entries(c, &f, why);
	config_file_release(&f);
	return st;
}

/* A file that another user keeps from us counts as missing if its folder does so. */
static enum status add_file_if_there(struct config *c, const char *file, struct buf *why)
{
	return access(file, F_OK) == 0 ? config_add_file(c, file, why) : ST_OK;
}

enum status config_read(struct config *c, const char *named, struct buf *why)
{
	struct buf file = BUF_INIT;
	enum status st;

	if (named)
		return config_add_file(c, named, why);
	paths_config(&file);
	buf_addstr(&file, "/config");
	st = add_file_if_there(c, SYSTEM_FILE, why);
	if (st == ST_OK)
		st = add_file_if_there(c, buf_cstr(&file), why);
	buf_release(&file);
	return st;
}

static void keep_if_alike(const char **value, const char *other)
{
	if (*value && (!other || strcmp(*value, other) != 0))
		*value = NULL;
}

static void keep_what_is_alike(struct list_config *all, const struct list_config *one)
{
	keep_if_alike(&all->title, one->title);
	keep_if_alike(&all->archive_url, one->archive_url);
	keep_if_alike(&all->mailmap, one->mailmap);
	keep_if_alike(&all->employers, one->employers);
	keep_if_alike(&all->maintainers, one->maintainers);
}

static bool has_value(const struct config_values *values, const char *value)
{
	for (size_t i = 0; i < values->n; i++)
		if (strcmp(values->list[i], value) == 0)
			return true;
	return false;
}

static void add_values(struct config_values *to, const struct config_values *from)
{
	for (size_t i = 0; i < from->n; i++)
		set_values(to, from->list[i]);
}

/* A tree may be of several lists, and is read once. */
static void add_trees(struct config_values *to, const struct config_values *from)
{
	for (size_t i = 0; i < from->n; i++)
		if (!has_value(to, from->list[i]))
			set_values(to, from->list[i]);
}

static void release_list(struct list_config *l)
{
	free(l->trees.list);
	free(l->robots.list);
	free(l->ignored.list);
}

static void add_list(struct list_config *all, const struct list_config *one, bool first)
{
	static const struct config_values none = { .n = 0 };

	if (first) {
		*all = *one;
		all->trees = all->robots = all->ignored = none;
	}
	keep_what_is_alike(all, one);
	add_trees(&all->trees, &one->trees);
	add_values(&all->robots, &one->robots);
	add_values(&all->ignored, &one->ignored);
}

const struct list_config *config_lists(struct config *c, struct str names)
{
	static const struct list_config nothing = { .title = NULL };
	struct str name;

	release_list(&c->chosen);
	c->chosen = nothing;
	for (bool first = true; str_line(&names, &name); first = false) {
		const struct list_config *l = find_list(c, name);

		add_list(&c->chosen, l ? l : &nothing, first);
	}
	return &c->chosen;
}

void config_release(struct config *c)
{
	for (size_t i = 0; i < c->n; i++)
		release_list(&c->lists[i]);
	release_list(&c->chosen);
	config_digests_release(c);
	free(c->lists);
	free(c->addresses.list);
	arena_release(&c->arena);
	*c = CONFIG_INIT;
}
