/* SPDX-License-Identifier: MIT */
#include "filter/patch/robot.h"
#include "store/util/array.h"

#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/*
 * How notices begin. in_group: the first bracket group begins so, else the title.
 * with: text that the title must hold, too; after its beginning, if that is not
 * the group's.
 */
static const struct {
	struct str begins, with;
	bool in_group;
	enum notice notice;
} notices[] = {
	{ TEXT("syzbot"), TEXT(""), true, NOTICE_ROBOT },
	{ TEXT("tip:"), TEXT(""), true, NOTICE_ROBOT },
	{ TEXT("merged"), TEXT(""), true, NOTICE_ROBOT },
	{ TEXT("folded-merged"), TEXT(".patch"), true, NOTICE_ROBOT },
	{ TEXT("alternative-merged"), TEXT(".patch"), true, NOTICE_ROBOT },
	{ TEXT("to-be-updated"), TEXT(".patch"), true, NOTICE_ROBOT },
	{ TEXT("obsolete"), TEXT(".patch"), true, NOTICE_ROBOT },
	{ TEXT("withdrawn"), TEXT(".patch"), true, NOTICE_ROBOT },
	{ TEXT("nacked"), TEXT(".patch"), true, NOTICE_ROBOT },
	{ TEXT("failures"), TEXT(".patch"), true, NOTICE_ROBOT },
	{ TEXT("ANNOUNCE"), TEXT(""), true, NOTICE_PERSON },
	{ TEXT("+ "), TEXT(".patch added to"), false, NOTICE_ROBOT },
	{ TEXT("- "), TEXT(".patch removed from"), false, NOTICE_ROBOT },
	{ TEXT("Applied \""), TEXT("\""), false, NOTICE_ROBOT },
	{ TEXT("FAILED: patch \""), TEXT(""), false, NOTICE_ROBOT },
	{ TEXT("WTF: patch \""), TEXT(""), false, NOTICE_ROBOT },
	{ TEXT("patch \""), TEXT("\" added to"), false, NOTICE_ROBOT },
	{ TEXT("patch \""), TEXT("\" has been added"), false, NOTICE_ROBOT },
};

/* Whether text begins with that word and not with a longer one. */
static bool begins_with(struct str text, struct str word)
{
	if (!str_istarts(text, word))
		return false;
	return !is_alpha(word.s[word.len - 1]) || text.len == word.len ||
	       !is_alpha(text.s[word.len]);
}

enum notice robot_notice(struct str group, struct str title)
{
	for (size_t i = 0; i < ARRAY_SIZE(notices); i++) {
		struct str with = notices[i].with, text = title;

		if (!begins_with(notices[i].in_group ? group : title, notices[i].begins))
			continue;
		if (!notices[i].in_group)
			text = str_sub(title, notices[i].begins.len, title.len);
		if (!with.len || str_find(text, with) < text.len)
			return notices[i].notice;
	}
	return NOTICE_NONE;
}

bool robot_is_ordered(struct str text)
{
	for (size_t i = str_chr(text, '#'); i < text.len;
	     i += 1 + str_chr(str_sub(text, i + 1, text.len), '#'))
		if ((i == 0 || text.s[i - 1] == '\n') &&
		    str_istarts(str_sub(text, i, text.len), STR("#syz")))
			return true;
	return false;
}
