/* SPDX-License-Identifier: MIT */
#include "filter/mail/list_id.h"
#include "filter/mail/mail_list.h"
#include "store/util/list_name.h"

/* A comment or more text after the first word doesn't count. */
static struct str find_list_id(struct str value)
{
	size_t open = str_rchr(value, '<');
	size_t n = 0;

	if (open < value.len) {
		value = str_sub(value, open + 1, value.len);
		return str_trim(str_sub(value, 0, str_chr(value, '>')));
	}
	value = str_trim(value);
	while (n < value.len && !is_blank(value.s[n]))
		n++;
	return str_sub(value, 0, n);
}

static bool is_like_list(struct str name)
{
	return str_chr(name, '.') < name.len || str_chr(name, '@') < name.len;
}

/* Whether other brackets than the last ones have what could be a list's name. No name has
 * a bracket in it, so that each byte is looked at once. */
static bool names_other_list(struct str value, struct str name)
{
	for (;;) {
		size_t open = str_chr(value, '<'), end = 0;
		struct str other;

		if (open == value.len)
			return false;
		value = str_sub(value, open + 1, value.len);
		while (end < value.len && value.s[end] != '<' && value.s[end] != '>')
			end++;
		other = str_trim(str_sub(value, 0, end));
		value = str_sub(value, end, value.len);
		if (is_like_list(other) && !str_ieq(other, name))
			return true;
	}
}

void list_id_add_name(struct buf *out, struct str field)
{
	struct str name = find_list_id(field);

	if (names_other_list(field, name))
		name = LIST_UNSORTED;
	list_name_make(out, name);
}
