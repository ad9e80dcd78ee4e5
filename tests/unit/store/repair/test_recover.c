/* SPDX-License-Identifier: MIT */
/* Copies a list into a new store: only what is damaged is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/repair/recover.h"
#include "tests/support/nosync.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "recover.example.org"
#define LARGE 120 /* mails that fill the smallest segment */

static struct inbox *open_inbox(const char *dir, enum store_mode mode)
{
	struct store_options o = {
		.dir = dir, .list = LIST, .mode = mode, .segment_size = STORE_SEGMENT_MIN
	};

	return open_or_fail(&o);
}

/* commit: the value of each byte; 0: no commit. epoch EPOCH_LIVE: a live mail. */
static struct commit_ref commit_at(unsigned char commit, uint32_t epoch,
				   uint32_t generation, uint32_t ordinal)
{
	struct commit_ref p = { .commit_digits = commit ? 40 : 0,
				.archived = epoch != EPOCH_LIVE,
				.pos = { epoch, generation, ordinal } };

	memset(p.commit, commit, sizeof(p.commit));
	return p;
}

static void put(struct inbox *ib, const char *id, uint32_t rules, struct commit_ref p)
{
	struct record r = record_of(id, id[0] * 1000);

	r.rules = rules;
	r.title = rules > RECORD_RULES ? STR("by newer rules") : r.title;
	assert_true(inbox_put(ib, &r, &p) <= ST_EXISTS);
}

#define LIVE(commit) commit_at(commit, EPOCH_LIVE, 0, 0)

/* Puts everything that a list can have. */
static void fill_list(const char *dir)
{
	struct inbox *ib = open_inbox(dir, STORE_WRITE);
	const struct import_mark mark = { .generation = 1,
					  .next_ordinal = 3,
					  .commit_len = 20,
					  .root = { 0x21 },
					  .commit = { 0x23 } };
	struct commit_ref deletion = commit_at(0x15, 0, 1, 2);
	struct buf why = BUF_INIT;

	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	put(ib, "live", RECORD_RULES, LIVE(0));
	put(ib, "commit", RECORD_RULES, LIVE(0x31));
	put(ib, "another", RECORD_RULES, LIVE(0));
	put(ib, "live", RECORD_RULES, LIVE(0x32)); /* its commit comes later */
	put(ib, "moved", RECORD_RULES, LIVE(0x33));
	put(ib, "second", RECORD_RULES, commit_at(0x12, 0, 0, 1));
	put(ib, "first", RECORD_RULES, commit_at(0x11, 0, 0, 0));
	put(ib, "moved", RECORD_RULES, commit_at(0x14, 3, 0, 0));
	put(ib, "second", RECORD_RULES,
	    commit_at(0x13, 3, 0, 1)); /* a duplicate in another epoch */
	put(ib, "second", RECORD_RULES,
	    commit_at(0x12, 0, 1, 0)); /* the history was edited */
	put(ib, "first", RECORD_RULES, commit_at(0x16, 0, 1, 1));
	put(ib, "revised", RECORD_RULES, LIVE(0));
	put(ib, "revised", RECORD_RULES + 1, LIVE(0));
	assert_int_equal(inbox_put_commit_entry(ib, &deletion, SEQ_NONE), ST_OK);
	assert_int_equal(inbox_put_import_mark(ib, 0, &mark), ST_OK);
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	inbox_close(ib);
}

/* Puts so many mails that the list gets a second segment. */
static void fill_to_next_segment(const char *dir)
{
	struct inbox *ib = open_inbox(dir, STORE_WRITE);
	struct buf why = BUF_INIT, body = BUF_INIT;

	for (int i = 0; i < 100000; i++)
		buf_addstr(&body, "text ");
	for (uint32_t i = 0; i < LARGE; i++) {
		struct commit_ref p = commit_at((unsigned char)(0x80 + i), 4, 0, i);
		struct record r;
		char id[16];

		snprintf(id, sizeof(id), "L%u", i);
		r = record_of(id, i);
		r.body = buf_str(&body);
		assert_int_equal(inbox_begin(ib, &why), ST_OK);
		assert_int_equal(inbox_put(ib, &r, &p), ST_OK);
		assert_int_equal(inbox_commit(ib, &why), ST_OK);
	}
	inbox_close(ib);
	buf_release(&body);
}

