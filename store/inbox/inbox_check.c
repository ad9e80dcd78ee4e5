/* SPDX-License-Identifier: MIT */
/* Verifying a list's files: every value's checksum, and that each can be understood. */
#include <string.h>

#include "store/inbox/inbox_impl.h"
#include "store/util/hex.h"

struct check {
	struct inbox *ib;
	inbox_fault_fn *fn;
	void *arg;
	bool faulty;
};

static bool leads_down(const struct links *l, uint32_t seq)
{
	for (int i = 0; i < CHAINS; i++)
		if (l->before[i] >= seq)
			return false;
	return l->first <= seq;
}

static const char *mail_fault(struct inbox *ib, struct str key, struct str value)
{
	struct bytes k = { str_sub(key, 1, key.len), false };
	uint32_t seq = bytes_get32(&k);
	struct bytes in = { value, false };
	struct record r = RECORD_INIT;
	struct links links;
	enum status st;
	uint32_t file;

	links_get(&in, &links);
	st = record_decode(&r, in.rest.s, in.rest.len);
	record_release(&r);
	if (st == ST_NEWER)
		return "its record is from a newer version";
	if (in.bad || st != ST_OK)
		return "its record can't be read";
	if (!inbox_file_of(ib, seq, &file) || !leads_down(&links, seq))
		return "its links lead astray";
	return NULL;
}

static const char *id_fault(struct inbox *ib, struct str value)
{
	struct bytes in = { value, false };
	struct key k;
	struct id_entry e;
	uint32_t file;

	id_entry_get(&in, &e);
	if (in.bad || in.rest.len)
		return "it has the wrong size";
	k = key_mail(e.seq);
	if (!inbox_file_of(ib, e.seq, &file) || inbox_fetch(ib, file, &k, &in) != ST_OK)
		return "the record it names is not there";
	return NULL;
}

static const char *spot_fault(struct inbox *ib, struct str value)
{
	struct bytes in = { value, false };
	struct commit_entry spot;
	struct archive_pos prev;
	uint32_t file;

	if (!commit_entry_get(&in, &spot, &prev) || in.rest.len)
		return "it has the wrong size";
	if (spot.seq != SEQ_NONE && !inbox_file_of(ib, spot.seq, &file))
		return "the mail it names is not there";
	return NULL;
}

static void check_entry(void *arg, uint32_t epoch, struct str key, struct str value,
			const char *fault)
{
	struct check *c = arg;
	struct buf line = BUF_INIT;
	char hex[2 * 20 + 1];

	if (!fault && key.len) {
		if (key.s[0] == 'm')
			fault = mail_fault(c->ib, key, value);
		else if (key.s[0] == 'i')
			fault = id_fault(c->ib, value);
		else if (key.s[0] == 'p')
			fault = spot_fault(c->ib, value);
	}
	if (!fault)
		return;
	c->faulty = true;
	buf_addf(&line, "%s/%u.tdb: ", c->ib->list, epoch);
	if (key.len) {
		hex_write(hex, (const unsigned char *)key.s,
			  2 * (key.len < 20 ? key.len : 20));
		buf_addf(&line, "entry %s: ", hex);
	}
	buf_addstr(&line, fault);
	c->fn(c->arg, buf_cstr(&line));
	buf_release(&line);
}

enum status inbox_check(struct inbox *ib, inbox_fault_fn *fn, void *arg)
{
	struct check c = { ib, fn, arg, false };
	enum status st = store_check(ib->store, check_entry, &c);

	return c.faulty ? ST_DAMAGED : st;
}
