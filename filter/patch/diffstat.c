/* SPDX-License-Identifier: MIT */
#include "filter/patch/diffstat.h"
#include "filter/patch/diff_paths.h"

static struct str skip_blanks(struct str s)
{
	while (s.len && (s.s[0] == ' ' || s.s[0] == '\t'))
		s = str_sub(s, 1, s.len);
	return s;
}

/* Takes " 12 files" off s, for words "file". Returns false if s begins otherwise. */
static bool take_sum(struct str *s, struct str words, uint32_t *n)
{
	size_t digits = 0;
	struct str at;

	*s = skip_blanks(*s);
	while (digits < s->len && is_digit(s->s[digits]))
		digits++;
	at = skip_blanks(str_sub(*s, digits, s->len));
	if (!str_starts(at, words) || !str_number(str_sub(*s, 0, digits), n))
		return false;
	at = str_sub(at, words.len, at.len);
	*s = str_starts(at, STR("s")) ? str_sub(at, 1, at.len) : at;
	return true;
}

bool diffstat_summary(struct str line, struct diff_sums *out)
{
	struct diff_sums sums = { 0, 0, 0 };
	struct str change;

	if (!take_sum(&line, STR("file"), &sums.files) ||
	    !str_starts(line, STR(" changed")))
		return false;
	line = str_sub(line, 8, line.len);
	if (str_trim(line).len && line.s[0] != ',')
		return false;
	while (str_token(&line, ',', &change))
		if (!take_sum(&change, STR("insertion"), &sums.insertions))
			take_sum(&change, STR("deletion"), &sums.deletions);
	*out = sums;
	return true;
}

bool diffstat_is_file(struct str line)
{
	size_t bar = str_rchr(line, '|');
	struct str n = skip_blanks(str_sub(line, bar + 1, line.len));

	return n.len && (is_digit(n.s[0]) || str_istarts(n, STR("bin")) ||
			 str_starts(n, STR("Unmerged")));
}

struct str diffstat_lines(struct str text, size_t summary)
{
	size_t start = summary;

	while (start > 0) {
		size_t prev = start - 1;

		while (prev > 0 && text.s[prev - 1] != '\n')
			prev--;
		if (str_chr(str_sub(text, prev, start), '|') == start - prev)
			break;
		start = prev;
	}
	return str_sub(text, start, summary);
}

/* Adds the paths of "dir/{old => new}/file", "old => new", or one file. */
static void add_stat_name(struct buf *out, struct str name, size_t limit)
{
	size_t open = str_chr(name, '{'), close = str_chr(name, '}');
	size_t arrow = str_find(name, STR(" => "));
	bool braces = open < arrow && arrow < close && close < name.len;
	struct str head = str_sub(name, 0, braces ? open : 0);
	struct str tail = str_sub(name, braces ? close + 1 : name.len, name.len);
	struct str sides[2];

	if (arrow == name.len) {
		diff_paths_add(out, name, limit);
		return;
	}
	sides[0] = str_sub(name, braces ? open + 1 : 0, arrow);
	sides[1] = str_sub(name, arrow + 4, braces ? close : name.len);
	for (int i = 0; i < 2; i++) {
		struct buf path = BUF_INIT;

		buf_adds(&path, head);
		buf_adds(&path, sides[i]);
		/* "a/{b => }/c": one slash is left over */
		buf_adds(&path, sides[i].len ? tail : str_sub(tail, 1, tail.len));
		diff_paths_add(out, buf_str(&path), limit);
		buf_release(&path);
	}
}

void diffstat_paths(struct buf *out, struct str rest, size_t limit)
{
	struct str line;

	while (str_line(&rest, &line))
		add_stat_name(out, str_trim(str_sub(line, 0, str_chr(line, '|'))), limit);
}