static bool add_mail(void *arg, struct mail *m)
{
	struct buf *b = arg;

	buf_adds(b, m->record.message_id);
	buf_addf(b, " %lld %u ", (long long)m->record.arrival, m->record.rules);
	buf_adds(b, m->record.title);
	buf_addch(b, '\n');
	return true;
}

/* The copy may give a live mail another ordinal. */
static void add_position(struct buf *b, const struct commit_entry *entry)
{
	if (entry->pos.epoch == EPOCH_LIVE)
		buf_addf(b, "live %02x ", entry->commit_digits ? entry->commit[0] : 0);
	else
		buf_addf(b, "%u %u %u %02x ", entry->pos.epoch, entry->pos.generation,
			 entry->pos.ordinal, entry->commit[0]);
}

static bool add_positioned(void *arg, struct mail *m, const struct commit_entry *entry)
{
	add_position(arg, entry);
	return add_mail(arg, m);
}

static bool add_id(void *arg, const char *hex, const struct commit_entry *entry)
{
	buf_addf(arg, "%.8s %d ", hex, entry->seq != SEQ_NONE);
	add_position(arg, entry);
	buf_addch(arg, '\n');
	return true;
}

static void add_mark(struct inbox *ib, uint32_t epoch, struct buf *b)
{
	struct import_mark m;

	if (inbox_get_import_mark(ib, epoch, &m) == ST_OK)
		buf_addf(b, "mark %u %u %02x %02x\n", m.generation, m.next_ordinal,
			 m.root[0], m.commit[0]);
}

static void check_fault(void *arg, const char *fault)
{
	(void)arg;
	fail_msg("%s", fault);
}

/* Everything that a report can see: order, positions, commits, import marks. */
static void dump(const char *dir, struct buf *out)
{
	struct inbox *ib = open_inbox(dir, STORE_READ);

	buf_reset(out);
	inbox_in_archive_order(ib, ARCHIVE_POS_START, ARCHIVE_POS_NONE, add_positioned,
			       out);
	for (int c = 0x11; c <= 0xff; c++) {
		char hex[16];

		snprintf(hex, sizeof(hex), "%02x%02x%02x%02x", c, c, c, c);
		inbox_abbrev(ib, str_from(hex), add_id, out);
	}
	add_mark(ib, 0, out);
	assert_int_equal(inbox_check(ib, check_fault, NULL), ST_OK);
	inbox_close(ib);
}

static void count_fault(void *arg, const char *fault)
{
	assert_true(fault[0]);
	++*(size_t *)arg;
}

struct recover_fixture {
	char *from, *to; /* stores */
	struct list_folder folder;
	struct buf path;
	size_t faults;
};

static struct recovery_counts recover_all(struct recover_fixture *p)
{
	struct inbox *ib;
	struct recovery_counts sum;
	struct buf why = BUF_INIT;
	enum status st;

	temp_remove(p->to);
	p->to = temp_dir();
	p->faults = 0;
	ib = open_inbox(p->to, STORE_WRITE);
	alarm(300);
	st = recover_list(ib, &p->folder, &sum, count_fault, &p->faults, &why);
	if (st != ST_OK)
		fail_msg("%s: %s", status_text(st), buf_cstr(&why));
	inbox_close(ib);
	buf_release(&why);
	return sum;
}

