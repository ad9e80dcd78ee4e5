/* SPDX-License-Identifier: MIT */
#include "filter/mail/list_id.h"
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

void list_id_add_name(struct buf *out, struct str field)
{
	list_name_make(out, find_list_id(field));
}
