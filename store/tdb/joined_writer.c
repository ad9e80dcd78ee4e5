/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/tdb/joined_writer.h"
#include "store/tdb/checksum.h"
#include "store/tdb/store.h"
#include "store/tdb/tdb_layout.h"
#include "store/tdb/tdbfile.h"
#include "store/util/file.h"

#define WRITTEN_AT_ONCE (1u << 20)
#define CHAINS_MIN 131

struct joined_writer {
	int fd;
	uint32_t chains;
	uint32_t *heads; /* of each hash chain */
	uint64_t at;	 /* where the next entry will stand */
	struct buf out;	 /* what is not written yet */
	struct buf stored;
};

enum status joined_writer_open(struct joined_writer **out, const char *path,
			       uint64_t entries, mode_t mode)
{
	struct joined_writer *w = *out = xcalloc(1, sizeof(*w));

	w->fd = -1;
	w->chains = entries > UINT32_MAX / 8 ? UINT32_MAX / 8 : (uint32_t)entries;
	if (w->chains < CHAINS_MIN)
		w->chains = CHAINS_MIN;
	w->heads = xcalloc(w->chains, sizeof(*w->heads));
	w->at = tdb_layout_start(w->chains);
	if (!tdbfile_make_empty(path, w->chains, mode))
		return ST_NOSPACE;
	w->fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (w->fd < 0 || flock(w->fd, LOCK_EX | LOCK_NB) != 0 ||
	    lseek(w->fd, (off_t)w->at, SEEK_SET) < 0)
		return ST_NOSPACE;
	return ST_OK;
}

void joined_writer_free(struct joined_writer *w)
{
	if (!w)
		return;
	file_close(&w->fd);
	free(w->heads);
	buf_release(&w->out);
	buf_release(&w->stored);
	free(w);
}

static enum status write_out(struct joined_writer *w)
{
	bool written = file_write_all(w->fd, buf_str(&w->out));

	buf_reset(&w->out);
	return written ? ST_OK : ST_NOSPACE;
}

enum status joined_writer_add(struct joined_writer *w, struct str key, struct str stored)
{
	static const char zeros[TDB_LAYOUT_ALIGNMENT];
	const uint32_t hash = tdbfile_hash(key);
	const size_t len = key.len + stored.len;
	const size_t padding = -len % TDB_LAYOUT_ALIGNMENT;
	uint32_t *head = &w->heads[hash % w->chains];
	struct tdb_layout_entry e = { .next = *head,
				      .room = (uint32_t)(len + padding + sizeof(e.room)),
				      .key_len = (uint32_t)key.len,
				      .value_len = (uint32_t)stored.len,
				      .hash = hash,
				      .magic = TDB_LAYOUT_USED };
	const uint32_t size = (uint32_t)sizeof(e) + e.room;

	if (len > STORE_SEGMENT_MAX || w->at + size > STORE_SEGMENT_MAX) {
		errno = EFBIG;
		return ST_NOSPACE;
	}
	buf_add(&w->out, &e, sizeof(e));
	buf_adds(&w->out, key);
	buf_adds(&w->out, stored);
	buf_add(&w->out, zeros, padding);
	buf_add(&w->out, &size, sizeof(size));
	*head = (uint32_t)w->at;
	w->at += size;
	return w->out.len < WRITTEN_AT_ONCE ? ST_OK : write_out(w);
}

enum status joined_writer_put(struct joined_writer *w, struct str key, struct str value)
{
	checksum_put(&w->stored, key, value);
	return joined_writer_add(w, key, buf_str(&w->stored));
}

enum status joined_writer_finish(struct joined_writer *w)
{
	const struct str heads = { (const char *)w->heads,
				   w->chains * sizeof(*w->heads) };
	enum status st = write_out(w);

	if (st == ST_OK &&
	    (lseek(w->fd, (off_t)tdb_layout_chain(0, w->chains), SEEK_SET) < 0 ||
	     !file_write_all(w->fd, heads) || fsync(w->fd) != 0))
		st = ST_NOSPACE;
	return st;
}
