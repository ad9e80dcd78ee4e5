/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/mail/address.h"
#include "filter/mail/recipients.h"
#include "store/inbox/mail_id.h"

static bool holds_hash(const unsigned char *list, size_t n, const unsigned char *hash)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(list + i * ID_HASH, hash, ID_HASH) == 0)
			return true;
	return false;
}

static size_t add_addresses(unsigned char *list, size_t n, struct str value,
			    struct arena *arena)
{
	struct address a;

	while (n < RECIPIENTS_MAX && address_next(&value, &a, arena)) {
		unsigned char hash[ID_HASH];

		if (!a.addr.len)
			continue;
		id_hash_lower(hash, a.addr);
		if (!holds_hash(list, n, hash))
			memcpy(list + n++ * ID_HASH, hash, ID_HASH);
	}
	return n;
}

struct str recipients_hash(struct str to, struct str cc, struct arena *arena)
{
	unsigned char list[RECIPIENTS_MAX * ID_HASH];
	size_t n = add_addresses(list, 0, to, arena);

	n = add_addresses(list, n, cc, arena);
	return arena_str(arena, (struct str){ (const char *)list, n * ID_HASH });
}
