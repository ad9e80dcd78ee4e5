/* SPDX-License-Identifier: MIT */
#include "report/window/statement.h"
#include "store/util/array.h"

#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/* "3", "5-7", "1-" */
static bool parse_range(struct statement *s, struct str text)
{
	size_t dash = str_chr(text, '-');

	if (!str_number(str_sub(text, 0, dash), &s->from))
		return false;
	s->to = dash == text.len ? s->from : UINT32_MAX;
	return dash + 1 >= text.len ||
	       str_number(str_sub(text, dash + 1, text.len), &s->to);
}

static bool parse_number(struct statement *s, struct str text)
{
	if (!str_number(text, &s->from))
		return false;
	s->to = s->from;
	return true;
}

static bool parse_text(struct statement *s, struct str text)
{
	s->text = text;
	return text.len > 0;
}

/* "2 0123456789ab", "0123456789ab": a commit's digits may all be decimal ones. */
static bool parse_commit(struct statement *s, struct str text)
{
	size_t blank = str_chr(text, ' ');

	if (blank < text.len && !str_number(str_sub(text, 0, blank), &s->from))
		return false;
	s->text = blank < text.len ? str_sub(text, blank + 1, text.len) : text;
	return s->text.len > 0;
}

static bool parse_nothing(struct statement *s, struct str text)
{
	(void)s;
	return !text.len;
}

static const struct {
	struct str word;
	bool (*parse)(struct statement *, struct str);
} words[] = {
	[STATEMENT_APPLIED] = { TEXT("applied"), parse_range },
	[STATEMENT_UNAPPLIED] = { TEXT("unapplied"), parse_number },
	[STATEMENT_TREE] = { TEXT("tree"), parse_text },
	[STATEMENT_BRANCH] = { TEXT("branch"), parse_text },
	[STATEMENT_BY] = { TEXT("by"), parse_text },
	[STATEMENT_COMMIT] = { TEXT("commit"), parse_commit },
	[STATEMENT_NAK] = { TEXT("nak"), parse_nothing },
	[STATEMENT_STATE] = { TEXT("pw-bot"), parse_text },
	[STATEMENT_FOUND] = { TEXT("found"), parse_number },
	[STATEMENT_VERDICT] = { TEXT("verdict"), parse_text },
};

static bool parse_line(struct statement *s, struct str line)
{
	size_t blank = str_chr(line, ' ');
	struct str word = str_sub(line, 0, blank);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (!str_eq(word, words[i].word))
			continue;
		*s = (struct statement){ (enum statement_kind)i, 0, 0, STR_EMPTY };
		return words[i].parse(s, str_trim(str_sub(line, blank, line.len)));
	}
	return false;
}

bool statement_next(struct str *statements, struct statement *s)
{
	struct str line;

	while (str_line(statements, &line))
		if (parse_line(s, line))
			return true;
	return false;
}

struct str statement_text(struct str statements, enum statement_kind kind)
{
	struct statement s;

	while (statement_next(&statements, &s))
		if (s.kind == kind)
			return s.text;
	return STR_EMPTY;
}
