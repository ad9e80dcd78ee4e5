/* SPDX-License-Identifier: MIT */
/* Breaks one thing in a sound store's file, again and again. Reading and
 * writing must end without a crash; reading changes nothing; the check names
 * a fault if something can't be read; and a mail that was accepted can be read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/inbox/inbox.h"
#include "tests/support/nosync.h"
#include "tests/support/temp.h"

#define LIST "broken.example.org"
#define MAILS 3
#define PAGE 4096
/* Breaks each byte of the header, every so many bytes of each block that a
 * delivery wrote to, and a sample of the tables that a new store has (half a
 * megabyte) and of the free room. The strides are prime: they hit all fields.
 */
#define HEADER 256
#define BLOCK 16
#define SAMPLE 16001
#define EVERY 13
/* Writing is slower than reading and tried at fewer bytes. */
#define WRITE_EVERY 7
/* A child that takes longer for one position hangs. */
#define HANG_SECONDS 120

/* A child's results; MAP_SHARED, so that they outlive a crash. */
struct child_progress {
	size_t at; /* offset it works at */
	size_t read, named, written, refused;
	char fault[200]; /* why the test fails, or empty */
};

struct broken {
	char *dir;
	struct buf path, next;
	struct buf first;      /* the file's bytes with one mail */
	struct buf sound;      /* ... and with all */
	struct buf sound_dump; /* everything that can be read of it */
	int fd;
	unsigned char *file; /* mapped */
	struct child_progress *progress;
};

static struct record numbered_record(const char *id, int i)
{
	struct record r = RECORD_INIT;

	r.kind = KIND_PATCH;
	r.rules = RECORD_RULES;
	r.message_id = str_from(id);
	r.in_reply_to = i ? STR("0@x") : STR_EMPTY;
	r.subject = r.title = STR("a title");
	r.version = STR("1");
	r.author_name = STR("A U Thor");
	r.author_addr = STR("author@x");
	r.arrival = r.date = i * 40000;
	return r;
}

/* Puts a mail in a transaction of its own, like a delivery. */
static enum status put_mail(const char *dir, int i)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_WRITE };
	struct commit_ref p = { .commit_digits = 40 };
	struct buf why = BUF_INIT;
	char id[16];
	struct inbox *ib;
	struct record r;
	enum status st = inbox_open(&ib, &o, &why);

	snprintf(id, sizeof(id), "%d@x", i);
	r = numbered_record(id, i);
	memset(p.commit, i, 20);
	if (st == ST_OK)
		st = inbox_begin(ib, &why);
	if (st == ST_OK) {
		st = inbox_put(ib, &r, &p);
		if (st == ST_OK || st == ST_EXISTS)
			st = inbox_commit(ib, &why);
		else
			inbox_cancel(ib);
	}
	inbox_close(ib);
	buf_release(&why);
	return st;
}

/* Appends a line for a mail. */
static bool add_mail(void *arg, struct mail *m)
{
	struct buf *b = arg;

	buf_addf(b, "%u %u ", m->seq, m->first);
	buf_adds(b, m->record.message_id);
	buf_adds(b, m->record.title);
	buf_adds(b, m->record.author_addr);
	buf_addf(b, " %lld\n", (long long)m->record.arrival);
	return true;
}

static bool add_positioned(void *arg, struct mail *m, const struct commit_entry *entry)
{
	buf_add(arg, entry->commit, entry->commit_digits / 2);
	buf_addf(arg, "%u %u %u ", entry->pos.epoch, entry->pos.generation,
		 entry->pos.ordinal);
	return add_mail(arg, m);
}

static bool add_id(void *arg, const char *hex, const struct commit_entry *entry)
{
	buf_addf(arg, "%s %u\n", hex, entry->seq);
	return true;
}

