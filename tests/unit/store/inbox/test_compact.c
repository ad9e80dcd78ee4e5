/* SPDX-License-Identifier: MIT */
/* Whatever a list's segments are joined to, it says the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/inbox/bloom.h"
#include "store/inbox/compact.h"
#include "store/inbox/id_entry.h"
#include "store/tdb/checksum.h"
#include "store/tdb/tdbfile.h"
#include "store/util/array.h"
#include "store/util/hex.h"
#include "tests/support/format1.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define DAY 86400
#define HOUR 3600
#define MAILS 6000 /* several segments of the least size */
#define LATE 40	   /* mails that change after their segment was sealed */

static char body[3000];

/* The names in the i-th mail. */
struct names {
	char id[32], parent[32], title[40], change[40], author[32];
};

static struct names names_of(uint32_t i)
{
	struct names n;

	snprintf(n.id, sizeof(n.id), "%u@x", i);
	/* answers to mails of the same and of an older segment */
	snprintf(n.parent, sizeof(n.parent), "%u@x", i % 3 ? i / 2 : i - 1);
	snprintf(n.title, sizeof(n.title), "kvm: title %u", i % 700);
	snprintf(n.change, sizeof(n.change), "change-id work-%u\n", i % 900);
	snprintf(n.author, sizeof(n.author), "author%u@example.org", i % 50);
	return n;
}

static struct record record_named(const struct names *n, uint32_t i)
{
	struct record r = record_of(n->id, (int64_t)i * HOUR - (i % 5) * DAY);

	r.title = str_from(n->title);
	r.links = str_from(n->change);
	r.author_addr = str_from(n->author);
	if (i)
		r.in_reply_to = str_from(n->parent);
	r.body = (struct str){ body, sizeof(body) };
	return r;
}

/* The commit of the archive's i-th mail. Some begin with the same digits. */
static struct commit_ref archive_commit(uint32_t i)
{
	struct commit_ref p = { .commit_digits = 40,
				.archived = true,
				.pos = { i / 4000, 0, i % 4000 } };
	const uint32_t bits =
	    i % 13 || i > MAILS ? i * 2654435761u : 0xabcdef12u + (i & 0xf);

	memcpy(p.commit,
	       (const unsigned char[]){ bits >> 24 & 0xff, bits >> 16 & 0xff,
					bits >> 8 & 0xff, bits & 0xff, i >> 8 & 0xff,
					i & 0xff },
	       6);
	return p;
}

/* Every third mail is live, a third of these with a commit of some digits; the others are
 * of an archive. */
static struct commit_ref commit_of(uint32_t i)
{
	struct commit_ref p = archive_commit(i);

	if (i % 3)
		return p;
	p.archived = false;
	p.commit_digits = i % 9 ? 0 : 7 + i % 5;
	if (p.commit_digits % 2)
		p.commit[p.commit_digits / 2] &= 0xf0;
	memset(p.commit + (p.commit_digits + 1) / 2, 0,
	       COMMIT_MAX - (p.commit_digits + 1) / 2);
	return p;
}

static void put_one(struct inbox *ib, uint32_t i)
{
	struct names n = names_of(i);
	struct record r = record_named(&n, i);
	struct commit_ref p = commit_of(i);

	/* some commits come before their mail, some without any */
	if (p.archived && i % 17 == 0)
		assert_int_equal(inbox_put_commit_entry(ib, &p, SEQ_NONE), ST_OK);
	if (i % 34 != 17)
		assert_int_equal(inbox_put(ib, &r, &p), ST_OK);
}

static void put_mails(struct inbox *ib, uint32_t from, uint32_t to)
{
	struct buf why = BUF_INIT;

	memset(body, 'x', sizeof(body));
	while (from < to) {
		assert_int_equal(inbox_begin(ib, &why), ST_OK);
		for (uint32_t end = from + 100; from < end && from < to; from++)
			put_one(ib, from);
		assert_int_equal(inbox_commit(ib, &why), ST_OK);
	}
	buf_release(&why);
}

