/* SPDX-License-Identifier: MIT */
#include "report/digest/archive_link.h"
#include "report/util/address_mask.h"
#include "store/util/utf8.h"

/* Escapes an id for a URL's path, as public-inbox does (RFC 3986, pchar). */
static void add_path_segment(struct buf *b, struct str id)
{
	static const struct str plain = STR("-._~!$&'()*+,;=:");
	bool masked = address_mask_is_used();

	for (size_t i = 0; i < id.len; i++) {
		char c = id.s[i];

		if (is_alpha(c) || is_digit(c) || (c && str_chr(plain, c) < plain.len) ||
		    (c == '@' && !masked))
			buf_addch(b, c);
		else
			buf_addf(b, "%%%02X", (unsigned char)c);
	}
}

void archive_link_add(struct buf *b, struct str url, struct str message_id)
{
	utf8_add_clean(b, url, false);
	if (!str_ends(url, STR("/")))
		buf_addch(b, '/');
	add_path_segment(b, message_id);
	buf_addch(b, '/');
}