static void dump_single(struct inbox *ib, struct buf *out)
{
	struct mail m = MAIL_INIT;
	struct commit_entry entry;
	struct archive_pos best;
	uint32_t seq;

	for (int i = 0; i < MAILS; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d@x", i);
		if (inbox_lookup(ib, str_from(id), &seq, &best) == ST_OK)
			buf_addf(out, "%u %u\n", seq, best.ordinal);
	}
	if (inbox_last_before(ib, 1000000, &m) == ST_OK)
		add_mail(out, &m);
	if (inbox_last_commit_entry(ib, &entry) == ST_OK)
		buf_addf(out, "%u\n", entry.pos.ordinal);
	mail_release(&m);
}

/* Everything that can be read, by every query. */
static enum status dump(const char *dir, struct buf *out)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_READ };
	unsigned char hash[ID_HASH];
	struct buf why = BUF_INIT;
	struct inbox *ib;
	enum status st = inbox_open(&ib, &o, &why);

	if (st == ST_OK) {
		id_hash(hash, STR("0@x"));
		inbox_arrived(ib, 0, 1000000, add_mail, out);
		inbox_inserted(ib, 0, 100, add_mail, out);
		inbox_in_archive_order(ib, ARCHIVE_POS_START, ARCHIVE_POS_NONE,
				       add_positioned, out);
		inbox_replies(ib, hash, 0, add_mail, out);
		id_hash_title(hash, STR("a title"));
		inbox_with_title(ib, hash, INT64_MAX, add_mail, out);
		inbox_abbrev(ib, STR("01010101"), add_id, out);
		dump_single(ib, out);
	}
	inbox_close(ib);
	buf_release(&why);
	return st;
}

static void any_fault(void *arg, const char *fault)
{
	(void)fault;
	++*(size_t *)arg;
}

/* Whether the check names a fault, or the store can't be opened, with a reason. */
static bool check_names_fault(const char *dir)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_READ };
	struct buf why = BUF_INIT;
	size_t faults = 0;
	struct inbox *ib;
	enum status st = inbox_open(&ib, &o, &why);
	bool said = st == ST_OK || why.len;

	if (st == ST_OK)
		st = inbox_check(ib, any_fault, &faults);
	inbox_close(ib);
	buf_release(&why);
	return st != ST_OK && said;
}

/* Whether the mail can be found and read. */
static bool is_readable(const char *dir, int i)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_READ };
	struct buf why = BUF_INIT;
	struct mail m = MAIL_INIT;
	struct archive_pos best;
	struct inbox *ib;
	bool found = false;
	uint32_t seq;
	char id[16];

	snprintf(id, sizeof(id), "%d@x", i);
	if (inbox_open(&ib, &o, &why) == ST_OK)
		found = inbox_lookup(ib, str_from(id), &seq, &best) == ST_OK &&
			inbox_mail(ib, seq, &m) == ST_OK &&
			str_eq(m.record.message_id, str_from(id));
	inbox_close(ib);
	mail_release(&m);
	buf_release(&why);
	return found;
}

static size_t count_readable(const char *dir)
{
	size_t n = 0;

	for (int i = 0; i < MAILS; i++)
		n += is_readable(dir, i);
	return n;
}

/* Restores the file; a transaction may have changed its length too. */
static void restore_file(struct broken *b)
{
	if (ftruncate(b->fd, (off_t)b->sound.len) != 0)
		abort();
	if (unlink(b->next.data) ==
	    0) /* a file that seems to be full is followed by another one */
		fprintf(stderr, "byte %zu: went on in a new file\n", b->progress->at);
	for (size_t at = 0; at < b->sound.len; at += PAGE) {
		size_t n = b->sound.len - at < PAGE ? b->sound.len - at : PAGE;

		if (memcmp(b->file + at, b->sound.data + at, n) != 0)
			memcpy(b->file + at, b->sound.data + at, n);
	}
}

