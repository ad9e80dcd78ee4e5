/* SPDX-License-Identifier: MIT */
#include "store/util/hex.h"
#include "store/util/linked_id.h"

/* out has room for s.len bytes. Returns how many it holds. */
static size_t percent_decode(char *out, struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		int byte = s.s[i] == '%' ? hex_byte(str_sub(s, i + 1, i + 3)) : -1;

		if (byte > ' ' && byte < 0x7f) {
			out[n++] = (char)byte;
			i += 2;
		} else {
			out[n++] = s.s[i];
		}
	}
	return n;
}

static bool is_id(struct str s)
{
	size_t at = str_chr(s, '@');

	return at > 0 && at + 1 < s.len &&
	       str_chr(str_sub(s, at + 1, s.len), '@') == s.len - at - 1;
}

struct str linked_id_decode(struct linked_id *room, struct str raw)
{
	struct str id;

	if (raw.len > sizeof(room->text))
		return STR_EMPTY;
	id = (struct str){ room->text, percent_decode(room->text, raw) };
	return is_id(id) ? id : STR_EMPTY;
}

struct str linked_id_of_url(struct linked_id *room, struct str url)
{
	struct str path, segment;

	path = str_sub(url, str_find(url, STR("://")) + 3, url.len);
	path = str_sub(path, str_chr(path, '/') + 1, path.len);
	path = str_sub(path, 0, str_chr(path, '#'));
	while (str_token(&path, '/', &segment))
		if (str_chr(segment, '@') < segment.len ||
		    str_find(segment, STR("%40")) < segment.len)
			return linked_id_decode(room, segment);
	return STR_EMPTY;
}

struct str linked_url_at(struct str s)
{
	size_t end = 0;

	while (end < s.len && s.s[end] > ' ' && s.s[end] != '>' && s.s[end] != '"' &&
	       s.s[end] != ')' && s.s[end] != ']')
		end++;
	while (end > 0 &&
	       (s.s[end - 1] == '.' || s.s[end - 1] == ',' || s.s[end - 1] == ';'))
		end--;
	return str_sub(s, 0, end);
}
