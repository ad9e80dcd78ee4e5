/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/util/buf.h"
#include "filter/patch/trailer.h"
#include "filter/patch/trailer_key.h"

/* Lines that one trailer may be wrapped over. */
#define JOINED_LINES 4
/* Paragraphs of notes after a log's trailers, which belong below "---". */
#define NOTE_PARAGRAPHS 2

/* Takes the last paragraph off text. */
static struct str take_paragraph(struct str *text)
{
	struct str t = str_rtrim(*text);
	size_t start = t.len;

	while (start > 0) {
		const char *nl = memrchr(t.s, '\n', start - 1);
		size_t line = nl ? (size_t)(nl - t.s) + 1 : 0;

		if (!str_trim(str_sub(t, line, start)).len)
			break;
		start = line;
		if (!nl)
			break;
	}
	*text = str_sub(t, 0, start);
	return str_sub(t, start, t.len);
}

/*
 * Counts the lines that are trailers, and those that are something else: folds and
 * "[name: note]" are neither.
 */
static void count_lines(const struct trailer_iter *it, struct str paragraph,
			size_t *trailers, size_t *others)
{
	struct str line;

	*trailers = *others = 0;
	while (str_line(&paragraph, &line)) {
		struct str value = line, key = trailer_take_key(&value);

		if (trailer_is(key, value, it->reply))
			++*trailers;
		else if (!line.len || !memchr(" \t[(<", line.s[0], 5))
			++*others;
	}
}

void trailer_init(struct trailer_iter *it, struct str log, struct arena *arena)
{
	size_t trailers, others, notes = 0;
	struct str end, block = STR_EMPTY;

	log = str_sub(log, 0, str_find(log, STR("\n--\n")));
	end = str_rtrim(log);
	*it = (struct trailer_iter){ .rest = STR_EMPTY, .arena = arena };
	while (log.len && notes <= NOTE_PARAGRAPHS) {
		struct str p = take_paragraph(&log);

		count_lines(it, p, &trailers, &others);
		if (trailers && (!block.len || !others)) {
			if (!block.len)
				end = str_sub(end, 0, (size_t)(p.s + p.len - end.s));
			block = (struct str){ p.s, (size_t)(end.s + end.len - p.s) };
		} else if (block.len) {
			break;
		} else {
			notes++;
		}
	}
	it->rest = block;
}

void trailer_init_reply(struct trailer_iter *it, struct str text, struct arena *arena)
{
	*it = (struct trailer_iter){ .rest = text, .arena = arena, .reply = true };
}

static struct str peek_line(struct str rest)
{
	struct str line = STR_EMPTY;

	str_line(&rest, &line);
	return line;
}

static bool contains_text(struct str s, const char *piece)
{
	return str_find(s, str_from(piece)) < s.len;
}

/* Whether value continues in the next line. */
static bool is_wrapped(const struct trailer_iter *it, enum key_kind kind,
		       struct str value, struct str next)
{
	struct str trimmed = str_trim(next), v = next;

	if (!trimmed.len || trailer_is(trailer_take_key(&v), v, it->reply))
		return false;
	if (kind == KEY_PERSON && str_chr(value, '@') == value.len)
		return trimmed.s[0] == '<' && str_ends(trimmed, STR(">"));
	if (kind == KEY_FIXES)
		return contains_text(value, "(") &&
		       !contains_text(value, contains_text(value, "(\"") ? "\")" : ")");
	return !it->reply && next.s[0] != trimmed.s[0];
}

/* Drops the "<mailto:...>" that some mailers write into an address. */
static struct str drop_mailto(struct str value, struct arena *arena)
{
	size_t at = str_find(value, STR("<mailto:"));
	char *out, *end;

	if (at == value.len)
		return value;
	end = out = arena_alloc(arena, value.len);
	for (; at < value.len; at = str_find(value, STR("<mailto:"))) {
		memcpy(end, value.s, at);
		end += at;
		value = str_sub(value, at, value.len);
		value = str_sub(value, str_chr(value, '>') + 1, value.len);
	}
	memcpy(end, value.s, value.len);
	return (struct str){ out, (size_t)(end - out) + value.len };
}

static void take_trailer_value(struct trailer_iter *it, struct str value)
{
	enum key_kind kind = trailer_key_kind(it->key);
	struct buf joined = BUF_INIT;
	struct str next;

	for (int n = 1; n < JOINED_LINES && it->rest.len && kind > KEY_HEADER; n++) {
		if (!is_wrapped(it, kind, value, peek_line(it->rest)))
			break;
		str_line(&it->rest, &next);
		if (!joined.len)
			buf_adds(&joined, value);
		buf_addch(&joined, ' ');
		buf_adds(&joined, str_trim(next));
		value = buf_str(&joined);
	}
	if (joined.len)
		value = arena_str(it->arena, value);
	buf_release(&joined);
	it->value = kind > KEY_HEADER ? drop_mailto(value, it->arena) : value;
}

/* Whether the writer's own text ends at line. */
static bool ends_reply(struct str line)
{
	return str_eq(line, STR("-- ")) || str_eq(line, STR("--")) ||
	       (str_starts(line, STR("-----")) &&
		str_find(line, STR("Original Message")) < line.len);
}

/* Reads a line that is no trailer: it may change what later trailers mean. */
static void read_other_line(struct trailer_iter *it, struct str key, struct str line)
{
	if (!line.len) {
		it->header = false;
		return;
	}
	it->advice =
	    line.s[line.len - 1] == ':' && str_find(line, STR(" tag")) < line.len;
	if (key.len && trailer_key_kind(key) == KEY_HEADER)
		it->header = true;
}

bool trailer_next(struct trailer_iter *it)
{
	struct str line, value;

	while (str_line(&it->rest, &line)) {
		if (line.len && !is_alpha(line.s[0]) && line.s[0] != '-') {
			/* text after a quotation is about something else */
			it->advice = it->advice && line.s[0] != '>';
			continue;
		}
		if (it->reply && ends_reply(line))
			return false;
		value = line;
		it->key = trailer_take_key(&value);
		it->value = value;
		if (it->key.len && value.len)
			take_trailer_value(it, value);
		if (!trailer_is(it->key, it->value, it->reply)) {
			if (it->reply)
				read_other_line(it, it->key, line);
			continue;
		}
		if ((it->advice && !trailer_is_review(it->key)) ||
		    (it->header && str_ieq(it->key, STR("Cc"))))
			continue;
		return true;
	}
	return false;
}
