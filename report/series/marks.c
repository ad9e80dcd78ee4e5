/* SPDX-License-Identifier: MIT */
#include "report/util/hashmap.h"
#include "report/series/marks.h"

/* A series hangs together by far fewer; a hostile mail has thousands. */
#define REFS_MAX 64

static struct str sender_text(const struct post *p, int by)
{
	switch (by) {
	case SENDER_FROM:
		return p->from_addr;
	case SENDER_NAME:
		return p->from_name;
	default:
		return p->author_addr;
	}
}

static uint64_t sender_key(const struct post *p, int by)
{
	uint64_t key = hash_text(sender_text(p, by));

	/* A list's address in From belongs to all who wrote through it. */
	if (by == SENDER_FROM && key)
		key = hash_mix(key, hash_text(p->from_name));
	return key ? hash_mix(key, (uint64_t)by) : 0;
}

uint64_t marks_kin(struct str version, uint32_t total)
{
	return hash_mix(hash_text(version), total);
}

struct marks marks_of(const struct post *p)
{
	struct marks m = { .kin = marks_kin(p->version, p->total) };

	for (int by = 0; by < SENDER_COUNT; by++)
		m.sender[by] = sender_key(p, by);
	return m;
}

uint64_t marks_key(const struct marks *m, uint64_t targets, int by)
{
	return hash_mix(hash_mix(m->kin, targets), m->sender[by]);
}

struct str marks_refs(const struct post *p)
{
	size_t most = REFS_MAX * ID_HASH;

	return str_sub(p->refs, p->refs.len > most ? p->refs.len - most : 0, p->refs.len);
}

bool marks_next_ref(struct str *refs, uint64_t *id)
{
	if (refs->len < ID_HASH)
		return false;
	refs->len -= ID_HASH;
	*id = hash_bytes(refs->s + refs->len);
	return true;
}
