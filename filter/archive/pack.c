/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "filter/archive/pack.h"
#include "filter/archive/pack_delta.h"
#include "store/util/buf.h"
#include "store/util/bytes.h"
#include "store/util/file.h"

/*
 * The index: "\377tOc", version, how many ids begin with a byte of at most 0, 1 ... 255,
 * the ids, their CRCs, their offsets, the offsets of 64 bits, two checksums. The pack:
 * "PACK", version, number of objects, the objects, a checksum.
 */
#define INDEX_HEAD 8
#define INDEX_IDS (INDEX_HEAD + 256 * 4)
#define INDEX_MORE (2 * SHA1_SIZE)
#define PACK_HEAD 12
#define LARGE_OFFSET (1u << 31)
/* At a page fault the kernel maps a window's pages, as far as the page cache has them. */
#define WINDOW (64u << 10)

static uint32_t number_at(const char *bytes)
{
	struct bytes in = { { bytes, sizeof(uint32_t) }, false };

	return bytes_get32(&in);
}

/* Maps a file of at least that size; NULL if it can't. */
static char *map_file(const char *path, size_t at_least, size_t *size)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	void *map = MAP_FAILED;
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (uintmax_t)st.st_size >= at_least && (uintmax_t)st.st_size < SIZE_MAX / 2) {
		*size = (size_t)st.st_size;
		map = mmap(NULL, *size, PROT_READ, MAP_SHARED, fd, 0);
	}
	file_close(&fd);
	return map == MAP_FAILED ? NULL : map;
}

static bool is_index(struct pack *p)
{
	const char head[INDEX_HEAD] = { '\377', 't', 'O', 'c', 0, 0, 0, 2 };
	const size_t for_each = SHA1_SIZE + 2 * sizeof(uint32_t);

	p->n = number_at(p->index + INDEX_IDS - sizeof(uint32_t));
	return memcmp(p->index, head, sizeof(head)) == 0 &&
	       p->n <= (p->index_size - INDEX_IDS - INDEX_MORE) / for_each;
}

bool pack_open(struct pack *p, const char *path)
{
	struct str name = str_from(path);
	struct buf data = BUF_INIT;

	*p = (struct pack){ .index = NULL };
	if (!str_ends(name, STR(".idx")))
		return false;
	buf_adds(&data, str_sub(name, 0, name.len - 3));
	buf_addstr(&data, "pack");
	p->index = map_file(path, INDEX_IDS + INDEX_MORE, &p->index_size);
	if (p->index && is_index(p))
		p->data = map_file(data.data, PACK_HEAD + SHA1_SIZE, &p->size);
	if (p->data)
		p->read = xcalloc(p->size / WINDOW + 1, sizeof(*p->read));
	buf_release(&data);
	return p->data && memcmp(p->data, "PACK\0\0\0\2", 8) == 0;
}

void pack_release(struct pack *p)
{
	if (p->index)
		munmap(p->index, p->index_size);
	if (p->data)
		munmap(p->data, p->size);
	free(p->read);
	*p = (struct pack){ .index = NULL };
}

static uint64_t offset_of(const struct pack *p, uint32_t entry)
{
	const char *offsets =
	    p->index + INDEX_IDS + (size_t)p->n * (SHA1_SIZE + sizeof(uint32_t));
	const char *large = offsets + (size_t)p->n * sizeof(uint32_t);
	const size_t n_large =
	    (size_t)(p->index + p->index_size - INDEX_MORE - large) / sizeof(uint64_t);
	const uint32_t offset = number_at(offsets + (size_t)entry * sizeof(uint32_t));
	const uint32_t number = offset & ~LARGE_OFFSET;

	if (!(offset & LARGE_OFFSET))
		return offset;
	if (number >= n_large)
		return UINT64_MAX;
	large += number * sizeof(uint64_t);
	return (uint64_t)number_at(large) << 32 | number_at(large + sizeof(uint32_t));
}

bool pack_find(const struct pack *p, const unsigned char id[SHA1_SIZE], uint64_t *at)
{
	const char *counts = p->index + INDEX_HEAD, *ids = p->index + INDEX_IDS;
	uint32_t from = id[0] ? number_at(counts + 4 * (id[0] - 1)) : 0,
		 upto = number_at(counts + 4 * id[0]);

	upto = upto < p->n ? upto : p->n;
	while (from < upto) {
		const uint32_t middle = from + (upto - from) / 2;
		const int order = memcmp(id, ids + (size_t)middle * SHA1_SIZE, SHA1_SIZE);

		if (!order) {
			*at = offset_of(p, middle);
			return true;
		}
		if (order < 0)
			upto = middle;
		else
			from = middle + 1;
	}
	return false;
}

/* A kind in three bits of the first byte; the size in its lowest four and in what
 * follows. */
static bool take_head(struct str *rest, struct pack_entry *e)
{
	const unsigned first = (unsigned char)str_at(*rest, 0);
	uint64_t more = 0;

	if (!rest->len)
		return false;
	*rest = str_sub(*rest, 1, rest->len);
	if (first & 0x80 && !pack_delta_number(rest, &more))
		return false;
	e->kind = first >> 4 & 7;
	e->size = (first & 0xf) | more << 4;
	return more < UINT64_MAX >> 4;
}

/* How far before the entry its base is: the highest seven bits first, and one added for
 * each byte but the last. */
static bool take_distance(struct str *rest, uint64_t *distance)
{
	unsigned byte = 0x80;

	*distance = 0;
	for (unsigned n = 0; byte & 0x80; n++) {
		if (n > 8 || !rest->len)
			return false;
		byte = (unsigned char)*rest->s;
		*rest = str_sub(*rest, 1, rest->len);
		*distance = (*distance + (n > 0)) << 7 | (byte & 0x7f);
	}
	return true;
}

static bool take_base(const struct pack *p, uint64_t at, struct str *rest,
		      struct pack_entry *e)
{
	const unsigned char *id = (const unsigned char *)rest->s;
	uint64_t distance;

	if (e->kind == PACK_DELTA_BEFORE) {
		if (!take_distance(rest, &distance) || !distance || distance > at)
			return false;
		e->base = at - distance;
	}
	if (e->kind == PACK_DELTA_OF_ID) {
		if (rest->len < SHA1_SIZE || !pack_find(p, id, &e->base))
			return false;
		*rest = str_sub(*rest, SHA1_SIZE, rest->len);
	}
	return true;
}

bool pack_entry_at(const struct pack *p, uint64_t at, struct pack_entry *e)
{
	const size_t end = p->size - SHA1_SIZE;
	struct str rest;

	*e = (struct pack_entry){ .packed = STR_EMPTY };
	if (at < PACK_HEAD || at >= end)
		return false;
	rest = (struct str){ p->data + at, end - at };
	if (!take_head(&rest, e) || !take_base(p, at, &rest, e))
		return false;
	e->packed = rest;
	return true;
}

size_t pack_note_read(const struct pack *p, struct str packed)
{
	const size_t first = (size_t)(packed.s - p->data),
		     last = (first + packed.len) / WINDOW;
	size_t n = 0;

	for (size_t i = first / WINDOW; i <= last; i++) {
		n += !p->read[i];
		p->read[i] = true;
	}
	return n * WINDOW;
}

void pack_give_back(const struct pack *p)
{
	memset(p->read, 0, (p->size / WINDOW + 1) * sizeof(*p->read));
	madvise(p->data, p->size, MADV_DONTNEED);
}
