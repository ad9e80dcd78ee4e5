/* SPDX-License-Identifier: MIT */
#include "store/inbox/compared_title.h"

/* patchdigest-rules(7), rule 6: "(v2)" at the end of a title is a version. */
static struct str without_brackets(struct str title)
{
	struct str t = str_rtrim(title), mark;
	size_t open;
	uint32_t number;

	if (!str_ends(t, STR(")")))
		return t;
	open = str_rchr(t, '(');
	mark = str_sub(t, open + 1, t.len - 1);
	if (str_istarts(mark, STR("v")) &&
	    str_number(str_sub(mark, 1, mark.len), &number))
		return str_rtrim(str_sub(t, 0, open));
	return t;
}

struct str compared_title(struct str title, enum kind kind, uint32_t facts,
			  struct str version)
{
	struct str t = without_brackets(title), word;
	size_t blank;

	/* rule 15: a cover without a mark: "rework the frob layer v2" */
	if (kind != KIND_COVER || facts & FACT_NUMBERED)
		return t;
	blank = str_rchr(t, ' ');
	if (blank >= t.len)
		return t;
	word = str_sub(t, blank + 1, t.len);
	if (!str_istarts(word, STR("v")) || !str_ieq(str_sub(word, 1, word.len), version))
		return t;
	return str_rtrim(str_sub(t, 0, blank));
}