/* Late changes of mails in sealed segments: live ones get a place in the archive, and
 * newer records; others a namesake. And tombstones. */
static void change_mails(struct inbox *ib, uint32_t from)
{
	struct buf why = BUF_INIT;

	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	for (uint32_t i = from; i < from + LATE; i++) {
		struct names n = names_of(i * 30);
		struct record r = record_named(&n, i * 30);
		struct commit_ref p = archive_commit(i * 30);
		const struct id_entry tombstone = { SEQ_NONE, ARCHIVE_POS_NONE };
		unsigned char mail_id[MAIL_ID_SIZE];

		if (i % 4 == 0)
			r.rules++;
		if (i % 4 == 1) {
			r.from_addr = STR("namesake@example.org");
			p = archive_commit(20000 + i);
		}
		inbox_put(ib, &r, &p);
		snprintf(n.id, sizeof(n.id), "forgotten-%u@x", i);
		inbox_mail_id(ib, str_from(n.id), mail_id);
		assert_int_equal(id_entry_replace(ib, mail_id, &tombstone), ST_OK);
	}
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_release(&why);
}

static void put_marks(struct inbox *ib)
{
	struct import_mark m = { .generation = 0, .next_ordinal = 77, .commit_len = 20 };
	struct buf why = BUF_INIT;

	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	assert_int_equal(inbox_put_import_mark(ib, 0, &m), ST_OK);
	m.next_ordinal = 5;
	assert_int_equal(inbox_put_import_mark(ib, 1, &m), ST_OK);
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_release(&why);
}

/* The list that all tests begin with, made once. */
static char *made;

static int make_first_list(void **state)
{
	struct inbox *ib;

	(void)state;
	made = temp_dir();
	ib = open_small_segments(made, LIST, STORE_WRITE);
	put_mails(ib, 0, MAILS / 3);
	put_marks(ib);
	put_mails(ib, MAILS / 3, 2 * MAILS / 3);
	change_mails(ib, 0);
	put_mails(ib, 2 * MAILS / 3, MAILS);
	change_mails(ib, LATE);
	assert_true(store_segments(ib->store) > 4);
	close_sound(ib);
	return 0;
}

static int remove_first_list(void **state)
{
	(void)state;
	temp_remove(made);
	return 0;
}

static void make_list(const char *dir)
{
	struct buf command = BUF_INIT;

	buf_addf(&command, "cp -a %s/. %s", made, dir);
	assert_int_equal(system(buf_cstr(&command)), 0);
	buf_release(&command);
}

/* All that a list says, as text. */

static bool add_mail(void *arg, struct mail *m)
{
	struct buf *b = arg, record = BUF_INIT;

	record_encode(&record, &m->record);
	buf_addf(b, "%u %u %08x ", m->seq, m->first, checksum_crc32(0, buf_str(&record)));
	buf_adds(b, m->record.message_id);
	buf_addf(b, " %ju %u %d\n", (uintmax_t)m->record.arrival, m->record.rules,
		 (int)(m->record.facts & FACT_ID_REUSED));
	buf_release(&record);
	return true;
}

static void add_entry(struct buf *b, const struct commit_entry *e)
{
	char hex[2 * COMMIT_MAX + 1];

	hex_write(hex, e->commit, e->commit_digits);
	buf_addf(b, "  %u %u %u %s %u\n", e->pos.epoch, e->pos.generation, e->pos.ordinal,
		 hex, e->seq);
}

static bool add_mail_of_entry(void *arg, struct mail *m, const struct commit_entry *e)
{
	add_entry(arg, e);
	return add_mail(arg, m);
}

/* In any order: a line for each, which is sorted later. */
static bool add_abbrev(void *arg, const char *hex, const struct commit_entry *e)
{
	buf_addf(arg, "%s %u %u %u %u\n", hex, e->pos.epoch, e->pos.generation,
		 e->pos.ordinal, e->seq);
	return true;
}

