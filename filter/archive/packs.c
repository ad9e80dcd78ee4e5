/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "filter/archive/libdeflate.h"
#include "filter/archive/pack.h"
#include "filter/archive/pack_delta.h"
#include "filter/archive/packs.h"
#include "store/util/array.h"
#include "store/util/buf.h"

/* Each takes two mappings. */
#define PACKS_MAX 256
/* git writes at most 50 deltas, one of the other; it reads as many. */
#define CHAIN_MAX 4096
/* Above this size git reads an object; a mail of such a size it passes on too. */
#define OBJECT_MAX (16u << 20)
/* Objects of which others are deltas are kept. */
#define KEPT_SLOTS 8192
#define KEPT_BYTES (16u << 20)
/* When so many bytes of windows were read, all are given back. With large folios in the
 * page cache, the kernel maps up to thirty times as much. */
#define WINDOWS_BYTES (1u << 20)

struct unpacked {
	unsigned kind;
	struct buf bytes;
};

/* An object in memory, by the place where it stands. */
struct kept_object {
	const struct pack *pack;
	uint64_t at;
	struct unpacked object;
};

struct packs {
	struct libdeflate *libdeflate;
	struct pack packs[PACKS_MAX];
	size_t n, last; /* last: where the last object was */
	size_t windows; /* bytes of packs' windows that were read */
	struct unpacked object;
	struct buf delta, next;
	struct pack_entry chain[CHAIN_MAX];
	uint64_t places[CHAIN_MAX]; /* of the deltas */
	struct kept_object kept[KEPT_SLOTS];
	size_t kept_bytes;
	size_t oldest; /* the slot that is emptied next */
};

static void open_packs(struct packs *p, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *e;

	while (dir && p->n < PACKS_MAX && (e = readdir(dir))) {
		struct buf path = BUF_INIT;

		buf_addf(&path, "%s/%s", folder, e->d_name);
		if (pack_open(&p->packs[p->n], path.data))
			p->n++;
		else
			pack_release(&p->packs[p->n]);
		buf_release(&path);
	}
	if (dir)
		closedir(dir);
}

bool packs_open(struct packs **out, const char *git_dir)
{
	struct packs *p = *out = xcalloc(1, sizeof(*p));
	struct buf folder = BUF_INIT;

	buf_addf(&folder, "%s/objects/pack", git_dir);
	if (libdeflate_open(&p->libdeflate))
		open_packs(p, folder.data);
	buf_release(&folder);
	return p->n > 0;
}

static void empty_slot(struct packs *p, struct kept_object *k)
{
	p->kept_bytes -= k->object.bytes.cap;
	buf_release(&k->object.bytes);
	*k = (struct kept_object){ .pack = NULL };
}

void packs_release(struct packs *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < KEPT_SLOTS; i++)
		empty_slot(p, &p->kept[i]);
	for (size_t i = 0; i < p->n; i++)
		pack_release(&p->packs[i]);
	buf_release(&p->object.bytes);
	buf_release(&p->delta);
	buf_release(&p->next);
	libdeflate_release(p->libdeflate);
	free(p);
}

static struct kept_object *slot_of(struct packs *p, const struct pack *pack, uint64_t at)
{
	const uint64_t hash = (at + (uint64_t)(pack - p->packs)) * 0x9e3779b97f4a7c15ull;

	return &p->kept[(hash >> 32) % KEPT_SLOTS];
}

/* Keeps the object that was unpacked, and leaves an empty one. */
static void keep_object(struct packs *p, const struct pack *pack, uint64_t at)
{
	struct kept_object *k = slot_of(p, pack, at);

	empty_slot(p, k);
	*k = (struct kept_object){ pack, at, p->object };
	p->kept_bytes += k->object.bytes.cap;
	p->object.bytes = (struct buf)BUF_INIT;
	while (p->kept_bytes > KEPT_BYTES) {
		empty_slot(p, &p->kept[p->oldest]);
		p->oldest = (p->oldest + 1) % KEPT_SLOTS;
	}
}

static void count_windows(struct packs *p, size_t bytes)
{
	p->windows += bytes;
	if (p->windows < WINDOWS_BYTES)
		return;
	for (size_t i = 0; i < p->n; i++)
		pack_give_back(&p->packs[i]);
	p->windows = 0;
}

