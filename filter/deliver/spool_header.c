/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "filter/deliver/spool_header.h"
#include "store/util/array.h"
#include "store/util/hex.h"

#define FIELD "X-Patchdigest-Spool:"

static void add_escaped(struct buf *out, const struct buf *value)
{
	for (size_t i = 0; i < value->len; i++) {
		char c = value->data[i];
		bool outermost = i == 0 || i + 1 == value->len;

		if (c == '%' || c == ';' || c == '\r' || c == '\n' || c == '\0' ||
		    (outermost && is_blank(c)))
			buf_addf(out, "%%%02X", (unsigned char)c);
		else
			buf_addch(out, c);
	}
}

static void add_unescaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		int byte = s.s[i] == '%' ? hex_byte(str_sub(s, i + 1, i + 3)) : -1;

		buf_addch(out, byte < 0 ? s.s[i] : byte);
		i += byte < 0 ? 0 : 2;
	}
}

void spool_header_write(struct buf *out, const struct spool_header *h)
{
	buf_addstr(out, FIELD " store=");
	add_escaped(out, &h->store);
	buf_addstr(out, "; list=");
	add_escaped(out, &h->list);
	buf_addstr(out, "; commit=");
	add_escaped(out, &h->commit);
	if (h->only.len) {
		buf_addstr(out, "; only=");
		add_escaped(out, &h->only);
	}
	buf_addf(out, "; arrived=%" PRId64 "\n", h->arrived);
}

static void set_header_value(struct spool_header *h, struct str name, struct str value)
{
	const struct {
		struct str name;
		struct buf *to;
	} texts[] = {
		{ STR("store"), &h->store },
		{ STR("list"), &h->list },
		{ STR("commit"), &h->commit },
		{ STR("only"), &h->only },
	};
	uint32_t seconds;

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (str_eq(name, texts[i].name))
			add_unescaped(texts[i].to, value);
	if (str_eq(name, STR("arrived")) && str_number(value, &seconds))
		h->arrived = seconds;
}

bool spool_header_take(struct str *file, struct spool_header *h)
{
	struct str line, item;

	if (!str_istarts(*file, STR(FIELD)) || !str_line(file, &line))
		return false;
	line = str_sub(line, strlen(FIELD), line.len);
	while (str_token(&line, ';', &item)) {
		size_t sign = str_chr(item, '=');

		set_header_value(h, str_trim(str_sub(item, 0, sign)),
				 str_trim(str_sub(item, sign + 1, item.len)));
	}
	return true;
}

void spool_header_release(struct spool_header *h)
{
	buf_release(&h->store);
	buf_release(&h->list);
	buf_release(&h->commit);
	buf_release(&h->only);
}
