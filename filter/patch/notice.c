/* SPDX-License-Identifier: MIT */
#include "filter/patch/notice.h"
#include "store/util/array.h"

/*
 * How notices begin. in_group: the first bracket group begins so, else the title.
 * with: text that the title must hold, too; after its beginning, if that is not
 * the group's.
 */
static const struct {
	char begins[LISTED_ROOM], with[LISTED_ROOM];
	bool in_group;
	enum notice notice;
} notices[] = {
	{ "syzbot", "", true, NOTICE_ROBOT },
	{ "tip:", "", true, NOTICE_ROBOT },
	{ "merged", "", true, NOTICE_ROBOT },
	{ "folded-merged", ".patch", true, NOTICE_ROBOT },
	{ "alternative-merged", ".patch", true, NOTICE_ROBOT },
	{ "to-be-updated", ".patch", true, NOTICE_ROBOT },
	{ "obsolete", ".patch", true, NOTICE_ROBOT },
	{ "withdrawn", ".patch", true, NOTICE_ROBOT },
	{ "nacked", ".patch", true, NOTICE_ROBOT },
	{ "failures", ".patch", true, NOTICE_ROBOT },
	{ "ANNOUNCE", "", true, NOTICE_PERSON },
	{ "+ ", ".patch added to", false, NOTICE_ROBOT },
	{ "- ", ".patch removed from", false, NOTICE_ROBOT },
	{ "Applied \"", "\"", false, NOTICE_ROBOT },
	{ "FAILED: patch \"", "", false, NOTICE_ROBOT },
	{ "WTF: patch \"", "", false, NOTICE_ROBOT },
	{ "patch \"", "\" added to", false, NOTICE_ROBOT },
	{ "patch \"", "\" has been added", false, NOTICE_ROBOT },
};

/* Whether text begins with that word and not with a longer one. */
static bool begins_with(struct str text, struct str word)
{
	if (!str_istarts(text, word))
		return false;
	return !is_alpha(word.s[word.len - 1]) || text.len == word.len ||
	       !is_alpha(text.s[word.len]);
}

enum notice notice_of_subject(struct str group, struct str title)
{
	for (size_t i = 0; i < ARRAY_SIZE(notices); i++) {
		struct str text = notices[i].in_group ? group : title;
		struct str begins, with;

		if (to_lower(str_at(text, 0)) != to_lower(notices[i].begins[0]))
			continue;
		begins = str_from(notices[i].begins);
		with = str_from(notices[i].with);
		if (!begins_with(text, begins))
			continue;
		text = str_sub(title, notices[i].in_group ? 0 : begins.len, title.len);
		if (!with.len || str_find(text, with) < text.len)
			return notices[i].notice;
	}
	return NOTICE_NONE;
}

bool notice_is_order(struct str text)
{
	for (size_t i = str_chr(text, '#'); i < text.len;
	     i += 1 + str_chr(str_sub(text, i + 1, text.len), '#'))
		if ((i == 0 || text.s[i - 1] == '\n') &&
		    str_istarts(str_sub(text, i, text.len), STR("#syz")))
			return true;
	return false;
}
