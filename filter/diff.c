/* SPDX-License-Identifier: MIT */
#include "store/utf8.h"
#include "filter/diff.h"

/* Between "Index:" or "diff -r" and the first "---" CVS writes this many lines at most. */
#define PREAMBLE_LINES 6
#define PATH_MAX_BYTES 4096

/* The line behind the first one; what follows stays in rest. */
static struct str second_line(struct str *rest)
{
	struct str line = STR_EMPTY;

	str_line(rest, &line);
	line = STR_EMPTY;
	str_line(rest, &line);
	return line;
}

/*   --- a/file        *** a/file
 *   +++ b/file        --- b/file
 *   @@ -1,2 +1,2 @@   ***************
 */
static bool is_header(struct str rest, struct str old, struct str new, struct str hunk)
{
	if (!str_starts(rest, old) || !str_starts(second_line(&rest), new))
		return false;
	return str_starts(rest, hunk);
}

static bool is_plain(struct str rest)
{
	return is_header(rest, STR("--- "), STR("+++ "), STR("@@ -")) ||
	       is_header(rest, STR("*** "), STR("--- "), STR("*****"));
}

/* "Index: file" and "diff -ru a b" are words that people use, too: a diff must follow. */
static bool is_announced(struct str rest)
{
	struct str line;

	for (int i = 0; i < PREAMBLE_LINES && str_line(&rest, &line); i++)
		if (is_plain(rest) || str_starts(rest, STR("===============")))
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
		return is_plain(rest);
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

/* Takes "1,2" or "1": the second number, 1 by default, is a hunk's length. */
static uint32_t take_length(struct str *s)
{
	struct str range;
	uint32_t n = 1;
	size_t comma;

	str_token(s, ' ', &range);
	comma = str_chr(range, ',');
	if (comma < range.len)
		str_number(str_sub(range, comma + 1, range.len), &n);
	return n;
}

struct hunk {
	uint32_t old, new; /* lines still to come */
};

static bool take_hunk(struct hunk *h, struct str line)
{
	if (!str_starts(line, STR("@@ -")))
		return false;
	line = str_sub(line, 4, line.len);
	h->old = take_length(&line);
	h->new = 1;
	if (str_starts(line, STR("+")))
		h->new = take_length(&line);
	return true;
}

/* A line inside a hunk; an empty one is a context line whose blank was lost. */
static void count_line(struct diff_sums *sums, struct hunk *h, char c)
{
	if (c == '+') {
		sums->insertions++;
		h->new -= h->new > 0;
	} else if (c == '-') {
		sums->deletions++;
		h->old -= h->old > 0;
	} else if (c != '\\') {
		h->new -= h->new > 0;
		h->old -= h->old > 0;
	}
}

void diff_count(struct diff_sums *sums, struct str rest)
{
	struct hunk h = { 0, 0 };
	struct str line;
	bool git = false;

	for (struct str at = rest; str_line(&rest, &line); at = rest) {
		if (h.old || h.new) {
			count_line(sums, &h, line.len ? line.s[0] : ' ');
		} else if (line.len && !take_hunk(&h, line)) {
			git |= str_starts(line, STR("diff --git "));
			sums->files += git ? str_starts(line, STR("diff --git ")) : is_plain(at);
		}
	}
}

static char at(struct str s, size_t i)
{
	return i < s.len ? s.s[i] : '\0';
}

/* "a/file" as "file"; git's mnemonic prefixes (i/ w/ c/ o/) too. */
static struct str strip_prefix(struct str path)
{
	return at(path, 1) == '/' && is_alpha(at(path, 0)) && path.len > 2 ? str_sub(path, 2, path.len) :
									       path;
}

/* One C escape of a quoted name: git writes bytes as \303. */
static size_t unescape(struct buf *out, struct str s)
{
	static const char letters[] = "abtnvfr", bytes[] = "\a\b\t\n\v\f\r";
	int byte = 0;
	size_t n = 1;

	for (size_t i = 0; letters[i]; i++)
		if (at(s, 1) == letters[i])
			byte = bytes[i];
	if (!byte && at(s, 1) >= '0' && at(s, 1) <= '3') {
		for (; n < 4 && at(s, n) >= '0' && at(s, n) <= '7'; n++)
			byte = byte * 8 + (at(s, n) - '0');
		n--;
	} else if (!byte) {
		byte = at(s, 1);
	}
	buf_addch(out, byte);
	return n + 1;
}

static void add_quoted(struct buf *out, struct str s, size_t limit)
{
	struct buf name = BUF_INIT;

	for (size_t i = 1; i < s.len && s.s[i] != '"';) {
		if (s.s[i] == '\\')
			i += unescape(&name, str_sub(s, i, s.len));
		else
			buf_addch(&name, s.s[i++]);
	}
	diff_add_path(out, strip_prefix(buf_str(&name)), limit);
	buf_release(&name);
}

/* Whether the line from start on is the one before it once more. */
static bool is_repeated(struct str lines, size_t start)
{
	struct str line = str_sub(lines, start, lines.len), before = str_sub(lines, 0, start);
	size_t prev = start - (start < line.len ? start : line.len);

	return str_ends(before, line) && (prev == 0 || lines.s[prev - 1] == '\n');
}

void diff_add_path(struct buf *out, struct str path, size_t limit)
{
	size_t before = out->len;

	if (!path.len || path.len > PATH_MAX_BYTES || before + path.len + 1 > limit)
		return;
	utf8_add_clean(out, path, false);
	buf_addch(out, '\n');
	if (out->len > limit || is_repeated(buf_str(out), before))
		buf_trim(out, before);
}

static void add_name(struct buf *out, struct str name, bool prefixed, size_t limit)
{
	name = str_rtrim(name);
	if (at(name, 0) == '"')
		add_quoted(out, name, limit);
	else if (!str_eq(name, STR("/dev/null")))
		diff_add_path(out, prefixed ? strip_prefix(name) : name, limit);
}

/* "diff --git a/NAME b/NAME": halves alike; where they aren't, later lines have the names. */
static bool add_git_names(struct buf *out, struct str names, size_t limit)
{
	size_t half = names.len / 2;
	struct str old = str_sub(names, 0, half), new = str_sub(names, half + 1, names.len);

	if (names.len % 2 == 0 || names.s[half] != ' ' || !str_eq(strip_prefix(old), strip_prefix(new)))
		return false;
	add_name(out, new, true, limit);
	return true;
}

/* Further lines of a file's head that hold a name. */
static const struct {
	struct str word;
	bool prefixed;
} name_lines[] = {
	{ { "rename from ", 12 }, false }, { { "rename to ", 10 }, false },
	{ { "copy from ", 10 }, false },   { { "copy to ", 8 }, false },
	{ { "--- ", 4 }, true },	   { { "+++ ", 4 }, true },
};

/* named: the file's names are known already; then what the last two of the table say is no news. */
static bool add_git_line(struct buf *out, struct str line, bool named, size_t limit)
{
	if (str_starts(line, STR("diff --git ")))
		return add_git_names(out, str_sub(line, 11, line.len), limit);
	for (size_t i = 0; i < sizeof(name_lines) / sizeof(name_lines[0]); i++) {
		struct str name = str_sub(line, name_lines[i].word.len, line.len);

		if (!str_starts(line, name_lines[i].word) || (named && name_lines[i].prefixed))
			continue;
		add_name(out, str_sub(name, 0, str_chr(name, '\t')), name_lines[i].prefixed, limit);
		return !name_lines[i].prefixed;
	}
	return named;
}

/* Heads are looked for, hunks not read: no line inside a hunk begins with "diff". */
static void git_paths(struct buf *out, struct str diff, size_t limit)
{
	while (diff.len && out->len < limit) {
		struct str line;
		bool named = false;

		while (!str_starts(diff, STR("@@ ")) && str_line(&diff, &line) && line.len)
			named = add_git_line(out, line, named, limit);
		diff = str_sub(diff, str_find(diff, STR("\ndiff --git ")) + 1, diff.len);
	}
}

/* "+++ new/file<TAB>date", or the old name of a file that is gone. */
static void add_plain_names(struct buf *out, struct str rest, size_t limit)
{
	struct str old, new;

	str_line(&rest, &old);
	str_line(&rest, &new);
	old = str_sub(old, 4, str_chr(old, '\t'));
	new = str_sub(new, 4, str_chr(new, '\t'));
	add_name(out, str_starts(new, STR("/dev/null")) ? old : new, true, limit);
}

static void plain_paths(struct buf *out, struct str rest, size_t limit)
{
	struct hunk h = { 0, 0 };
	struct diff_sums ignored = { 0, 0, 0 };
	struct str line;

	for (struct str at_line = rest; str_line(&rest, &line); at_line = rest) {
		if (h.old || h.new)
			count_line(&ignored, &h, line.len ? line.s[0] : ' ');
		else if (!take_hunk(&h, line) && is_plain(at_line))
			add_plain_names(out, at_line, limit);
	}
}

void diff_paths(struct buf *out, struct str diff, size_t limit)
{
	if (str_starts(diff, STR("diff --git ")))
		git_paths(out, diff, limit);
	else
		plain_paths(out, diff, limit);
}
