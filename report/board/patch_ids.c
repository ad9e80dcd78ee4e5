/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/patch_ids.h"
#include "report/util/hashmap.h"
#include "store/inbox/record_parts.h"
#include "store/util/array.h"
#include "store/util/hex.h"

#define PATCH_ID_SIZE 20

/* No id: no bytes. */
static void add_patch(struct patch_ids *p, const unsigned char *id)
{
	p->n++;
	if (!id)
		return;
	p->keys = array_grow(p->keys, p->n_keys, &p->cap, sizeof(*p->keys));
	p->keys[p->n_keys++] = hash_bytes((const char *)id);
}

void patch_ids_add(struct patch_ids *p, struct str patch_id, struct str parts)
{
	unsigned char bytes[PATCH_ID_SIZE];
	struct record_part part;
	bool any = false;

	for (; record_part_next(&parts, &part); any = true) {
		bool known = part.patch_id.len == 2 * sizeof(bytes) &&
			     hex_read(bytes, part.patch_id);

		add_patch(p, known ? bytes : NULL);
	}
	if (!any)
		add_patch(p, patch_id.len == sizeof(bytes)
				 ? (const unsigned char *)patch_id.s
				 : NULL);
}

void patch_ids_add_series(struct patch_ids *p, const struct series *s)
{
	for (size_t i = 0; i < s->n_mails; i++)
		if (!post_is_cover(s->mails[i]))
			patch_ids_add(p, s->mails[i]->patch_id, s->mails[i]->parts);
}

bool patch_ids_known(const struct patch_ids *p, uint32_t n)
{
	return p->n && p->n >= n && p->n == p->n_keys;
}

uint32_t patch_ids_common(const struct patch_ids *a, const struct patch_ids *b)
{
	struct hashmap ids = HASHMAP_INIT;
	uint32_t n = 0;

	for (size_t i = 0; i < b->n_keys; i++)
		hashmap_put(&ids, b->keys[i], 0);
	for (size_t i = 0; i < a->n_keys; i++)
		n += hashmap_get(&ids, a->keys[i]) != HASHMAP_NONE;
	hashmap_release(&ids);
	return n;
}

void patch_ids_release(struct patch_ids *p)
{
	free(p->keys);
	*p = PATCH_IDS_INIT;
}
