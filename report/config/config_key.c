/* SPDX-License-Identifier: MIT */
#include "report/config/config.h"
#include "report/config/config_key.h"
#include "report/people/robots.h"
#include "store/util/array.h"

/* The member of struct config or struct list_config. */
#define USER(member) offsetof(struct config, member)
#define LIST(member) offsetof(struct list_config, member)

static const struct config_key user_keys[] = {
	{ "address", TEXTS, USER(addresses), config_address_fault },
	{ 0 },
};

static const struct config_key list_keys[] = {
	{ "title", ONE_TEXT, LIST(title), NULL },
	{ "archiveUrl", ONE_TEXT, LIST(archive_url), config_url_fault },
	{ "mailmap", ONE_FILE, LIST(mailmap), NULL },
	{ "employers", ONE_FILE, LIST(employers), NULL },
	{ "maintainers", ONE_FILE, LIST(maintainers), NULL },
	{ "tree", FILES, LIST(trees), NULL },
	{ "robots", TEXTS, LIST(robots), robot_pattern_fault },
	{ "ignore", MESSAGE_IDS, LIST(ignored), config_message_id_fault },
	{ 0 },
};

#define DIGEST_KEY(name, form)      \
	{                           \
		name, form, 0, NULL \
	}

/* perList, or the name of an option: excludePath is --exclude-path. */
static const struct config_key digest_keys[] = {
	DIGEST_KEY("list", DIGEST_TEXTS),
	DIGEST_KEY("perList", DIGEST_TEXT),
	DIGEST_KEY("sections", DIGEST_TEXT),
	DIGEST_KEY("format", DIGEST_TEXT),
	DIGEST_KEY("sinceLast", DIGEST_TEXT),
	DIGEST_KEY("since", DIGEST_TEXT),
	DIGEST_KEY("to", DIGEST_TEXTS),
	DIGEST_KEY("from", DIGEST_TEXT),
	DIGEST_KEY("subject", DIGEST_TEXT),
	DIGEST_KEY("html", DIGEST_TEXT),
	DIGEST_KEY("output", DIGEST_FILE),
	DIGEST_KEY("site", DIGEST_FILE),
	DIGEST_KEY("siteUrl", DIGEST_TEXT),
	DIGEST_KEY("top", DIGEST_TEXT),
	DIGEST_KEY("author", DIGEST_TEXTS),
	DIGEST_KEY("path", DIGEST_TEXTS),
	DIGEST_KEY("prefix", DIGEST_TEXTS),
	DIGEST_KEY("excludeAuthor", DIGEST_TEXTS),
	DIGEST_KEY("excludePath", DIGEST_TEXTS),
	DIGEST_KEY("excludePrefix", DIGEST_TEXTS),
	DIGEST_KEY("maxSize", DIGEST_TEXT),
	{ 0 },
};

static const struct config_key include_keys[] = {
	{ "path", NOT_USED, 0, NULL }, /* git has read that file */
	{ 0 },
};

static const struct config_section {
	const char *name, *heading;
	bool named; /* has a subsection, else none; includeIf has its condition there */
	const struct config_key *keys;
} sections[] = {
	{ "user", "[user]", false, user_keys },
	{ "list", "[list \"NAME\"]", true, list_keys },
	{ "digest", "[digest \"NAME\"]", true, digest_keys },
	{ "include", "[include]", false, include_keys },
	{ "includeif", "[includeIf \"CONDITION\"]", true, include_keys },
};

/* A key in its parts: section.subsection.name. */
struct key_parts {
	struct str section, subsection, name;
};

static struct key_parts split_key(struct str key)
{
	size_t first = str_chr(key, '.'), last = str_rchr(key, '.');

	return (struct key_parts){ str_sub(key, 0, first), str_sub(key, first + 1, last),
				   str_sub(key, last + 1, key.len) };
}

struct str config_subsection(const struct config_entry *e)
{
	return split_key(e->key).subsection;
}

static const struct config_section *find_section(struct str name)
{
	for (size_t i = 0; i < ARRAY_SIZE(sections); i++)
		if (str_eq(name, str_from(sections[i].name)))
			return &sections[i];
	return NULL;
}

static void add_known_keys(struct buf *fault, const struct config_section *section)
{
	buf_addf(fault, "no such key; %s has ", section->heading);
	for (const struct config_key *k = section->keys; k->name; k++)
		buf_addf(fault, "%s%s", k == section->keys ? "" : ", ", k->name);
}

/* Finds the key of that name, without its value. */
static const struct config_key *find_key(struct str name, struct buf *fault)
{
	struct key_parts parts = split_key(name);
	const struct config_section *section = find_section(parts.section);

	if (!section) {
		buf_addstr(fault,
			   "no such section; there are [user], [list \"NAME\"] and "
			   "[digest \"NAME\"]");
		return NULL;
	}
	if (section->named && !parts.subsection.len) {
		buf_addf(fault, "a name is missing: %s", section->heading);
		return NULL;
	}
	for (const struct config_key *k = section->keys; k->name; k++)
		if (str_ieq(parts.name, str_from(k->name)) &&
		    section->named == (parts.subsection.len > 0))
			return k;
	add_known_keys(fault, section);
	return NULL;
}

/* Returns false, with the fault, if the key can't have the entry's value. */
static bool check_value(const struct config_key *key, const struct config_entry *e,
			struct buf *fault)
{
	const char *wrong;

	if (key->form >= DIGEST_TEXT)
		return true;
	if (!e->has_value) {
		buf_addstr(fault, "a value is missing");
		return false;
	}
	wrong = e->value.len && key->fault ? key->fault(e->value) : NULL;
	if (wrong) {
		buf_addf(fault, "%s: ", wrong);
		buf_adds(fault, e->value);
	}
	return !wrong;
}

const struct config_key *config_key_of(const struct config_entry *e, struct buf *fault)
{
	const struct config_key *key = find_key(e->key, fault);

	return key && check_value(key, e, fault) ? key : NULL;
}
