/* SPDX-License-Identifier: MIT */
#include "report/series/change_block.h"
#include "store/util/array.h"

/* "[1] https://...", "Link to v2: ...": what leads to another mail changes nothing. */
static bool is_link(struct str text)
{
	static const struct str leads[] = { STR("http://"),  STR("https://"),
					    STR("link to "), STR("link:"),
					    STR("links"),    STR("previous version"),
					    STR("lore:"),    STR("<http") };

	if (str_at(text, 0) == '[' && str_chr(text, ']') < text.len)
		text = str_ltrim(str_sub(text, str_chr(text, ']') + 1, text.len));
	if (str_at(text, 0) == ':')
		text = str_ltrim(str_sub(text, 1, text.len));
	for (size_t i = 0; i < ARRAY_SIZE(leads); i++)
		if (str_istarts(text, leads[i]))
			return true;
	return false;
}

/* " file.c | 12 ++--" */
static bool is_diffstat(struct str text)
{
	size_t bar = str_find(text, STR(" | "));
	struct str n = str_ltrim(str_sub(text, bar + 3, text.len));

	return bar < text.len && (is_digit(str_at(n, 0)) || str_starts(n, STR("Bin")));
}

/* "Name (2):" of a shortlog */
static bool is_shortlog(struct str text)
{
	size_t open = str_rchr(text, '(');

	return str_ends(text, STR("):")) && open < text.len &&
	       str_digits(text, open + 1) == text.len - open - 3;
}

/* Whether the line belongs to a diff, a diffstat, a shortlog, a quotation or the like. */
static bool is_foreign(struct str text)
{
	static const struct str starts[] = {
		STR(">"),
		STR("diff "),
		STR("Index: "),
		STR("base-commit:"),
		STR("base-tree:"),
		STR("change-id:"),
		STR("prerequisite-"),
		STR("Range-diff"),
		STR("Interdiff"),
	};

	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (str_starts(text, starts[i]))
			return true;
	return is_diffstat(text) || is_shortlog(text);
}

/* "Best regards,", or a trailer */
static bool is_farewell(struct str text)
{
	static const struct str starts[] = {
		STR("Thanks"),	STR("Thank you"), STR("Best regards"), STR("Best,"),
		STR("Regards"), STR("Cheers"),	  STR("Kind regards"), STR("Cc:"),
		STR("CC:"),	STR("Link:"),
	};
	size_t key = str_find(text, STR("-by: "));

	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (str_starts(text, starts[i]))
			return true;
	return key < text.len && str_chr(text, ' ') > key;
}

/* Whether the block ends above the line, by the text of the line. */
static bool ends_block(const struct change_block *b, const struct note_line *line)
{
	if (line->marked)
		return false;
	if (is_foreign(line->text))
		return true;
	return line->indent <= b->head.indent && (str_starts(line->text, STR("--")) ||
						  (b->begun && is_farewell(line->text)));
}

enum place {
	PLACE_END,  /* not part of the block, which ended above the line */
	PLACE_ITEM, /* begins an item */
	PLACE_MORE, /* belongs to the last item */
};

/* Returns what a line with a bullet is; gap: an empty line is above it. */
static enum place place_marked(const struct change_block *b, const struct note_line *line,
			       bool gap)
{
	if (line->indent < b->indent)
		return PLACE_END;
	if (line->indent > b->head.indent)
		return PLACE_ITEM;
	if (b->in_head && b->head.marked)
		return PLACE_END;
	if (gap && !b->bullets && !str_ends(b->last, STR(":")))
		return PLACE_END;
	return PLACE_ITEM;
}

static enum place place_plain(const struct change_block *b, const struct note_line *line,
			      const struct note_line *above)
{
	bool breaks = note_line_breaks(above, line);
	bool deeper = line->indent > b->item.indent;

	if (line->indent < b->head.indent)
		return PLACE_END;
	if (!above->text.len) {
		if (line->indent <= b->head.indent)
			return PLACE_END;
		return b->item.marked && deeper ? PLACE_MORE : PLACE_ITEM;
	}
	if (b->item.marked)
		return breaks && !deeper ? PLACE_END : PLACE_MORE;
	if (deeper && !b->in_head)
		return PLACE_MORE;
	/* after a deeper line of the last item, this line begins the next item */
	return breaks || above->indent > line->indent ? PLACE_ITEM : PLACE_MORE;
}

/* Returns what the line is to the block. */
static enum place place_line(const struct change_block *b, const struct note_line *line,
			     const struct note_line *above)
{
	bool gap = !above->text.len;

	if (ends_block(b, line))
		return PLACE_END;
	if (b->begun)
		return line->marked ? place_marked(b, line, gap)
				    : place_plain(b, line, above);
	if (b->linked && gap && line->indent <= b->head.indent &&
	    (b->in_head || !line->marked))
		return PLACE_END;
	return PLACE_ITEM;
}

static void add_item(struct change_block *b, const struct note_line *line)
{
	b->skip = is_link(line->text);
	b->linked |= b->skip;
	if (!b->skip && !b->begun)
		b->indent = line->indent;
	b->begun |= !b->skip;
	b->bullets |= line->marked;
	b->item = *line;
	if (b->skip)
		return;
	note_text_begin_item(&b->note);
	note_text_add(&b->note, line->text);
}

void change_block_init(struct change_block *b, struct buf *out, size_t limit,
		       const struct note_line *head, struct str rest)
{
	struct note_line line = note_line_read(rest);

	*b = (struct change_block){ .head = *head, .in_head = rest.len > 0 };
	note_text_init(&b->note, out, limit);
	line.indent = head->indent;
	line.marked = false;
	if (line.text.len)
		add_item(b, &line);
}

bool change_block_add(struct change_block *b, const struct note_line *line,
		      const struct note_line *above)
{
	if (note_line_is_rule(line) && line->text.len > 3)
		return !b->begun;
	switch (place_line(b, line, above)) {
	case PLACE_END:
		return false;
	case PLACE_ITEM:
		add_item(b, line);
		break;
	case PLACE_MORE:
		if (!b->skip)
			note_text_add(&b->note, line->text);
		break;
	}
	b->last = line->text;
	return true;
}
