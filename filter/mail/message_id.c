/* SPDX-License-Identifier: MIT */
#include "filter/mail/message_id.h"
#include "store/util/utf8.h"

/* Appends id without white space, U+FFFD for NUL and bad bytes. False if it is empty. */
static bool add_clean_id(struct buf *out, struct str id)
{
	size_t before = out->len;

	while (id.len) {
		size_t n = 0;

		while (n < id.len && !is_blank(id.s[n]) && id.s[n] != '\0')
			n++;
		utf8_add_valid(out, str_sub(id, 0, n));
		if (n < id.len && id.s[n] == '\0')
			buf_addstr(out, UTF8_REPLACEMENT);
		id = str_sub(id, n + 1, id.len);
	}
	return out->len > before;
}

bool message_id_next(struct str *rest, struct buf *out)
{
	size_t close;

	while ((close = str_chr(*rest, '>')) < rest->len) {
		struct str piece = str_sub(*rest, 0, close);
		size_t open = str_rchr(piece, '<'); /* the last one counts */

		*rest = str_sub(*rest, close + 1, rest->len);
		if (open < piece.len &&
		    add_clean_id(out, str_sub(piece, open + 1, piece.len)))
			return true;
	}
	*rest = STR_EMPTY;
	return false;
}

bool message_id_first(struct str value, struct buf *out)
{
	struct str rest = value;

	if (message_id_next(&rest, out))
		return true;
	value = str_trim(value);
	while (value.len && value.s[0] == '<')
		value = str_trim(str_sub(value, 1, value.len));
	while (value.len && value.s[value.len - 1] == '>')
		value = str_trim(str_sub(value, 0, value.len - 1));
	return add_clean_id(out, value);
}
