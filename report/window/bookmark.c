/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/window/bookmark.h"

#define FORMAT_LINE STR("patchdigest bookmark ")
#define FORMAT_VERSION STR("1")
#define NAME_LIMIT 120 /* bytes: with ".lock" it fits any file system */

bool bookmark_name_valid(struct str name)
{
	static const struct str others = STR("._-");

	for (size_t i = 0; i < name.len; i++) {
		char c = name.s[i];

		if (!is_alpha(c) && !is_digit(c) &&
		    (!c || str_chr(others, c) == others.len))
			return false;
	}
	return name.len && name.len <= NAME_LIMIT && name.s[0] != '.' &&
	       !str_ends(name, STR(".lock"));
}

/* Reads a number of at most that many digits, in base 10 or 16. */
static bool read_number_field(struct str *rest, unsigned base, size_t digits,
			      uint64_t *value)
{
	static const struct str all = STR("0123456789abcdef");
	struct str text;

	if (!str_token(rest, ' ', &text) || !text.len || text.len > digits)
		return false;
	*value = 0;
	for (size_t i = 0; i < text.len; i++) {
		size_t digit = text.s[i] ? str_chr(all, text.s[i]) : base;

		if (digit >= base)
			return false;
		*value = *value * base + digit;
	}
	return true;
}

static void escape_dir(struct buf *out, struct str dir)
{
	for (size_t i = 0; i < dir.len; i++)
		if (dir.s[i] == '\n')
			buf_addstr(out, "\\n");
		else if (dir.s[i] == '\\')
			buf_addstr(out, "\\\\");
		else
			buf_addch(out, dir.s[i]);
}

static bool unescape_dir(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char next = i + 1 < text.len ? text.s[i + 1] : '\0';

		if (text.s[i] != '\\') {
			buf_addch(out, text.s[i]);
			continue;
		}
		if (next != 'n' && next != '\\')
			return false;
		buf_addch(out, next == 'n' ? '\n' : '\\');
		i++;
	}
	return out->len > 0;
}

static bool parse_bookmark_line(struct bookmark_line *l, struct str line,
				struct arena *arena)
{
	struct buf dir = BUF_INIT;
	uint64_t time, seq;
	struct str list;
	bool good;

	good = read_number_field(&line, 10, 18, &time) &&
	       read_number_field(&line, 16, 16, &l->store_id) &&
	       read_number_field(&line, 10, 10, &seq) && seq <= UINT32_MAX &&
	       read_number_field(&line, 16, 16, &l->last) &&
	       str_token(&line, ' ', &list) && list.len && unescape_dir(&dir, line);
	if (good) {
		l->time = (int64_t)time;
		l->next_seq = (uint32_t)seq;
		l->list = arena_str(arena, list);
		l->dir = arena_str(arena, buf_str(&dir));
	}
	buf_release(&dir);
	return good;
}

static struct bookmark_line *append_line(struct bookmark *b)
{
	b->lines = xrealloc(b->lines, (b->n + 1) * sizeof(*b->lines));
	return &b->lines[b->n++];
}

static enum status check_format_line(struct str *text, struct buf *why)
{
	struct str line, version;
	uint32_t number;

	if (!str_token(text, '\n', &line) || !str_starts(line, FORMAT_LINE))
		return status_say(why, ST_DAMAGED,
				  "its first line is not that of a bookmark");
	version = str_sub(line, FORMAT_LINE.len, line.len);
	if (str_eq(version, FORMAT_VERSION))
		return ST_OK;
	if (!str_number(version, &number))
		return status_say(why, ST_DAMAGED, "its version is no number");
	return status_say(why, ST_NEWER, "it is of version %u, from a newer program",
			  number);
}

enum status bookmark_parse(struct bookmark *b, struct str text, struct buf *why)
{
	bool whole = str_ends(text, STR("\n"));
	enum status st = check_format_line(&text, why);
	struct str line;

	while (st == ST_OK && str_token(&text, '\n', &line))
		if (!parse_bookmark_line(append_line(b), line, &b->arena) ||
		    (!text.len && !whole)) {
			buf_addf(why, "its line %zu can't be read", b->n + 1);
			b->n--;
			st = ST_DAMAGED;
		}
	return st;
}

void bookmark_print(struct buf *out, const struct bookmark *b)
{
	buf_adds(out, FORMAT_LINE);
	buf_adds(out, FORMAT_VERSION);
	buf_addch(out, '\n');
	for (size_t i = 0; i < b->n; i++) {
		const struct bookmark_line *l = &b->lines[i];

		buf_addf(out, "%" PRId64 " %016" PRIx64 " %" PRIu32 " %016" PRIx64 " ",
			 l->time, l->store_id, l->next_seq, l->last);
		buf_adds(out, l->list);
		buf_addch(out, ' ');
		escape_dir(out, l->dir);
		buf_addch(out, '\n');
	}
}

static bool list_is_gone(const struct bookmark_line *l)
{
	struct buf path = BUF_INIT;
	bool gone;

	buf_adds(&path, l->dir);
	buf_addch(&path, '/');
	buf_adds(&path, l->list);
	gone =
	    access(buf_cstr(&path), F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
	buf_release(&path);
	return gone;
}

struct bookmark_line *bookmark_find(const struct bookmark *b, struct str dir,
				    struct str list, uint64_t store_id)
{
	struct bookmark_line *moved = NULL;

	for (size_t i = 0; i < b->n; i++) {
		struct bookmark_line *l = &b->lines[i];

		if (str_eq(l->list, list) && str_eq(l->dir, dir))
			return l;
		if (l->store_id == store_id && list_is_gone(l))
			moved = l;
	}
	return moved;
}

void bookmark_set(struct bookmark *b, const struct bookmark_line *line)
{
	struct bookmark_line *to =
	    bookmark_find(b, line->dir, line->list, line->store_id);

	if (!to)
		to = append_line(b);
	*to = *line;
	to->list = arena_str(&b->arena, line->list);
	to->dir = arena_str(&b->arena, line->dir);
}

static bool list_moved_since(const struct bookmark *b, struct str list, int64_t time)
{
	for (size_t i = 0; i < b->n; i++)
		if (str_eq(b->lines[i].list, list) && b->lines[i].time >= time)
			return true;
	return false;
}

bool bookmark_moved_since(const struct bookmark *b, struct str lists, int64_t time)
{
	struct str list;

	while (str_line(&lists, &list))
		if (!list_moved_since(b, list, time))
			return false;
	return true;
}

void bookmark_release(struct bookmark *b)
{
	free(b->lines);
	arena_release(&b->arena);
	*b = BOOKMARK_INIT;
}
