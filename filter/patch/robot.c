/* SPDX-License-Identifier: MIT */
#include "filter/patch/robot.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/*
 * How notices begin. in_group: the first bracket group begins so, else the title.
 * with: text that the title must hold, too.
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
	{ TEXT("Applied \""), TEXT("\" to "), false, NOTICE_ROBOT },
	{ TEXT("FAILED: patch \""), TEXT(""), false, NOTICE_ROBOT },
	{ TEXT("WTF: patch \""), TEXT(""), false, NOTICE_ROBOT },
	{ TEXT("patch \""), TEXT("added to"), false, NOTICE_ROBOT },
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
	for (size_t i = 0; i < COUNT(notices); i++) {
		struct str with = notices[i].with;

		if (!begins_with(notices[i].in_group ? group : title, notices[i].begins))
			continue;
		if (!with.len || str_find(title, with) < title.len)
			return notices[i].notice;
	}
	return NOTICE_NONE;
}
