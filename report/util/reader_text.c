/* SPDX-License-Identifier: MIT */
#include "report/util/reader_text.h"
#include "report/util/address_mask.h"
#include "store/util/utf8.h"

void reader_text_add(struct buf *b, struct str text, bool lines)
{
	struct buf clean = BUF_INIT;

	if (!address_mask_is_used() || str_chr(text, '@') == text.len) {
		utf8_add_clean(b, text, lines);
		return;
	}
	utf8_add_clean(&clean, text, lines);
	address_mask_add(b, buf_str(&clean));
	buf_release(&clean);
}