static int setup(void **state)
{
	struct recover_fixture *p = xcalloc(1, sizeof(struct recover_fixture));

	p->from = temp_dir();
	p->to = temp_dir();
	fill_list(p->from);
	list_folder_init(&p->folder, p->from, LIST, false);
	buf_addf(&p->path, "%s/" LIST "/0.tdb", p->from);
	*state = p;
	return 0;
}

static int teardown(void **state)
{
	struct recover_fixture *p = *state;

	list_folder_release(&p->folder);
	buf_release(&p->path);
	temp_remove(p->from);
	temp_remove(p->to);
	free(p);
	return 0;
}

static void expect_same(struct recover_fixture *p)
{
	struct buf want = BUF_INIT, got = BUF_INIT;

	dump(p->from, &want);
	dump(p->to, &got);
	assert_true(want.len > 400);
	assert_string_equal(buf_cstr(&got), buf_cstr(&want));
	buf_release(&want);
	buf_release(&got);
}

static void test_sound(void **state)
{
	struct recover_fixture *p = *state;
	struct recovery_counts sum = recover_all(p);

	assert_true(sum.sound);
	assert_int_equal(p->faults, 0);
	assert_int_equal(sum.records, 7);
	assert_int_equal(sum.unreadable, 0);
	expect_same(p);
}

static void test_files(void **state)
{
	struct recover_fixture *p = *state;
	struct recovery_counts sum;
	uint32_t n;
	struct buf why = BUF_INIT;

	fill_to_next_segment(p->from);
	assert_int_equal(list_folder_segments(&p->folder, &n, &why), ST_OK);
	assert_true(n > 1);
	sum = recover_all(p);
	assert_true(sum.sound);
	assert_int_equal(sum.records, 7 + LARGE);
	expect_same(p);
}

/* The oldest segment is gone: its records are lost, and counted. */
static void test_file_missing(void **state)
{
	struct recover_fixture *p = *state;
	struct recovery_counts sum;

	fill_to_next_segment(p->from);
	assert_int_equal(unlink(p->path.data), 0);
	sum = recover_all(p);
	assert_false(sum.sound);
	assert_int_equal(p->faults, 1);
	assert_true(sum.records > 0 && sum.records < LARGE);
	/* seven mails, one of them with two records */
	assert_int_equal(sum.records + sum.unreadable, LARGE + 8);
}

static void overwrite(const char *path, uint64_t at, const char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, len, (off_t)at), len);
	close(fd);
}

static bool see_mark(struct inbox *ib, uint32_t generation, uint32_t next)
{
	struct import_mark m;

	return inbox_get_import_mark(ib, 0, &m) == ST_OK && m.generation == generation &&
	       m.next_ordinal == next && m.root[0] == 0x21;
}

/* All records are found without the header and hash table; the import mark is reset. */
static void test_header_zeroed(void **state)
{
	struct recover_fixture *p = *state;
	struct buf want = BUF_INIT, got = BUF_INIT;
	char *zeros = xcalloc(1, 262144);
	struct recovery_counts sum;
	struct inbox *ib;

	dump(p->from, &want);
	overwrite(p->path.data, 0, zeros, 262144);
	sum = recover_all(p);
	assert_false(sum.sound);
	assert_int_equal(p->faults, 1);
	assert_int_equal(sum.records, 7);
	assert_int_equal(sum.unreadable, 0);
	dump(p->to, &got);
	buf_trim(&want, str_find(buf_str(&want), STR("mark ")));
	buf_trim(&got, str_find(buf_str(&got), STR("mark ")));
	assert_string_equal(buf_cstr(&got), buf_cstr(&want));
	ib = open_inbox(p->to, STORE_READ);
	assert_true(see_mark(ib, 1, 0));
	inbox_close(ib);
	buf_release(&want);
	buf_release(&got);
	free(zeros);
}

static void read_file(const char *path, struct buf *b)
{
	int fd = open(path, O_RDONLY);
	struct stat st;

	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	buf_reserve(b, (size_t)st.st_size);
	assert_int_equal(read(fd, b->data, (size_t)st.st_size), st.st_size);
	b->len = (size_t)st.st_size;
	close(fd);
}