static bool unchanged_but(struct broken *b, size_t at)
{
	return memcmp(b->file, b->sound.data, at) == 0 &&
	       memcmp(b->file + at + 1, b->sound.data + at + 1, b->sound.len - at - 1) ==
		   0;
}

static void fail_child(struct broken *b, const char *what)
{
	snprintf(b->progress->fault, sizeof(b->progress->fault), "byte %zu: %s",
		 b->progress->at, what);
	_exit(1);
}

static void try_read(struct broken *b, unsigned char flipped)
{
	struct buf got = BUF_INIT;

	dump(b->dir, &got);
	if (b->file[b->progress->at] != flipped ||
	    (b->progress->at % WRITE_EVERY == 0 && !unchanged_but(b, b->progress->at)))
		fail_child(b, "a reader changed the file");
	if (!str_eq(buf_str(&got), buf_str(&b->sound_dump))) {
		if (!check_names_fault(b->dir))
			fail_child(b, "not all can be read, and no check says so");
		b->progress->named++;
	}
	b->progress->read++;
	buf_release(&got);
}

static void try_write(struct broken *b)
{
	size_t before = count_readable(b->dir);
	enum status st = put_mail(b->dir, MAILS);

	if (st == ST_OK && !is_readable(b->dir, MAILS))
		fail_child(b, "a mail was taken that can't be read");
	if (count_readable(b->dir) < before)
		fail_child(b, "a delivery made it worse");
	if (st == ST_OK)
		b->progress->written++;
	else
		b->progress->refused++;
	restore_file(b);
}

static void try_flipped(struct broken *b, size_t at, unsigned char with)
{
	unsigned char flipped = (unsigned char)b->sound.data[at] ^ with;

	b->progress->at = at;
	alarm(HANG_SECONDS);
	b->file[at] = flipped;
	try_read(b, flipped);
	if (at % WRITE_EVERY == 0)
		try_write(b);
	b->file[at] = (unsigned char)b->sound.data[at];
}

static bool was_written(const struct broken *b, size_t at)
{
	size_t start = at - at % BLOCK;

	return start + BLOCK > b->first.len ||
	       memcmp(b->first.data + start, b->sound.data + start, BLOCK) != 0;
}

/* Whether it is among equal bytes: empty chains or free room. */
static bool is_filling(const struct broken *b, size_t at)
{
	return at >= 8 && memcmp(b->sound.data + at - 8, b->sound.data + at - 7, 8) == 0;
}

/* BROKEN_EVERY=1 in the environment breaks every byte, which takes minutes. */
static size_t stride(void)
{
	const char *every = getenv("BROKEN_EVERY");
	int n = every ? atoi(every) : 0;

	return n > 0 ? (size_t)n : EVERY;
}

static void flip_all(struct broken *b, unsigned char with)
{
	size_t every = stride();

	for (size_t at = 0; at + BLOCK <= b->sound.len; at++)
		if (at < HEADER || at % SAMPLE == 0 ||
		    (at % every == 0 && was_written(b, at) && !is_filling(b, at)))
			try_flipped(b, at, with);
}

/* Runs work in a child, and fails the test if it crashes. */
static void in_child(struct broken *b, void (*work)(struct broken *, unsigned char),
		     unsigned char arg)
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		/* a crash or time-out must end the child without cmocka */
		signal(SIGSEGV, SIG_DFL);
		signal(SIGBUS, SIG_DFL);
		signal(SIGABRT, SIG_DFL);
		work(b, arg);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (b->progress->fault[0])
		fail_msg("%s", b->progress->fault);
	if (status)
		fail_msg("byte %zu: ended with %#x", b->progress->at, (unsigned)status);
}

static void read_file(int fd, struct buf *bytes)
{
	struct stat st;

	assert_int_equal(fstat(fd, &st), 0);
	buf_reserve(bytes, (size_t)st.st_size);
	assert_int_equal(pread(fd, bytes->data, (size_t)st.st_size, 0), st.st_size);
	bytes->len = (size_t)st.st_size;
}