static int compare_lines(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Appends the lines of what was found, sorted, each once: the order of the segments is no
 * promise, and an abbreviation may be found twice. */
static void add_sorted(struct buf *b, struct buf *found)
{
	struct str lines[4096], rest = buf_str(found);
	size_t n = 0;

	while (n < ARRAY_SIZE(lines) && str_line(&rest, &lines[n]))
		n++;
	qsort(lines, n, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < n; i++)
		if (!i || !str_eq(lines[i], lines[i - 1]))
			buf_addf(b, "%.*s\n", (int)lines[i].len, lines[i].s);
	buf_reset(found);
}

static void add_abbrevs(struct inbox *ib, struct buf *b, uint32_t i)
{
	struct commit_ref p = commit_of(i);
	unsigned char mail_id[MAIL_ID_SIZE];
	struct buf found = BUF_INIT;
	char hex[2 * COMMIT_MAX + 1];

	hex_write(hex, p.commit, 7);
	assert_int_equal(inbox_abbrev(ib, str_from(hex), add_abbrev, &found), ST_OK);
	add_sorted(b, &found);
	inbox_mail_id(ib, str_from(names_of(i).id), mail_id);
	hex_write(hex, mail_id, i % 2 ? 7 : 13);
	assert_int_equal(inbox_abbrev(ib, str_from(hex), add_abbrev, &found), ST_OK);
	add_sorted(b, &found);
	buf_release(&found);
}

static void add_lookups(struct inbox *ib, struct buf *b, uint32_t i)
{
	struct names n = names_of(i);
	struct buf found = BUF_INIT;
	unsigned char hash[ID_HASH];

	buf_addf(b, "mail %u\n", i);
	assert_int_equal(inbox_with_message_id(ib, str_from(n.id), add_mail, &found),
			 ST_OK);
	add_sorted(b, &found);
	buf_addf(b, "%d\n", inbox_id_is_reused(ib, str_from(n.id)));
	id_hash(hash, str_from(n.id));
	assert_int_equal(inbox_replies(ib, hash, (int64_t)i * HOUR, add_mail, &found),
			 ST_OK);
	add_sorted(b, &found);
	id_hash_title(hash, str_from(n.title));
	assert_int_equal(inbox_with_title(ib, hash, INT64_MAX, add_mail, &found), ST_OK);
	add_sorted(b, &found);
	id_hash(hash, str_sub(str_from(n.change), 10, strlen(n.change) - 1));
	assert_int_equal(inbox_with_change_id(ib, hash, INT64_MAX, add_mail, &found),
			 ST_OK);
	add_sorted(b, &found);
	id_hash_address(hash, str_from(n.author));
	if (i < 50)
		assert_int_equal(
		    inbox_by_author(ib, hash, 0, INT64_MAX, add_mail, &found), ST_OK);
	add_sorted(b, &found);
	buf_release(&found);
	add_abbrevs(ib, b, i);
}

static void add_days(struct inbox *ib, struct buf *b)
{
	struct buf found = BUF_INIT;

	for (int64_t day = -6; day < MAILS / 24 + 2; day++) {
		struct mail m = MAIL_INIT;
		uint64_t mails;
		bool known;

		assert_int_equal(inbox_mails_on_day(ib, day * DAY, &mails, &known),
				 ST_OK);
		buf_addf(b, "day %d: %ju %d\n", (int)day, (uintmax_t)mails, known);
		assert_int_equal(
		    inbox_arrived(ib, day * DAY, (day + 1) * DAY, add_mail, &found),
		    ST_OK);
		add_sorted(b, &found);
		if (inbox_last_before(ib, day * DAY, &m) == ST_OK)
			add_mail(b, &m);
		mail_release(&m);
	}
	buf_release(&found);
}

static void add_marks_and_totals(struct inbox *ib, struct buf *b)
{
	struct inbox_totals t;
	struct commit_entry last;
	struct import_mark m;

	for (uint32_t e = 0; e < 3; e++)
		if (inbox_get_import_mark(ib, e, &m) == ST_OK)
			buf_addf(b, "mark %u %u\n", e, m.next_ordinal);
	inbox_totals(ib, &t);
	buf_addf(b, "%ju %ju %u %jd %jd %jx\n", (uintmax_t)t.mails, (uintmax_t)t.reused,
		 t.next_seq, (intmax_t)t.first_arrival, (intmax_t)t.last_arrival,
		 (uintmax_t)t.store_id);
	assert_int_equal(inbox_last_commit_entry(ib, &last), ST_OK);
	add_entry(b, &last);
}

/* All that the list says of its first `mails` mails. */
static void describe(struct inbox *ib, struct buf *b, uint32_t mails)
{
	const struct archive_pos end = ARCHIVE_POS_NONE;

	buf_reset(b);
	add_marks_and_totals(ib, b);
	assert_int_equal(inbox_inserted(ib, 0, UINT32_MAX, add_mail, b), ST_OK);
	assert_int_equal(
	    inbox_in_archive_order(ib, ARCHIVE_POS_START, end, add_mail_of_entry, b),
	    ST_OK);
	add_days(ib, b);
	for (uint32_t i = 0; i < mails; i += i < 50 ? 1 : 53)
		add_lookups(ib, b, i);
}

static void expect_same(struct inbox *ib, const struct buf *before, uint32_t mails)
{
	struct buf after = BUF_INIT;
	size_t i = 0, line = 0;

	describe(ib, &after, mails);
	while (i < before->len && i < after.len && before->data[i] == after.data[i])
		if (before->data[i++] == '\n')
			line = i;
	if (i < before->len || i < after.len)
		fail_msg("it differs:\n%.200s\n%.200s", buf_cstr(before) + line,
			 buf_cstr(&after) + line);
	buf_release(&after);
}

static void compact(const char *dir, bool all, struct compact_counts *n)
{
	const struct store_options o = small_segments(dir, LIST, STORE_WRITE);
	const struct compact_options c = { .all = all };
	struct buf why = BUF_INIT;

	if (compact_list(&o, &c, n, &why) != ST_OK)
		fail_msg("%s", buf_cstr(&why));
	buf_release(&why);
}

static uint32_t count_files(const char *dir)
{
	struct buf why = BUF_INIT, superseded = BUF_INIT;
	struct segment_range *ranges;
	struct list_folder f;
	uint32_t n;

	list_folder_init(&f, dir, LIST, false);
	assert_int_equal(list_folder_ranges(&f, &ranges, &n, &superseded, &why), ST_OK);
	n += (uint32_t)(superseded.len / sizeof(*ranges));
	free(ranges);
	buf_release(&superseded);
	list_folder_release(&f);
	return n;
}

static void test_all_joined(void **state)
{
	struct buf before = BUF_INIT;
	struct compact_counts n;
	struct inbox *ib;

	make_list(*state);
	ib = open_small_segments(*state, LIST, STORE_READ);
	describe(ib, &before, MAILS);
	inbox_close(ib);
	compact(*state, true, &n);
	assert_true(n.segments_before > 4);
	assert_int_equal(n.segments_after, 2);
	assert_int_equal(n.joined, n.segments_before - 1);
	assert_true(n.bytes_after < n.bytes_before);
	assert_int_equal(count_files(*state), 2);
	ib = open_small_segments(*state, LIST, STORE_READ);
	assert_int_equal(ib->n, 2);
	expect_same(ib, &before, MAILS);
	close_sound(ib);
	compact(*state, true, &n);
	assert_int_equal(n.joined, 0);
	buf_release(&before);
}

/* Joined segments are joined again, and filters are carried from them. */
static void test_joined_again(void **state)
{
	struct buf before = BUF_INIT;
	struct compact_counts n;
	struct inbox *ib;

	make_list(*state);
	compact(*state, true, &n);
	ib = open_small_segments(*state, LIST, STORE_WRITE);
	put_mails(ib, MAILS, 2 * MAILS);
	change_mails(ib, 2 * LATE);
	describe(ib, &before, 2 * MAILS);
	assert_true(ib->n > 4);
	close_sound(ib);
	compact(*state, true, &n);
	assert_int_equal(n.segments_after, 2);
	ib = open_small_segments(*state, LIST, STORE_READ);
	expect_same(ib, &before, 2 * MAILS);
	close_sound(ib);
	buf_release(&before);
}

/* Makes n segments of one mail each, and a further one. */
static void make_small_segments(const char *dir, uint32_t n)
{
	struct inbox *ib = open_small_segments(dir, LIST, STORE_WRITE);
	struct buf why = BUF_INIT;

	for (uint32_t i = 0; i < n; i++) {
		put_mails(ib, i, i + 1);
		if (inbox_lock(ib, &why) != ST_OK || inbox_extend(ib, &why) != ST_OK ||
		    inbox_commit(ib, &why) != ST_OK)
			fail_msg("%s", buf_cstr(&why));
	}
	inbox_close(ib);
	buf_release(&why);
}

/* After many parts were joined, the newest segment has one filter for them all. */
static void test_filters_renewed(void **state)
{
	static const struct {
		uint32_t joined, after;
	} rows[] = { { 12, 3 }, { 2, 2 }, { 0, 2 } };
	struct buf before = BUF_INIT;
	struct compact_counts n;
	struct inbox *ib;

	make_small_segments(*state, 12);
	ib = open_small_segments(*state, LIST, STORE_READ);
	describe(ib, &before, 12);
	inbox_close(ib);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		compact(*state, true, &n);
		assert_int_equal(n.joined, rows[i].joined);
		assert_int_equal(n.segments_after, rows[i].after);
		assert_int_equal(count_files(*state), rows[i].after);
		ib = open_small_segments(*state, LIST, STORE_READ);
		assert_in_range(ib->n_filters, ib->n - 1, 2);
		expect_same(ib, &before, 12);
		close_sound(ib);
	}
	buf_release(&before);
}

