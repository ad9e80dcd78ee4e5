/* SPDX-License-Identifier: MIT */
#include "report/sections/shortlog.h"

void shortlog_init(struct shortlog *s, struct str text)
{
	*s = (struct shortlog){ .rest = text, .name = STR_EMPTY, .title = STR_EMPTY };
}

/* "Name (2):" */
static bool take_name(struct str line, struct str *name, uint32_t *count)
{
	size_t open = str_rchr(line, '(');

	if (!str_ends(line, STR("):")) || open == line.len || is_blank(line.s[0]) ||
	    !str_number(str_sub(line, open + 1, line.len - 2), count))
		return false;
	*name = str_trim(str_sub(line, 0, open));
	return name->len > 0;
}

static size_t indent_of(struct str line)
{
	return line.len - str_ltrim(line).len;
}

/* Whether line, after the title with s->indent, continues that title. */
static bool is_continued(const struct shortlog *s, struct str line)
{
	struct str name;
	uint32_t count;

	if (!line.len)
		return false;
	if (is_blank(line.s[0]))
		return indent_of(line) > s->indent;
	/* a mailer that wraps lines indents nothing; more titles must follow */
	return s->left && !take_name(line, &name, &count);
}

/* Joins the lines over which the title is wrapped. */
static void join_title(struct shortlog *s)
{
	struct str rest = s->rest, line;
	size_t len = s->title.len;

	while (str_line(&rest, &line)) {
		line = str_rtrim(line);
		if (!is_continued(s, line))
			return;
		line = str_ltrim(line);
		s->rest = rest;
		if (len + 1 + line.len > sizeof(s->joined))
			continue;
		if (s->title.s != s->joined)
			memcpy(s->joined, s->title.s, len);
		s->joined[len] = ' ';
		memcpy(s->joined + len + 1, line.s, line.len);
		len += 1 + line.len;
		s->title = (struct str){ s->joined, len };
	}
}

static bool is_title(struct shortlog *s, struct str line, bool gap)
{
	if (!s->left || !line.len || !is_blank(line.s[0]))
		return false;
	if (gap && s->indent)
		return indent_of(line) == s->indent;
	s->indent = indent_of(line);
	return true;
}

bool shortlog_next(struct shortlog *s)
{
	struct str line;
	bool gap = false;

	while (str_line(&s->rest, &line)) {
		line = str_rtrim(line);
		if (is_title(s, line, gap)) {
			s->left--;
			s->title = str_ltrim(line);
			join_title(s);
			return true;
		}
		gap = !line.len;
		if (gap && s->left)
			continue;
		s->indent = 0;
		if (!take_name(line, &s->name, &s->left)) {
			s->name = STR_EMPTY;
			s->left = 0;
		}
	}
	return false;
}

struct str shortlog_source(struct str text)
{
	struct str line;
	bool below = false;

	while (str_line(&text, &line)) {
		line = str_trim(line);
		if (below && line.len)
			return line;
		if (str_ifind(line, STR("git repository at")) < line.len)
			below = true;
	}
	return STR_EMPTY;
}
