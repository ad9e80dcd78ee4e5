/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/mail/recipients.h"
#include "store/inbox/mail_id.h"

static bool holds_hash(const unsigned char *list, size_t n, const unsigned char *hash)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(list + i * ID_HASH, hash, ID_HASH) == 0)
			return true;
	return false;
}

static inline bool is_address_char(char c)
{
	static const bool other[256] = {
		[' '] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true,
		[','] = true, [';'] = true,  ['<'] = true,  ['>'] = true,
		['('] = true, [')'] = true,  ['"'] = true,  [':'] = true
	};

	return !other[(unsigned char)c];
}

/* The text around the "@" at offset at, as far as an address goes. */
static struct str address_around(struct str value, size_t at)
{
	size_t from = at, to = at + 1;

	while (from > 0 && is_address_char(value.s[from - 1]))
		from--;
	while (to < value.len && is_address_char(value.s[to]))
		to++;
	return str_sub(value, from, to);
}

/* Whether offset at is inside a quoted name (RFC 5322, 3.2.4) that begins at from or
 * later. */
static bool is_quoted(struct str value, size_t from, size_t at)
{
	bool quoted = false;

	for (size_t i = from; i < at; i++)
		if (value.s[i] == '"')
			quoted = !quoted;
		else if (value.s[i] == '\\')
			i++;
	return quoted;
}

static size_t add_addresses(unsigned char *list, size_t n, struct str value)
{
	const bool quotes = str_chr(value, '"') < value.len;
	size_t from = 0, at;

	while (n < RECIPIENTS_MAX &&
	       (at = from + str_chr(str_sub(value, from, value.len), '@')) < value.len) {
		struct str address = address_around(value, at);
		unsigned char hash[ID_HASH];

		if (quotes && is_quoted(value, from, at)) {
			from = at + 2 + str_chr(str_sub(value, at + 1, value.len), '"');
			continue;
		}
		from = (size_t)(address.s - value.s) + address.len;
		id_hash_address(hash, address);
		if (!holds_hash(list, n, hash))
			memcpy(list + n++ * ID_HASH, hash, ID_HASH);
	}
	return n;
}

struct str recipients_hash(struct str to, struct str cc, struct arena *arena)
{
	unsigned char list[RECIPIENTS_MAX * ID_HASH];
	size_t n = add_addresses(list, 0, to);

	n = add_addresses(list, n, cc);
	return arena_str(arena, (struct str){ (const char *)list, n * ID_HASH });
}
