/* SPDX-License-Identifier: MIT */
/* Leaves entries of a sound segment out: the check must miss what they lead to. */
#include <sys/stat.h>

#include "store/inbox/chain_check.h"
#include "tests/support/nosync.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

#define LIST "check.example.org"
#define MAILS 3

static char *dir;
static struct inbox *inbox;

static void put_mail(int i)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_WRITE };
	struct commit_ref p = { .commit_digits = 40,
				.archived = true,
				.pos = { 0, 0, (uint32_t)i } };
	struct record r = RECORD_INIT;
	struct buf why = BUF_INIT;
	struct inbox *ib;
	char id[] = "0@x";

	id[0] = (char)('0' + i);
	p.commit[0] = (unsigned char)(i / 2); /* two of them in one chain */
	r.kind = KIND_PATCH;
	r.rules = RECORD_RULES;
	r.message_id = str_from(id);
	r.in_reply_to = STR("parent@x");
	r.subject = r.title = STR("a title");
	r.version = STR("1");
	r.author_name = STR("A U Thor");
	r.author_addr = STR("author@x");
	r.arrival = r.date = 1000 + i;
	assert_int_equal(inbox_open(&ib, &o, &why), ST_OK);
	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	assert_int_equal(inbox_put(ib, &r, &p), ST_OK);
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	inbox_close(ib);
	buf_release(&why);
}

static int make_store(void **state)
{
	struct store_options o = { .list = LIST, .mode = STORE_READ };
	struct buf why = BUF_INIT;

	(void)state;
	dir = temp_dir();
	for (int i = 0; i < MAILS; i++)
		put_mail(i);
	o.dir = dir;
	assert_int_equal(inbox_open(&inbox, &o, &why), ST_OK);
	return 0;
}

static int remove_store(void **state)
{
	(void)state;
	inbox_close(inbox);
	temp_remove(dir);
	return 0;
}

static const struct row {
	const char *name;
	char without; /* the letter of the keys left out; 0: none */
	uint32_t seq; /* of records: only this one */
	int64_t later;
	const char *faults;
} rows[] = {
	{ "sound", 0, 0, 0, "" },
	{ "no heads of days", 'd', 0, 0,
	  "record 3: the chain of its day does not lead to it\n" },
	{ "no heads of replies", 'r', 0, 0,
	  "record 3: the chain of replies does not lead to it\n" },
	{ "no heads of titles", 't', 0, 0,
	  "record 3: the chain of titles does not lead to it\n" },
	{ "no heads of authors", 'w', 0, 0,
	  "record 3: the chain of authors does not lead to it\n" },
	{ "no heads of commits", 'c', 0, 0,
	  "the chains of commits do not lead to all of them\n" },
	{ "no commits", 'p', 0, 0, "the chains of commits do not lead to all of them\n" },
	{ "a hole", 'm', 2, 0,
	  "record 1: the chain of its day does not lead to it\n"
	  "record 1: the chain of replies does not lead to it\n"
	  "record 1: the chain of titles does not lead to it\n"
	  "record 1: the chain of authors does not lead to it\n"
	  "record 2 is missing\n" },
	{ "the last one is missing", 'm', 3, 0,
	  "record 2: the chain of its day does not lead to it\n"
	  "record 2: the chain of replies does not lead to it\n"
	  "record 2: the chain of titles does not lead to it\n"
	  "record 2: the chain of authors does not lead to it\n"
	  "record 3 is missing\n" },
	{ "times outside of the totals", 0, 0, 100,
	  "its totals leave out the times of 3 records\n" },
};

struct feed {
	const struct row *row;
	struct chain_check check;
};

static bool feed_entry(void *arg, struct str key, struct str value)
{
	struct feed *f = arg;
	struct bytes k = { str_sub(key, 1, key.len), false }, in = { value, false };
	struct record_chains chains;
	struct record r;
	uint32_t seq;

	if (key.s[0] != 'm') {
		if (key.s[0] != f->row->without)
			chain_check_entry(&f->check, key, value);
		return true;
	}
	seq = bytes_get32(&k);
	if (f->row->without == 'm' && f->row->seq == seq)
		return true;
	record_chains_get(&in, &chains, store_format(inbox->store, 0));
	assert_int_equal(record_decode(&r, in.rest.s, in.rest.len), ST_OK);
	r.arrival += f->row->later;
	chain_check_record(&f->check, seq, &r, &chains);
	record_release(&r);
	return true;
}

static void check_row(void **state)
{
	struct feed f = { .row = *state };
	struct buf faults = BUF_INIT;

	chain_check_begin(&f.check, inbox, 0);
	assert_int_equal(store_each(inbox->store, 0, feed_entry, &f), ST_OK);
	chain_check_end(&f.check, &faults);
	same_buf(&faults, f.row->faults);
}

/* The ids of mails are made with the list's name. */
static void check_ids(void **state)
{
	struct record_chains chains = { .first = 1 };
	struct record r = RECORD_INIT;
	struct chain_check c;
	struct buf faults = BUF_INIT;

	(void)state;
	r.message_id = STR("other@x");
	r.arrival = 1000;
	chain_check_begin(&c, inbox, 0);
	chain_check_record(&c, 1, &r, &chains);
	chain_check_end(&c, &faults);
	assert_non_null(
	    strstr(buf_cstr(&faults), "1 mails are not found by their ids; "));
	buf_release(&faults);
}

/* A position that the list's epochs have not. */
static void check_range(void **state)
{
	const struct commit_entry entry = { .commit_digits = 40, .seq = SEQ_NONE };
	struct key k = key_commit_entry((struct archive_pos){ 0, 0, 7 });
	struct buf value = BUF_INIT, faults = BUF_INIT;
	struct chain_check c;

	(void)state;
	commit_entry_put(&value, &entry, ARCHIVE_POS_NONE);
	chain_check_begin(&c, inbox, 0);
	chain_check_entry(&c, key_str(&k), buf_str(&value));
	chain_check_end(&c, &faults);
	assert_non_null(strstr(buf_cstr(&faults),
			       "epoch 0: the list leaves out some of its commits\n"));
	buf_release(&value);
	buf_release(&faults);
}

/* What follows from a damaged record is not named again. */
static void check_unread(void **state)
{
	struct feed f = { .row = &rows[7] };
	struct buf faults = BUF_INIT;

	(void)state;
	assert_string_equal(f.row->name, "a hole");
	chain_check_begin(&f.check, inbox, 0);
	assert_int_equal(store_each(inbox->store, 0, feed_entry, &f), ST_OK);
	chain_check_unread(&f.check, (struct str){ "m\0\0\0\2", 5 });
	chain_check_end(&f.check, &faults);
	same_buf(&faults, "");
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "check_ids", check_ids);
	add_test(&t, "check_range", check_range);
	add_test(&t, "check_unread", check_unread);
	return run_group_with("chain_check", &t, make_store, remove_store);
}