/* A process that has the list open while its segments are joined. */
struct other {
	pid_t pid;
	int ready, go; /* pipes from and to it */
};

/* Runs first, says that it is ready, waits, and runs then. */
static struct other start_other(const char *dir, enum store_mode mode,
				void (*first)(struct inbox *, void *),
				void (*then)(struct inbox *, void *), void *arg)
{
	struct other o;
	int ready[2], go[2];
	struct inbox *ib;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(go), 0);
	o = (struct other){ fork(), ready[0], go[1] };
	if (o.pid) {
		close(ready[1]);
		close(go[0]);
		assert_int_equal(read(o.ready, ready, 1), 1);
		return o;
	}
	close(ready[0]);
	close(go[1]);
	ib = open_small_segments(dir, LIST, mode);
	first(ib, arg);
	if (write(ready[1], "r", 1) != 1 || read(go[0], ready, 1) != 1)
		_exit(2);
	then(ib, arg);
	inbox_close(ib);
	_exit(0);
}

static void end_other(struct other *o)
{
	int status;

	assert_int_equal(write(o->go, "g", 1), 1);
	assert_int_equal(waitpid(o->pid, &status, 0), o->pid);
	assert_int_equal(status, 0);
	close(o->ready);
	close(o->go);
}

static void read_nothing(struct inbox *ib, void *arg)
{
	(void)ib;
	(void)arg;
}

