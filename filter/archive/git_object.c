/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/archive/git_log.h"
#include "filter/archive/git_object.h"

bool git_object_parse_id(unsigned char id[SHA1_SIZE], struct str hex)
{
	unsigned char bytes[COMMIT_MAX];

	if (object_id_parse(bytes, hex) != SHA1_SIZE)
		return false;
	memcpy(id, bytes, SHA1_SIZE);
	return true;
}

/* Takes a line "NAME ID"; name ends with its blank. */
static bool read_id_line(struct str *text, struct str name, unsigned char id[SHA1_SIZE])
{
	struct str line;

	return str_starts(*text, name) && str_line(text, &line) &&
	       git_object_parse_id(id, str_sub(line, name.len, line.len));
}

bool git_object_commit(struct git_object_commit *c, struct str text)
{
	if (!read_id_line(&text, STR("tree "), c->tree))
		return false;
	c->root = !str_starts(text, STR("parent "));
	return c->root || read_id_line(&text, STR("parent "), c->parent);
}

/* A tree is a sequence of MODE SP NAME NUL ID. */
bool git_object_entry(struct git_object_entry *e, struct str tree)
{
	struct str mode, name;

	*e = (struct git_object_entry){ .found = false };
	while (tree.len) {
		if (!str_token(&tree, ' ', &mode) || !str_token(&tree, '\0', &name) ||
		    tree.len < SHA1_SIZE)
			return false;
		/* a folder "m" is no mail */
		if (!str_eq(mode, STR("40000")) &&
		    (str_eq(name, STR("m")) || (str_eq(name, STR("d")) && !e->found))) {
			*e = (struct git_object_entry){ .found = name.s[0] == 'm',
							.deleted = name.s[0] == 'd' };
			mode = str_sub(mode, 0, sizeof(e->mode) - 1);
			memcpy(e->mode, mode.s, mode.len);
			memcpy(e->id, tree.s, SHA1_SIZE);
		}
		tree = str_sub(tree, SHA1_SIZE, tree.len);
	}
	return true;
}
