/* SPDX-License-Identifier: MIT */
#include "store/inbox/applied_subject.h"

/* "[tip: x86/mm] title" */
static bool read_tip(struct applied_subject *a, struct str s)
{
	size_t end = str_chr(s, ']');

	if (!str_istarts(s, STR("[tip:")) || end == s.len)
		return false;
	a->tree = str_sub(s, 1, 4);
	a->branch = str_trim(str_sub(s, 5, end));
	a->title = str_trim(str_sub(s, end + 1, s.len));
	return true;
}

/*
 * "BEGIN"title"MIDDLE rest": a title may hold quotes, so the last MIDDLE counts. Returns
 * false if the subject has another form.
 */
static bool read_quoted(struct str s, struct str begin, struct str middle,
			struct str *title, struct str *rest)
{
	size_t at = s.len, next;

	if (!str_istarts(s, begin))
		return false;
	s = str_sub(s, begin.len, s.len);
	for (next = str_find(s, middle); next < s.len;) {
		at = next;
		next = at + 1 + str_find(str_sub(s, at + 1, s.len), middle);
	}
	if (at >= s.len)
		return false;
	*title = str_trim(str_sub(s, 0, at));
	*rest = str_trim(str_sub(s, at + middle.len, s.len));
	return title->len > 0;
}

/* "the asoc tree": "asoc" */
static struct str tree_name(struct str s)
{
	if (str_istarts(s, STR("the ")))
		s = str_ltrim(str_sub(s, 4, s.len));
	return str_sub(s, 0, str_chr(s, ' '));
}

bool added_to_queue(struct str subject)
{
	struct str title, rest;

	return read_quoted(str_trim(subject), STR("patch \""),
			   STR("\" has been added to "), &title, &rest);
}

bool applied_subject_read(struct applied_subject *a, struct str subject)
{
	struct str rest;

	*a = (struct applied_subject){ STR_EMPTY, STR_EMPTY, STR_EMPTY };
	subject = str_trim(subject);
	if (read_tip(a, subject))
		return a->title.len > 0;
	if (read_quoted(subject, STR("Applied \""), STR("\" to "), &a->title, &rest)) {
		a->tree = tree_name(rest);
		return true;
	}
	if (read_quoted(subject, STR("patch \""), STR("\" added to "), &a->title,
			&rest)) {
		a->branch = tree_name(rest);
		return true;
	}
	return false;
}
