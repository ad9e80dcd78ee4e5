/* SPDX-License-Identifier: MIT */
#include "report/series/note_text.h"
#include "store/util/utf8.h"

#define ELLIPSIS "..."

void note_text_init(struct note_text *n, struct buf *out, size_t limit)
{
	*n = (struct note_text){ .out = out, .start = out->len, .limit = limit };
}

void note_text_begin_item(struct note_text *n)
{
	n->item = true;
}

bool note_text_full(const struct note_text *n)
{
	return n->length > n->limit;
}

static void add_byte(struct note_text *n, char c)
{
	buf_addch(n->out, c);
	n->length++;
}

static char last_byte(const struct note_text *n)
{
	return n->out->data[n->out->len - 1];
}

/* Drops the signs that end an item but no sentence that goes on: ".", ",", ";". */
static void end_item(struct note_text *n)
{
	struct str s = str_sub(buf_str(n->out), n->start, n->out->len);

	if (s.len < 2 || !memchr(".,;", last_byte(n), 3) || s.s[s.len - 2] == '.')
		return;
	buf_trim(n->out, n->out->len - 1);
	n->length--;
}

/* Adds what stands between the words before and the next ones. */
static void separate(struct note_text *n)
{
	if (n->out->len == n->start)
		return;
	if (n->item && last_byte(n) != ':') {
		end_item(n);
		add_byte(n, ';');
	}
	add_byte(n, ' ');
}

void note_text_add(struct note_text *n, struct str words)
{
	bool inside = false;

	while (words.len && !note_text_full(n)) {
		size_t space = utf8_space(words);
		struct str from = words;

		if (space) {
			words = str_sub(words, space, words.len);
			inside = false;
			continue;
		}
		if (!inside)
			separate(n);
		inside = true;
		n->item = false;
		utf8_next(&words);
		buf_add(n->out, from.s, from.len - words.len);
		n->length++;
	}
}

/* Returns the offset after so many characters of s, and of the last space before it. */
static size_t find_cut(struct str s, size_t characters, size_t *space)
{
	struct str rest = s;

	*space = 0;
	while (characters-- && rest.len) {
		utf8_next(&rest);
		if (str_at(rest, 0) == ' ')
			*space = s.len - rest.len;
	}
	return s.len - rest.len;
}

bool note_text_end(struct note_text *n)
{
	struct str s = str_sub(buf_str(n->out), n->start, n->out->len);
	size_t space, end;

	if (!s.len)
		return false;
	if (!note_text_full(n))
		return true;
	end = find_cut(s, n->limit - strlen(ELLIPSIS), &space);
	end = space ? space : end;
	while (end > 1 && memchr(".,;:", s.s[end - 1], 4))
		end--;
	buf_trim(n->out, n->start + end);
	buf_addstr(n->out, ELLIPSIS);
	return true;
}
