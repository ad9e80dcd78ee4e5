/* SPDX-License-Identifier: MIT */
#include "store/util/list_name.h"

static bool is_list_name_char(char c)
{
	return (is_alpha(c) && to_lower(c) == c) || is_digit(c) || c == '.' || c == '_' ||
	       c == '+' || c == '-';
}

void list_name_make(struct buf *out, struct str raw)
{
	char name[LIST_NAME_MAX];

	raw = str_sub(str_trim(raw), 0, LIST_NAME_MAX);
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.s[i] == '@' ? '.' : to_lower(raw.s[i]);

		name[i] = !is_list_name_char(c) || (c == '.' && i == 0) ? '_' : c;
	}
	buf_add(out, name, raw.len);
}

bool list_name_valid(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!is_list_name_char(name.s[i]))
			return false;
	return name.len && name.len <= LIST_NAME_MAX && name.s[0] != '.';
}
