/* SPDX-License-Identifier: MIT */
#include "filter/patch/review_tool.h"
#include "store/util/array.h"

/* Bytes at a text's start, which say what it is about. */
#define START_MAX 1024

static bool contains(struct str s, const char *piece)
{
	return str_find(s, str_from(piece)) < s.len;
}

/* "Name via Phabricator", perhaps with "via list" after it; "Name (Code Review)". */
static bool is_review_tool(struct str name, struct str addr)
{
	return contains(name, " via Phabricator") || contains(name, "(Phabricator)") ||
	       contains(name, "(Code Review)") || str_istarts(addr, STR("gerrit@")) ||
	       str_istarts(addr, STR("phabricator@"));
}

bool review_tool_comments(struct str name, struct str addr, struct str text)
{
	static const char *const posted[] = {
		" created this revision",
		" updated this revision to Diff",
		" has uploaded ",
		"like you to do a code review",
		"like you to reexamine a change",
	};

	if (!is_review_tool(name, addr))
		return false;
	text = str_sub(text, 0, START_MAX);
	for (size_t i = 0; i < ARRAY_SIZE(posted); i++)
		if (contains(text, posted[i]))
			return false;
	return true;
}
