/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "filter/archive/mail_ring.h"
#include "store/util/buf.h"
#include "store/util/file.h"

/*
 * By measurement: a process wakes once for some dozen mails, and the writer
 * fills slots while the reader commits to the store.
 */
#define SLOTS 8
#define SLOT_SIZE (512u << 10)

struct mail_ring_slot {
	uint32_t n; /* entries */
	char bytes[SLOT_SIZE - sizeof(uint32_t)];
};

/* Before each message in a slot; BUF_PAD zero bytes follow the message. */
struct slot_entry {
	uint32_t kind, len;
	struct commit_change change;
};

static size_t entry_size(size_t len)
{
	return (sizeof(struct slot_entry) + len + BUF_PAD + 7) / 8 * 8;
}

bool mail_ring_open(struct mail_ring *r)
{
	void *shared = mmap(NULL, SLOTS * sizeof(*r->slot), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	*r = MAIL_RING_INIT;
	if (shared == MAP_FAILED)
		return false;
	r->slot = shared;
	r->free_slots = SLOTS - 1;
	if (pipe2(r->filled, O_CLOEXEC) == 0 && pipe2(r->emptied, O_CLOEXEC) == 0)
		return true;
	mail_ring_close(r);
	return false;
}

void mail_ring_close(struct mail_ring *r)
{
	for (int i = 0; i < 2; i++) {
		file_close(&r->filled[i]);
		file_close(&r->emptied[i]);
	}
	if (r->slot)
		munmap(r->slot, SLOTS * sizeof(*r->slot));
	r->slot = NULL;
}

void mail_ring_become_writer(struct mail_ring *r)
{
	file_close(&r->filled[0]);
	file_close(&r->emptied[1]);
}

void mail_ring_become_reader(struct mail_ring *r)
{
	file_close(&r->filled[1]);
	file_close(&r->emptied[0]);
}

/* Reads up to size bytes; 0 at the pipe's end. */
static size_t read_ring_pipe(int fd, char *bytes, size_t size)
{
	ssize_t n;

	do
		n = read(fd, bytes, size);
	while (n < 0 && errno == EINTR);
	return n > 0 ? (size_t)n : 0;
}

/* Gives the current slot to the reader, unless it is empty, and waits for a free one. */
static bool hand_over_slot(struct mail_ring *r)
{
	char bytes[SLOTS] = { 0 };

	if (!r->slot[r->current].n)
		return true;
	if (write(r->filled[1], bytes, 1) != 1)
		return false;
	if (!r->free_slots)
		r->free_slots = read_ring_pipe(r->emptied[0], bytes, sizeof(bytes));
	if (!r->free_slots)
		return false;
	r->free_slots--;
	r->current = (r->current + 1) % SLOTS;
	r->slot[r->current].n = 0;
	r->offset = 0;
	return true;
}

bool mail_ring_put(struct mail_ring *r, enum mail_ring_kind kind,
		   const struct commit_change *change, struct str content)
{
	struct slot_entry head = { kind, 0, *change };
	struct mail_ring_slot *slot = &r->slot[r->current];
	char *to;

	if (entry_size(content.len) > sizeof(slot->bytes))
		head.kind = RING_UNREAD;
	else
		head.len = (uint32_t)content.len;
	if (entry_size(head.len) > sizeof(slot->bytes) - r->offset) {
		if (!hand_over_slot(r))
			return false;
		slot = &r->slot[r->current];
	}
	to = slot->bytes + r->offset;
	memcpy(to, &head, sizeof(head));
	memcpy(to + sizeof(head), content.s, head.len);
	memset(to + sizeof(head) + head.len, 0, BUF_PAD);
	r->offset += entry_size(head.len);
	slot->n++;
	return true;
}

void mail_ring_finish(struct mail_ring *r)
{
	char bytes[SLOTS];

	if (hand_over_slot(r))
		while (read_ring_pipe(r->emptied[0], bytes, sizeof(bytes)))
			;
}

/* Gives the current slot back, and waits for the next filled one. */
static bool next_slot(struct mail_ring *r)
{
	char byte = 0;

	if (r->reading && write(r->emptied[1], &byte, 1) != 1)
		return false;
	if (r->reading)
		r->current = (r->current + 1) % SLOTS;
	r->reading = read_ring_pipe(r->filled[0], &byte, 1) == 1;
	r->left = r->reading ? r->slot[r->current].n : 0;
	r->offset = 0;
	return r->left > 0;
}

/* False if the entry does not fit into the slot: the writer is not to be trusted. */
static bool read_slot_entry(const struct mail_ring *r, struct slot_entry *head)
{
	const struct mail_ring_slot *slot = &r->slot[r->current];

	if (entry_size(0) > sizeof(slot->bytes) - r->offset)
		return false;
	memcpy(head, slot->bytes + r->offset, sizeof(*head));
	return head->kind < RING_BROKEN && head->change.id_len <= COMMIT_MAX &&
	       entry_size(head->len) <= sizeof(slot->bytes) - r->offset;
}

enum mail_ring_kind mail_ring_next(struct mail_ring *r, struct commit_change *change,
				   struct str *content)
{
	struct slot_entry head;

	*content = STR_EMPTY;
	if ((!r->left && !next_slot(r)) || !read_slot_entry(r, &head))
		return RING_BROKEN;
	*change = head.change;
	*content = (struct str){ r->slot[r->current].bytes + r->offset + sizeof(head),
				 head.len };
	r->offset += entry_size(head.len);
	r->left--;
	return (enum mail_ring_kind)head.kind;
}
