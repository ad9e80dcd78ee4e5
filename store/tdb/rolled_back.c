/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/tdb/rolled_back.h"
#include "store/tdb/tdb_layout.h"

/* An undo area is an entry, which is still to be written back if it has its magic. */
#define CHAINS_AT offsetof(struct tdb_layout_head, chains)
#define UNDO_AT offsetof(struct tdb_layout_head, recovery)
#define HEAD_SIZE TDB_LAYOUT_HEAD
#define ENTRY_HEAD sizeof(struct tdb_layout_entry)
#define ENTRY_ROOM_AT offsetof(struct tdb_layout_entry, room)
#define ENTRY_MAGIC_AT offsetof(struct tdb_layout_entry, magic)
#define UNDO_SIZE_BEFORE_AT offsetof(struct tdb_layout_entry, key_len)

static uint32_t number_at(const char *bytes, size_t at)
{
	uint32_t n;

	memcpy(&n, bytes + at, sizeof(n));
	return n;
}

static bool is_tdb_head(const char *head)
{
	return number_at(head, offsetof(struct tdb_layout_head, version)) ==
	       TDB_LAYOUT_VERSION;
}

/*
 * TDB forgets an undo area that lies after the end to which it rolls the file
 * back. Any other undo area keeps the size that the file had before its
 * transaction.
 */
static enum rolled_back read_undo_area(int fd, const char *head)
{
	const uint32_t at = number_at(head, UNDO_AT);
	char undo[ENTRY_HEAD];
	struct stat st;

	if (!at || pread(fd, undo, sizeof(undo), at) != sizeof(undo))
		return ROLLED_BACK_MAYBE;
	if (number_at(undo, ENTRY_MAGIC_AT) == TDB_LAYOUT_UNDO)
		return ROLLED_BACK_PENDING;
	if (fstat(fd, &st) == 0 &&
	    st.st_size > (off_t)number_at(undo, UNDO_SIZE_BEFORE_AT))
		return ROLLED_BACK_MAYBE;
	return ROLLED_BACK_NOTHING;
}

enum rolled_back rolled_back_seen(const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char head[UNDO_AT + sizeof(uint32_t)];
	enum rolled_back seen = ROLLED_BACK_NOTHING;

	if (fd < 0)
		return seen;
	if (pread(fd, head, sizeof(head), 0) == sizeof(head) && is_tdb_head(head))
		seen = read_undo_area(fd, head);
	close(fd);
	return seen;
}

/* Looks for the end of the last entry. */
struct end_search {
	const char *bytes;
	size_t size, end;
	size_t left; /* entries that a file of this size can have: chains may be broken */
};

/* Returns false if the chain that begins at this number is broken. */
static bool follow_entries(struct end_search *s, size_t start)
{
	size_t at, end;

	for (at = number_at(s->bytes, start); at; at = number_at(s->bytes, at)) {
		if (at < HEAD_SIZE || at + ENTRY_HEAD > s->size || !s->left--)
			return false;
		end = at + ENTRY_HEAD + number_at(s->bytes, at + ENTRY_ROOM_AT);
		if (end > s->size)
			return false;
		if (end > s->end)
			s->end = end;
	}
	return true;
}

static bool find_end(struct end_search *s)
{
	const size_t lists = 1 + (size_t)number_at(s->bytes, CHAINS_AT);

	s->end = HEAD_SIZE + lists * sizeof(uint32_t);
	if (!is_tdb_head(s->bytes) || s->end > s->size)
		return false;
	for (size_t i = 0; i < lists; i++)
		if (!follow_entries(s, HEAD_SIZE + i * sizeof(uint32_t)))
			return false;
	return follow_entries(s, UNDO_AT);
}

size_t rolled_back_end(int fd, size_t size)
{
	struct end_search s = { .size = size, .left = size / ENTRY_HEAD };
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t end = size;
	void *map;

	if (size < HEAD_SIZE)
		return size;
	map = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		return size;
	s.bytes = map;
	/* TDB makes files of whole pages */
	if (find_end(&s))
		end = (s.end + page - 1) / page * page;
	munmap(map, size);
	return end < size ? end : size;
}
