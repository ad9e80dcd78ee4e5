/* SPDX-License-Identifier: MIT */
#include "store/util/array.h"
#include "store/util/utf8.h"
#include "filter/patch/diff_paths.h"
#include "filter/patch/diff.h"

/* As long as a path may be on Linux. */
#define NAME_BYTES_MAX 4096

/* Drops the "a/" of "a/file", or one of git's mnemonic prefixes (i/ w/ c/ o/). */
static struct str strip_prefix(struct str path)
{
	return str_at(path, 1) == '/' && is_alpha(str_at(path, 0)) && path.len > 2
		   ? str_sub(path, 2, path.len)
		   : path;
}

/* Decodes a C escape of a quoted name (\303 is a byte). Returns its length. */
static size_t unescape_git(struct buf *out, struct str s)
{
	static const char letters[] = "abtnvfr", bytes[] = "\a\b\t\n\v\f\r";
	int byte = 0;
	size_t n = 1;

	for (size_t i = 0; letters[i]; i++)
		if (str_at(s, 1) == letters[i])
			byte = (unsigned char)bytes[i];
	if (!byte && str_at(s, 1) >= '0' && str_at(s, 1) <= '3') {
		for (; n < 4 && str_at(s, n) >= '0' && str_at(s, n) <= '7'; n++)
			byte = byte * 8 + (str_at(s, n) - '0');
		n--;
	} else if (!byte) {
		byte = (unsigned char)str_at(s, 1);
	}
	buf_addch(out, byte);
	return n + 1;
}

static void add_quoted(struct buf *out, struct str s, size_t limit)
{
	struct buf name = BUF_INIT;

	for (size_t i = 1; i < s.len && s.s[i] != '"';) {
		if (s.s[i] == '\\')
			i += unescape_git(&name, str_sub(s, i, s.len));
		else
			buf_addch(&name, s.s[i++]);
	}
	diff_paths_add(out, strip_prefix(buf_str(&name)), limit);
	buf_release(&name);
}

/* Whether the line at start repeats the line before it. */
static bool is_repeated(struct str lines, size_t start)
{
	struct str line = str_sub(lines, start, lines.len),
		   before = str_sub(lines, 0, start);
	size_t prev = start - (start < line.len ? start : line.len);

	return str_ends(before, line) && (prev == 0 || lines.s[prev - 1] == '\n');
}

void diff_paths_add(struct buf *out, struct str path, size_t limit)
{
	size_t before = out->len;

	if (!path.len || path.len > NAME_BYTES_MAX || before + path.len + 1 > limit)
		return;
	utf8_add_clean(out, path, false);
	buf_addch(out, '\n');
	if (out->len > limit || is_repeated(buf_str(out), before))
		buf_trim(out, before);
}

static void add_file_name(struct buf *out, struct str name, bool prefixed, size_t limit)
{
	name = str_rtrim(name);
	if (str_at(name, 0) == '"')
		add_quoted(out, name, limit);
	else if (!str_eq(name, STR("/dev/null")))
		diff_paths_add(out, prefixed ? strip_prefix(name) : name, limit);
}

/* Adds NAME of "a/NAME b/NAME". False if the names differ: later lines have them. */
static bool add_git_names(struct buf *out, struct str names, size_t limit)
{
	size_t half = names.len / 2;
	struct str old = str_sub(names, 0, half),
		   new = str_sub(names, half + 1, names.len);

	if (names.len % 2 == 0 || names.s[half] != ' ' ||
	    !str_eq(strip_prefix(old), strip_prefix(new)))
		return false;
	add_file_name(out, new, true, limit);
	return true;
}

/* Other lines of a file's head that hold a name. */
static const struct {
	struct str word;
	bool prefixed;
} name_lines[] = {
	{ { "rename from ", 12 }, false }, { { "rename to ", 10 }, false },
	{ { "copy from ", 10 }, false },   { { "copy to ", 8 }, false },
	{ { "--- ", 4 }, true },	   { { "+++ ", 4 }, true },
};

/*
 * named: the name of the file is added already, so that "---" and "+++" add
 * nothing. Returns named for the next line.
 */
static bool add_git_line(struct buf *out, struct str line, bool named, size_t limit)
{
	if (str_starts(line, STR("diff --git ")))
		return add_git_names(out, str_sub(line, 11, line.len), limit);
	for (size_t i = 0; i < ARRAY_SIZE(name_lines); i++) {
		struct str name = str_sub(line, name_lines[i].word.len, line.len);

		if (!str_starts(line, name_lines[i].word) ||
		    (named && name_lines[i].prefixed))
			continue;
		add_file_name(out, str_sub(name, 0, str_chr(name, '\t')),
			      name_lines[i].prefixed, limit);
		return !name_lines[i].prefixed;
	}
	return named;
}

/* Finds heads without reading hunks: no line inside a hunk begins with "diff". */
static void git_paths(struct buf *out, struct str diff, size_t limit)
{
	while (diff.len && out->len < limit) {
		struct str line;
		bool named = false;

		while (!str_starts(diff, STR("@@ ")) && str_line(&diff, &line) &&
		       line.len)
			named = add_git_line(out, line, named, limit);
		diff = str_sub(diff, str_find(diff, STR("\ndiff --git ")) + 1, diff.len);
	}
}

/* Adds the name of "+++ new/file<TAB>date", or the old name of a removed file. */
static void add_plain_names(struct buf *out, struct str rest, size_t limit)
{
	struct str old = STR_EMPTY, new = STR_EMPTY;

	str_line(&rest, &old);
	str_line(&rest, &new);
	old = str_sub(old, 4, str_chr(old, '\t'));
	new = str_sub(new, 4, str_chr(new, '\t'));
	add_file_name(out, str_starts(new, STR("/dev/null")) ? old : new, true, limit);
}

static void plain_paths(struct buf *out, struct str diff, size_t limit)
{
	struct diff_lines lines = { .rest = diff };
	enum diff_line what;
	struct str at;

	while (out->len < limit && diff_next(&lines, &what, &at))
		if (what == DIFF_FILE)
			add_plain_names(out, at, limit);
}

void diff_paths_collect(struct buf *out, struct str diff, size_t limit)
{
	if (str_starts(diff, STR("diff --git ")))
		git_paths(out, diff, limit);
	else
		plain_paths(out, diff, limit);
}