/* A record is lost: its commits keep their entries, and the next import adds the mail. */
static void test_record_lost(void **state)
{
	struct recover_fixture *p = *state;
	struct buf bytes = BUF_INIT, want = BUF_INIT, got = BUF_INIT, why = BUF_INIT;
	struct recovery_counts sum;
	struct inbox *ib;

	dump(p->from, &want);
	read_file(p->path.data, &bytes);
	/* the only entry with this text */
	overwrite(p->path.data, str_find(buf_str(&bytes), STR("moved")), "M", 1);
	sum = recover_all(p);
	assert_false(sum.sound);
	assert_int_equal(sum.records, 6);
	assert_int_equal(sum.unreadable, 1);
	ib = open_inbox(p->to, STORE_WRITE);
	assert_int_equal(inbox_abbrev(ib, STR("14141414"), add_id, &got), ST_OK);
	assert_string_equal(buf_cstr(&got), "14141414 0 3 0 0 14 \n");
	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	put(ib, "moved", RECORD_RULES, commit_at(0x14, 3, 0, 0));
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_reset(&got);
	assert_int_equal(inbox_abbrev(ib, STR("14141414"), add_id, &got), ST_OK);
	assert_string_equal(buf_cstr(&got), "14141414 1 3 0 0 14 \n");
	assert_int_equal(inbox_check(ib, check_fault, NULL), ST_OK);
	inbox_close(ib);
	buf_release(&bytes);
	buf_release(&want);
	buf_release(&got);
}

/* If the newest record of a mail is lost, the older one is copied. */
static void test_newest_lost(void **state)
{
	struct recover_fixture *p = *state;
	struct buf bytes = BUF_INIT, got = BUF_INIT, want = BUF_INIT;
	struct recovery_counts sum;

	read_file(p->path.data, &bytes);
	overwrite(p->path.data, str_find(buf_str(&bytes), STR("by newer rules")), "B", 1);
	sum = recover_all(p);
	assert_int_equal(sum.records, 7);
	assert_int_equal(sum.unreadable, 1);
	dump(p->to, &got);
	buf_addf(&want, "revised 114000 %d kvm: a title\n", RECORD_RULES);
	assert_non_null(strstr(got.data, buf_cstr(&want)));
	buf_release(&want);
	buf_release(&bytes);
	buf_release(&got);
}

/* A flipped byte costs at most one record, and the copy is sound; so is that of a cut
 * file. */
static void test_anything(void **state)
{
	struct recover_fixture *p = *state;
	struct buf bytes = BUF_INIT, got = BUF_INIT;
	size_t first, last;

	read_file(p->path.data, &bytes);
	first = str_find(buf_str(&bytes), STR("live")) - 500;
	last = str_find(buf_str(&bytes), STR("by newer rules")) + 500;
	for (size_t at = first; at < last; at += (last - first) / 8 | 1) {
		char flipped = (char)(bytes.data[at] ^ 0x10);
		struct recovery_counts sum;

		overwrite(p->path.data, at, &flipped, 1);
		sum = recover_all(p);
		assert_true(sum.records + sum.unreadable >= 7 && sum.records >= 6);
		dump(p->to, &got);
		overwrite(p->path.data, 0, bytes.data, bytes.len);
	}
	for (size_t at = last; at > first; at -= (last - first) / 6) {
		assert_int_equal(truncate(p->path.data, (off_t)at), 0);
		recover_all(p);
		dump(p->to, &got);
	}
	buf_release(&bytes);
	buf_release(&got);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_sound),	       T(test_files),	    T(test_file_missing),
		T(test_header_zeroed), T(test_record_lost), T(test_newest_lost),
		T(test_anything),
	};

	return cmocka_run_group_tests_name("recover", tests, NULL, NULL);
}