static void read_all(struct inbox *ib, void *arg)
{
	expect_same(ib, arg, MAILS);
}

static void read_all_within_joined(struct inbox *ib, void *arg)
{
	expect_same(ib, arg, MAILS);
	assert_true(store_is_within_joined(ib->store, 1));
	expect_same(ib, arg, MAILS);
}

static void write_more(struct inbox *ib, void *arg)
{
	(void)arg;
	put_mails(ib, MAILS, 2 * MAILS);
	change_mails(ib, 2 * LATE);
	/* the writer has found that the others were joined */
	assert_true(store_range(ib->store, 0).last > 0);
}

/* Readers, which have all files open or only the newest, and a writer go on. */
static void test_open_meanwhile(void **state)
{
	struct buf before = BUF_INIT, more = BUF_INIT;
	struct other reader, late_reader, writer;
	struct compact_counts n;
	struct inbox *ib;

	make_list(*state);
	ib = open_small_segments(*state, LIST, STORE_READ);
	describe(ib, &before, MAILS);
	inbox_close(ib);
	reader = start_other(*state, STORE_READ, read_all, read_all, &before);
	late_reader = start_other(*state, STORE_READ, read_nothing,
				  read_all_within_joined, &before);
	writer = start_other(*state, STORE_WRITE, read_nothing, write_more, NULL);
	compact(*state, true, &n);
	end_other(&late_reader);
	end_other(&writer);
	ib = open_small_segments(*state, LIST, STORE_READ);
	describe(ib, &more, 2 * MAILS);
	close_sound(ib);
	compact(*state, true, &n);
	assert_true(n.joined > 1);
	end_other(&reader);
	ib = open_small_segments(*state, LIST, STORE_READ);
	expect_same(ib, &more, 2 * MAILS);
	close_sound(ib);
	buf_release(&before);
	buf_release(&more);
}