static int setup(void **state)
{
	struct broken *b = xcalloc(1, sizeof(*b));

	b->dir = temp_dir();
	assert_int_equal(put_mail(b->dir, 0), ST_OK);
	buf_addf(&b->path, "%s/" LIST "/0.tdb", b->dir);
	buf_addf(&b->next, "%s/" LIST "/1.tdb", b->dir);
	b->fd = open(b->path.data, O_RDWR);
	assert_true(b->fd >= 0);
	read_file(b->fd, &b->first);
	for (int i = 1; i < MAILS; i++)
		assert_int_equal(put_mail(b->dir, i), ST_OK);
	read_file(b->fd, &b->sound);
	assert_int_equal(dump(b->dir, &b->sound_dump), ST_OK);
	assert_int_equal(count_readable(b->dir), MAILS);
	b->file = mmap(NULL, b->sound.len, PROT_READ | PROT_WRITE, MAP_SHARED, b->fd, 0);
	b->progress = mmap(NULL, sizeof(*b->progress), PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(b->file != MAP_FAILED && b->progress != MAP_FAILED);
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct broken *b = *state;

	munmap(b->file, b->sound.len);
	munmap(b->progress, sizeof(*b->progress));
	close(b->fd);
	buf_release(&b->path);
	buf_release(&b->next);
	buf_release(&b->first);
	buf_release(&b->sound);
	buf_release(&b->sound_dump);
	temp_remove(b->dir);
	free(b);
	return 0;
}

static void run_flips(struct broken *b, unsigned char with)
{
	in_child(b, flip_all, with);
	printf("flipped with %#04x: %zu bytes read (%zu named), %zu deliveries taken, "
	       "%zu refused\n",
	       with, b->progress->read, b->progress->named, b->progress->written,
	       b->progress->refused);
	assert_true(b->progress->named > 0 && b->progress->refused > 0);
}

static void flips_all_bits(void **state)
{
	run_flips(*state, 0xff);
}

static void flips_low_bit(void **state)
{
	run_flips(*state, 0x01);
}

/* Cuts the file at this offset. zeroed: fills it up to its length with zeros. */
static void cut_at(struct broken *b, size_t at, bool zeroed)
{
	struct buf got = BUF_INIT;
	struct stat st;

	b->progress->at = at;
	alarm(HANG_SECONDS);
	if (ftruncate(b->fd, (off_t)at) != 0 ||
	    (zeroed && ftruncate(b->fd, (off_t)b->sound.len) != 0))
		abort();
	dump(b->dir, &got);
	if (fstat(b->fd, &st) != 0 || (size_t)st.st_size != (zeroed ? b->sound.len : at))
		fail_child(b, "a reader changed the length");
	if (!str_eq(buf_str(&got), buf_str(&b->sound_dump)) && !check_names_fault(b->dir))
		fail_child(b, "not all can be read, and no check says so");
	if (put_mail(b->dir, MAILS) == ST_OK && !is_readable(b->dir, MAILS))
		fail_child(b, "a mail was taken that can't be read");
	restore_file(b);
	buf_release(&got);
}

static void cut_all(struct broken *b, unsigned char zeroed)
{
	for (size_t at = 0; at < 256; at++)
		cut_at(b, at, zeroed);
	for (size_t at = 256; at < b->sound.len; at += b->sound.len / 150)
		cut_at(b, at, zeroed);
	for (size_t at = b->sound.len - 64; at < b->sound.len; at++)
		cut_at(b, at, zeroed);
}

static void is_cut(void **state)
{
	in_child(*state, cut_all, false);
}

static void is_zeroed(void **state)
{
	in_child(*state, cut_all, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(flips_all_bits, setup, teardown),
		cmocka_unit_test_setup_teardown(flips_low_bit, setup, teardown),
		cmocka_unit_test_setup_teardown(is_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(is_zeroed, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
