/* SPDX-License-Identifier: MIT */
#include "filter/patch/diff.h"

/* CVS writes at most this many lines from "Index:" to "---". */
#define PREAMBLE_LINES 6

/* Takes two lines off rest and returns the second. */
static struct str second_line(struct str *rest)
{
	struct str line = STR_EMPTY;

	str_line(rest, &line);
	line = STR_EMPTY;
	str_line(rest, &line);
	return line;
}

/*
 *   --- a/file        *** a/file
 *   +++ b/file        --- b/file
 *   @@ -1,2 +1,2 @@   ***************
 */
static bool is_file_header(struct str rest, struct str old, struct str new,
			   struct str hunk)
{
	if (!str_starts(rest, old) || !str_starts(second_line(&rest), new))
		return false;
	return str_starts(rest, hunk);
}

static bool is_plain_header(struct str rest)
{
	return is_file_header(rest, STR("--- "), STR("+++ "), STR("@@ -")) ||
	       is_file_header(rest, STR("*** "), STR("--- "), STR("*****"));
}

/* People write "Index: file" and "diff -ru a b" in sentences, too: a diff must follow. */
static bool is_announced(struct str rest)
{
	struct str line;

	for (int i = 0; i < PREAMBLE_LINES && str_line(&rest, &line); i++)
		if (is_plain_header(rest) || str_starts(rest, STR("===============")))
			return true;
	return false;
}

bool diff_starts(struct str rest)
{
	switch (rest.len ? rest.s[0] : '\0') {
	case 'd':
		if (str_starts(rest, STR("diff --git ")))
			return true;
		return str_starts(rest, STR("diff -")) && is_announced(rest);
	case 'I':
		return str_starts(rest, STR("Index: ")) && is_announced(rest);
	case '-':
	case '*':
		return is_plain_header(rest);
	default:
		return false;
	}
}

size_t diff_find(struct str text)
{
	struct str rest = text, line;

	do
		if (diff_starts(rest))
			return text.len - rest.len;
	while (str_line(&rest, &line));
	return text.len;
}

/* Takes "1,2" or "1" off s. Returns the hunk's length: the second number, or 1. */
static uint32_t take_length(struct str *s)
{
	struct str range = STR_EMPTY;
	uint32_t n = 1;
	size_t comma;

	str_token(s, ' ', &range);
	comma = str_chr(range, ',');
	if (comma < range.len)
		str_number(str_sub(range, comma + 1, range.len), &n);
	return n;
}

/* Reads the length of a hunk from "@@ -1,2 +3,4 @@". */
static bool take_hunk_head(struct diff_lines *d, struct str line)
{
	if (!str_starts(line, STR("@@ -")))
		return false;
	line = str_sub(line, 4, line.len);
	d->old = take_length(&line);
	d->new = str_starts(line, STR("+")) ? take_length(&line) : 1;
	return true;
}

/* Counts a line of a hunk. An empty line is a context line that lost its blank. */
static enum diff_line take_hunk_line(struct diff_lines *d, char c)
{
	if (c == '\\')
		return DIFF_TEXT;
	d->new -= c != '-' && d->new > 0;
	d->old -= c != '+' && d->old > 0;
	return c == '+' ? DIFF_ADDED : c == '-' ? DIFF_REMOVED : DIFF_TEXT;
}

bool diff_next(struct diff_lines *d, enum diff_line *what, struct str *at)
{
	struct str line;

	*at = d->rest;
	if (!str_line(&d->rest, &line))
		return false;
	*what = DIFF_TEXT;
	if (d->old || d->new)
		*what = take_hunk_line(d, line.len ? line.s[0] : ' ');
	else if (line.len && take_hunk_head(d, line))
		return true;
	else if (str_starts(line, STR("diff --git ")))
		*what = DIFF_GIT_FILE;
	else if (is_plain_header(*at))
		*what = DIFF_FILE;
	return true;
}

void diff_count(struct diff_sums *sums, struct str diff)
{
	struct diff_lines lines = { .rest = diff };
	uint32_t counts[DIFF_FILE + 1] = { 0 };
	enum diff_line what;
	struct str at;

	while (diff_next(&lines, &what, &at))
		counts[what]++;
	sums->insertions += counts[DIFF_ADDED];
	sums->deletions += counts[DIFF_REMOVED];
	/* git writes the plain header as well, unless no line of a file changed */
	sums->files += counts[DIFF_GIT_FILE] ? counts[DIFF_GIT_FILE] : counts[DIFF_FILE];
}