/* A process was killed before it removed the old segments. */
static void test_left_over(void **state)
{
	struct buf before = BUF_INIT, from = BUF_INIT, to = BUF_INIT;
	struct compact_counts n;
	struct inbox *ib;
	uint32_t files;

	make_list(*state);
	ib = open_small_segments(*state, LIST, STORE_READ);
	files = ib->n;
	describe(ib, &before, MAILS);
	inbox_close(ib);
	for (uint32_t i = 0; i < files; i++) {
		buf_reset(&from);
		buf_reset(&to);
		buf_addf(&from, "%s/" LIST "/%u.tdb", (const char *)*state, i);
		buf_addf(&to, "%s/" LIST "/old-%u", (const char *)*state, i);
		assert_int_equal(link(from.data, to.data), 0);
	}
	compact(*state, true, &n);
	for (uint32_t i = 1; i + 1 < files; i++) {
		buf_reset(&from);
		buf_reset(&to);
		buf_addf(&from, "%s/" LIST "/old-%u", (const char *)*state, i);
		buf_addf(&to, "%s/" LIST "/%u.tdb", (const char *)*state, i);
		assert_int_equal(rename(from.data, to.data), 0);
	}
	assert_int_equal(count_files(*state), files);
	ib = open_small_segments(*state, LIST, STORE_READ);
	assert_int_equal(ib->n, 2);
	expect_same(ib, &before, MAILS);
	close_sound(ib);
	compact(*state, true, &n);
	assert_int_equal(count_files(*state), 2);
	buf_release(&before);
	buf_release(&from);
	buf_release(&to);
}

/* Format 1 is joined too, and still says that it has no counts and no authors. */
static void test_format1(void **state)
{
	struct buf before = BUF_INIT;
	struct compact_counts n;
	struct inbox *ib;

	make_list(*state);
	ib = open_small_segments(*state, LIST, STORE_READ);
	for (uint32_t i = 0; i < 3; i++)
		assert_true(format1_rewrite(*state, LIST, i));
	inbox_close(ib);
	ib = open_small_segments(*state, LIST, STORE_READ);
	assert_false(inbox_lists_authors(ib));
	describe(ib, &before, MAILS);
	inbox_close(ib);
	compact(*state, true, &n);
	assert_int_equal(n.segments_after, 3);
	ib = open_small_segments(*state, LIST, STORE_READ);
	assert_false(inbox_lists_authors(ib));
	expect_same(ib, &before, MAILS);
	close_sound(ib);
	buf_release(&before);
}

