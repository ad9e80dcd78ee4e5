/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "filter/archive/mail_ring.h"
#include "store/util/buf.h"

/*
 * By measurement: some dozen mails for each time that a process is woken, and
 * so many trays that reading goes on while the store commits.
 */
#define TRAYS 8
#define TRAY_SIZE (512u << 10)

struct mail_ring_slot {
	uint32_t n; /* entries */
	char bytes[TRAY_SIZE - sizeof(uint32_t)];
};

/* Of an entry; the content follows, then BUF_PAD zero bytes. */
struct file_head {
	uint32_t kind, len;
	struct commit_change change;
};

static size_t room_for(size_t len)
{
	return (sizeof(struct file_head) + len + BUF_PAD + 7) / 8 * 8;
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

bool mail_ring_open(struct mail_ring *t)
{
	void *shared = mmap(NULL, TRAYS * sizeof(*t->tray), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	*t = (struct mail_ring)MAIL_RING_INIT;
	if (shared == MAP_FAILED)
		return false;
	t->tray = shared;
	t->empty = TRAYS - 1;
	if (pipe2(t->filled, O_CLOEXEC) == 0 && pipe2(t->emptied, O_CLOEXEC) == 0)
		return true;
	mail_ring_close(t);
	return false;
}

void mail_ring_close(struct mail_ring *t)
{
	for (int i = 0; i < 2; i++) {
		close_end(&t->filled[i]);
		close_end(&t->emptied[i]);
	}
	if (t->tray)
		munmap(t->tray, TRAYS * sizeof(*t->tray));
	t->tray = NULL;
}

void mail_ring_become_writer(struct mail_ring *t)
{
	close_end(&t->filled[0]);
	close_end(&t->emptied[1]);
}

void mail_ring_become_reader(struct mail_ring *t)
{
	close_end(&t->filled[1]);
	close_end(&t->emptied[0]);
}

/* Up to size bytes of a pipe; 0 when it has ended. */
static size_t read_bytes(int fd, char *bytes, size_t size)
{
	ssize_t n;

	do
		n = read(fd, bytes, size);
	while (n < 0 && errno == EINTR);
	return n > 0 ? (size_t)n : 0;
}

/* The tray, if there is anything in it, for an empty one. */
static bool hand_over(struct mail_ring *t)
{
	char bytes[TRAYS] = { 0 };

	if (!t->tray[t->now].n)
		return true;
	if (write(t->filled[1], bytes, 1) != 1)
		return false;
	if (!t->empty)
		t->empty = read_bytes(t->emptied[0], bytes, sizeof(bytes));
	if (!t->empty)
		return false;
	t->empty--;
	t->now = (t->now + 1) % TRAYS;
	t->tray[t->now].n = 0;
	t->at = 0;
	return true;
}

bool mail_ring_put(struct mail_ring *t, enum mail_ring_kind kind,
		   const struct commit_change *change, struct str content)
{
	struct file_head head = { kind, 0, *change };
	struct mail_ring_slot *tray = &t->tray[t->now];
	char *to;

	if (room_for(content.len) > sizeof(tray->bytes))
		head.kind = RING_UNREAD;
	else
		head.len = (uint32_t)content.len;
	if (room_for(head.len) > sizeof(tray->bytes) - t->at) {
		if (!hand_over(t))
			return false;
		tray = &t->tray[t->now];
	}
	to = tray->bytes + t->at;
	memcpy(to, &head, sizeof(head));
	memcpy(to + sizeof(head), content.s, head.len);
	memset(to + sizeof(head) + head.len, 0, BUF_PAD);
	t->at += room_for(head.len);
	tray->n++;
	return true;
}

void mail_ring_finish(struct mail_ring *t)
{
	char bytes[TRAYS];

	if (hand_over(t))
		while (read_bytes(t->emptied[0], bytes, sizeof(bytes)))
			;
}

/* The next tray, with something in it. The one before goes back. */
static bool next_tray(struct mail_ring *t)
{
	char byte = 0;

	if (t->taking && write(t->emptied[1], &byte, 1) != 1)
		return false;
	if (t->taking)
		t->now = (t->now + 1) % TRAYS;
	t->taking = read_bytes(t->filled[0], &byte, 1) == 1;
	t->left = t->taking ? t->tray[t->now].n : 0;
	t->at = 0;
	return t->left > 0;
}

/* The entry's head, if all of it lies in the tray: else a process has gone mad. */
static bool read_head(const struct mail_ring *t, struct file_head *head)
{
	const struct mail_ring_slot *tray = &t->tray[t->now];

	if (room_for(0) > sizeof(tray->bytes) - t->at)
		return false;
	memcpy(head, tray->bytes + t->at, sizeof(*head));
	return head->kind < RING_BROKEN && head->change.id_len <= COMMIT_MAX &&
	       room_for(head->len) <= sizeof(tray->bytes) - t->at;
}

enum mail_ring_kind mail_ring_next(struct mail_ring *t, struct commit_change *change,
				   struct str *content)
{
	struct file_head head;

	*content = STR_EMPTY;
	if ((!t->left && !next_tray(t)) || !read_head(t, &head))
		return RING_BROKEN;
	*change = head.change;
	*content = (struct str){ t->tray[t->now].bytes + t->at + sizeof(head), head.len };
	t->at += room_for(head.len);
	t->left--;
	return (enum mail_ring_kind)head.kind;
}