/* Replaces what out holds with what the entry holds: an object or a delta. */
static bool unpack_entry(struct packs *p, const struct pack *pack,
			 const struct pack_entry *e, struct buf *out)
{
	size_t taken = 0;

	buf_reset(out);
	if (e->size > OBJECT_MAX)
		return false;
	buf_reserve(out, e->size);
	if (!libdeflate_unpack(p->libdeflate, e->packed, out->data, e->size, &taken))
		return false;
	out->len = e->size;
	memset(out->data + out->len, 0, BUF_PAD);
	count_windows(p, pack_note_read(pack, str_sub(e->packed, 0, taken)));
	return true;
}

static bool is_delta(const struct pack_entry *e)
{
	return e->kind == PACK_DELTA_BEFORE || e->kind == PACK_DELTA_OF_ID;
}

/*
 * Follows the deltas from the object at *at to one that is whole, or kept; *at is its
 * place then, and *kept what is kept. Returns how many deltas there are; CHAIN_MAX: the
 * object can't be read.
 */
static size_t find_whole(struct packs *p, const struct pack *pack, uint64_t *at,
			 const struct kept_object **kept)
{
	size_t n = 0;

	for (;; n++) {
		struct kept_object *k = slot_of(p, pack, *at);

		*kept = k->pack == pack && k->at == *at ? k : NULL;
		if (*kept || n == CHAIN_MAX)
			return n;
		if (!pack_entry_at(pack, *at, &p->chain[n]))
			return CHAIN_MAX;
		if (!is_delta(&p->chain[n]))
			return n;
		p->places[n] = *at;
		*at = p->chain[n].base;
	}
}

/* Makes the object of the last whole one and the deltas that lead to it. */
static bool apply_deltas(struct packs *p, const struct pack *pack, size_t n, uint64_t at,
			 const struct kept_object *kept)
{
	struct buf before;

	while (n-- > 0) {
		struct str base = buf_str(kept ? &kept->object.bytes : &p->object.bytes);
		const unsigned kind = kept ? kept->object.kind : p->object.kind;

		if (!unpack_entry(p, pack, &p->chain[n], &p->delta) ||
		    !pack_delta_apply(buf_str(&p->delta), base, OBJECT_MAX, &p->next))
			return false;
		if (!kept)
			keep_object(p, pack, at);
		before = p->object.bytes;
		p->object = (struct unpacked){ kind, p->next };
		p->next = before;
		at = p->places[n];
		kept = NULL;
	}
	return true;
}

static bool unpack_object(struct packs *p, const struct pack *pack, uint64_t at)
{
	const struct kept_object *kept;
	const size_t n = find_whole(p, pack, &at, &kept);

	if (n == CHAIN_MAX)
		return false;
	if (kept && !n) {
		p->object.kind = kept->object.kind;
		buf_reset(&p->object.bytes);
		buf_adds(&p->object.bytes, buf_str(&kept->object.bytes));
		return true;
	}
	if (!kept) {
		p->object.kind = p->chain[n].kind;
		if (!unpack_entry(p, pack, &p->chain[n], &p->object.bytes))
			return false;
	}
	return apply_deltas(p, pack, n, at, kept);
}

/* Finds the pack of an object, from the one on that had the last object. */
static const struct pack *find_pack(struct packs *p, const unsigned char *id,
				    uint64_t *at)
{
	for (size_t i = 0; i < p->n; i++) {
		const size_t number = (p->last + i) % p->n;

		if (pack_find(&p->packs[number], id, at)) {
			p->last = number;
			return &p->packs[number];
		}
	}
	return NULL;
}

bool packs_read(struct packs *p, const unsigned char id[SHA1_SIZE],
		enum git_object_type type, struct str *content)
{
	static const unsigned kinds[] = { [OBJECT_COMMIT] = PACK_COMMIT,
					  [OBJECT_TREE] = PACK_TREE,
					  [OBJECT_BLOB] = PACK_BLOB };
	uint64_t at;
	const struct pack *pack = find_pack(p, id, &at);

	if (!pack || !unpack_object(p, pack, at) || p->object.kind != kinds[type])
		return false;
	*content = buf_str(&p->object.bytes);
	return true;
}
