/* SPDX-License-Identifier: MIT */
#include "report/text/text_wrap.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

/* Unicode 15: East_Asian_Width W and F, and emoji, in blocks. */
static const struct range {
	uint32_t first, last;
} wide[] = {
	{ 0x1100, 0x115f },   { 0x2e80, 0x303e },   { 0x3041, 0xa4cf },
	{ 0xa960, 0xa97c },   { 0xac00, 0xd7a3 },   { 0xf900, 0xfaff },
	{ 0xfe30, 0xfe6f },   { 0xff00, 0xff60 },   { 0xffe0, 0xffe6 },
	{ 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff },
	{ 0x20000, 0x3fffd },
}, combining[] = {
	{ 0x300, 0x36f },   { 0x483, 0x489 },	{ 0x591, 0x5bd },   { 0x610, 0x61a },
	{ 0x64b, 0x65f },   { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x200b, 0x200f },
	{ 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff },
};

static bool is_in(const struct range *ranges, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n && ranges[i].first <= c; i++)
		if (c <= ranges[i].last)
			return true;
	return false;
}

static size_t character_columns(uint32_t c)
{
	if (c < combining[0].first || c == UTF8_BAD)
		return 1;
	if (is_in(combining, ARRAY_SIZE(combining), c))
		return 0;
	return is_in(wide, ARRAY_SIZE(wide), c) ? 2 : 1;
}

size_t text_columns(struct str s)
{
	size_t columns = 0;

	while (s.len)
		columns += character_columns(utf8_next(&s));
	return columns;
}

bool text_wrap_next(struct str *rest, size_t columns, struct str *line)
{
	struct str text = str_trim(*rest), at = text;
	size_t used = 0, word_end = 0, end = 0;

	while (at.len) {
		size_t offset = text.len - at.len;
		uint32_t c = utf8_next(&at);

		if (c == ' ')
			word_end = offset;
		used += character_columns(c);
		if (used > columns && end)
			break;
		end = text.len - at.len;
	}
	if (end < text.len && word_end)
		end = word_end;
	*line = str_rtrim(str_sub(text, 0, end));
	*rest = str_ltrim(str_sub(text, end, text.len));
	return line->len > 0;
}
