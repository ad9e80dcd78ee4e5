/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/viewers.h"
#include "store/util/array.h"

static uint64_t hash_address(struct str address)
{
	unsigned char hash[ID_HASH];

	id_hash_address(hash, address);
	return hash_bytes((const char *)hash);
}

static bool has_hash(const struct viewers *v, uint64_t hash)
{
	return hashmap_get(&v->by_hash, hash) != HASHMAP_NONE;
}

static bool has_address(const struct viewers *v, struct str address)
{
	return address.len && has_hash(v, hash_address(address));
}

static void add_address(struct viewers *v, struct str address)
{
	if (!address.len || has_address(v, address))
		return;
	v->addresses = array_grow(v->addresses, v->n, &v->cap, sizeof(*v->addresses));
	v->addresses[v->n] = arena_str(&v->arena, address);
	hashmap_put(&v->by_hash, hash_address(address), v->n++);
}

void viewers_add(struct viewers *v, struct str address)
{
	add_address(v, address);
	v->n_asked = v->n;
}

/* The person of an address, with the name only if the map says it. */
static struct person person_at(const struct mailmap *map, struct str address)
{
	return mailmap_person(map, (struct person){ STR_EMPTY, address });
}

static void add_addresses_of(struct viewers *v, const struct mailmap *map,
			     struct person who)
{
	add_address(v, who.addr);
	for (size_t i = 0; i < map->n; i++) {
		struct str from = map->entries[i].from;
		struct person other = person_at(map, from);

		if (!from.len || !person_same(who, other))
			continue;
		add_address(v, from);
		add_address(v, other.addr);
	}
}

void viewers_add_mapped(struct viewers *v, const struct mailmap *map)
{
	for (size_t i = 0; i < v->n; i++)
		add_addresses_of(v, map, person_at(map, v->addresses[i]));
}

void viewers_release(struct viewers *v)
{
	free(v->addresses);
	hashmap_release(&v->by_hash);
	arena_release(&v->arena);
	*v = VIEWERS_INIT;
}

bool viewers_sent(const struct viewers *v, const struct mailmap *map,
		  const struct post *p)
{
	return has_address(v, mailmap_author(map, p).addr) ||
	       has_address(v, mailmap_poster(map, p).addr);
}

bool viewers_received(const struct viewers *v, struct str recipients)
{
	for (size_t at = 0; at + ID_HASH <= recipients.len; at += ID_HASH)
		if (has_hash(v, hash_bytes(recipients.s + at)))
			return true;
	return false;
}