static void test_refusals(void **state)
{
	const struct store_options o = small_segments(*state, LIST, STORE_WRITE);
	const struct compact_options all = { .all = true };
	struct buf why = BUF_INIT, path = BUF_INIT;
	struct compact_counts n;
	uint32_t files;
	int fd;

	assert_int_equal(compact_list(&o, &all, &n, &why), ST_NOTFOUND);
	make_list(*state);
	files = count_files(*state);
	/* another process is at it */
	buf_addf(&path, "%s/" LIST, (const char *)*state);
	fd = open(path.data, O_RDONLY | O_DIRECTORY);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_int_equal(compact_list(&o, &all, &n, &why), ST_BUSY);
	close(fd);
	/* a damaged segment stays, with all others */
	buf_addstr(&path, "/2.tdb");
	fd = open(path.data, O_RDWR);
	for (off_t at = 1 << 20; at < lseek(fd, 0, SEEK_END); at += 2048)
		assert_int_equal(pwrite(fd, "damage", 6, at), 6);
	close(fd);
	buf_reset(&why);
	assert_int_equal(compact_list(&o, &all, &n, &why), ST_DAMAGED);
	assert_non_null(strstr(buf_cstr(&why), "damaged"));
	assert_int_equal(count_files(*state), files);
	buf_release(&why);
	buf_release(&path);
}

/* Takes the last byte off the list of commits that begin with these 16 bits. */
static void cut_commit_list(const char *dir, uint32_t last, const unsigned char *lead)
{
	const struct key k = key_commit_list(lead);
	struct buf path = BUF_INIT, list = BUF_INIT;
	struct tdbfile *f;

	buf_addf(&path, "%s/" LIST "/0-%u.tdb", dir, last);
	f = tdbfile_open(buf_cstr(&path), 0, 0);
	assert_non_null(f);
	assert_int_equal(tdbfile_get(f, key_str(&k), &list), ST_OK);
	buf_trim(&list, list.len - 1);
	assert_int_equal(tdbfile_begin(f), ST_OK);
	assert_int_equal(tdbfile_replace(f, key_str(&k), buf_str(&list)), ST_OK);
	assert_int_equal(tdbfile_commit(f), ST_OK);
	tdbfile_close(f);
	buf_release(&list);
	buf_release(&path);
}

/* A list that ends within an item is damaged; what stands before is found. */
static void test_cut_list(void **state)
{
	const struct commit_ref p = archive_commit(13);
	struct buf found = BUF_INIT;
	struct compact_counts n;
	struct inbox *ib;
	char hex[2 * COMMIT_MAX + 1];

	make_list(*state);
	compact(*state, true, &n);
	cut_commit_list(*state, n.segments_before - 2, p.commit);
	ib = open_small_segments(*state, LIST, STORE_READ);
	hex_write(hex, p.commit, 7);
	assert_int_equal(inbox_abbrev(ib, str_from(hex), add_abbrev, &found), ST_DAMAGED);
	assert_true(found.len > 0);
	inbox_close(ib);
	buf_release(&found);
}

static void test_dry_run(void **state)
{
	const struct store_options o = small_segments(*state, LIST, STORE_WRITE);
	const struct compact_options c = { .all = true, .dry_run = true };
	struct buf why = BUF_INIT;
	struct compact_counts n;
	uint32_t files;

	make_list(*state);
	files = count_files(*state);
	assert_int_equal(compact_list(&o, &c, &n, &why), ST_OK);
	assert_int_equal(n.joined, files - 1);
	assert_int_equal(n.segments_after, 2);
	assert_int_equal(count_files(*state), files);
	buf_release(&why);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_all_joined, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_joined_again, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_filters_renewed, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_open_meanwhile, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_left_over, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_format1, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_refusals, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_cut_list, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_dry_run, temp_setup, temp_teardown),
	};

	return cmocka_run_group_tests_name("compact", tests, make_first_list,
					   remove_first_list);
}
