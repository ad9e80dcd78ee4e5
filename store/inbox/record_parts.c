/* SPDX-License-Identifier: MIT */
#include "store/inbox/record_parts.h"
#include "store/util/hex.h"

#define PATCH_ID_HEX 40

static void add_part_text(struct buf *out, struct str text, char end)
{
	size_t start = out->len;

	buf_adds(out, text);
	for (size_t i = start; i < out->len; i++)
		if (is_blank(out->data[i]))
			out->data[i] = ' ';
	buf_addch(out, end);
}

bool record_part_add(struct buf *parts, const struct record_part *p)
{
	size_t before = parts->len;

	buf_addf(parts, "%u %u %u %u ", p->number, p->files, p->insertions, p->deletions);
	add_part_text(parts, p->patch_id.len ? p->patch_id : STR("-"), ' ');
	add_part_text(parts, p->name, '\t');
	add_part_text(parts, p->addr, '\t');
	add_part_text(parts, p->title, '\n');
	if (parts->len <= RECORD_PARTS_BYTES)
		return true;
	buf_trim(parts, before);
	return false;
}

static bool take_number(struct str *line, uint32_t *n)
{
	struct str token;

	return str_token(line, ' ', &token) && str_number(token, n);
}

/* 40 hex digits, or "-". */
static bool take_patch_id(struct str *line, struct str *id)
{
	if (!str_token(line, ' ', id))
		return false;
	if (str_eq(*id, STR("-")))
		*id = STR_EMPTY;
	return !id->len || (id->len == PATCH_ID_HEX && hex_only(*id));
}

/* A text that a tab ends; it may be empty. */
static bool take_text(struct str *line, struct str *text)
{
	size_t tab = str_chr(*line, '\t');

	if (tab == line->len)
		return false;
	*text = str_sub(*line, 0, tab);
	*line = str_sub(*line, tab + 1, line->len);
	return true;
}

/* "NUMBER FILES INSERTIONS DELETIONS PATCH-ID NAME<TAB>ADDRESS<TAB>TITLE" */
static bool parse_part(struct str line, struct record_part *p)
{
	if (!take_number(&line, &p->number) || !take_number(&line, &p->files) ||
	    !take_number(&line, &p->insertions) || !take_number(&line, &p->deletions) ||
	    !take_patch_id(&line, &p->patch_id) || !take_text(&line, &p->name) ||
	    !take_text(&line, &p->addr))
		return false;
	p->title = line;
	return true;
}

bool record_part_next(struct str *rest, struct record_part *p)
{
	struct str line;

	while (str_line(rest, &line))
		if (parse_part(line, p))
			return true;
	return false;
}

uint32_t record_parts_count(struct str parts)
{
	struct record_part p;
	uint32_t n = 0;

	while (record_part_next(&parts, &p))
		n++;
	return n;
}
