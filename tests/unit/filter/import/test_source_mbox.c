/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "filter/import/source.h"
#include "store/util/buf.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

#define SEP "|"
#define BAD "!"

/* expected: the messages, each ended by SEP; BAD for an unreadable one. */
static const struct row {
	const char *name, *mbox, *expected;
} rows[] = {
	{ "one", "From a\nA: b\n\nx\n", "From a\nA: b\n\nx\n" SEP },
	{ "two", "From a\nA: b\n\nx\n\nFrom c\nC: d\n\ny\n\n",
	  "From a\nA: b\n\nx\n" SEP "From c\nC: d\n\ny\n" SEP },
	{ "crlf", "From a\r\nA: b\r\n\r\nx\r\n\r\nFrom c\r\n\r\n\r\ny\r\n\r\n",
	  "From a\r\nA: b\r\n\r\nx\r\n" SEP "From c\r\n\r\n\r\ny\r\n" SEP },
	{ "From after text is text", "From a\n\nx\nFrom here on\n\n",
	  "From a\n\nx\nFrom here on\n" SEP },
	{ "From after CRLF text is text", "From a\r\n\r\nx\r\nFrom here on\r\n",
	  "From a\r\n\r\nx\r\nFrom here on\r\n" SEP },
	{ "From within a line", "From a\n\nx\n\n From b\n\nyFrom c\n",
	  "From a\n\nx\n\n From b\n\nyFrom c\n" SEP },
	{ "only the last empty line is a separator", "From a\n\nx\n\n\n\nFrom b\n\ny\n",
	  "From a\n\nx\n\n\n" SEP "From b\n\ny\n" SEP },
	{ "no end of the last line", "From a\n\nx\n\nFrom b\n\ny",
	  "From a\n\nx\n" SEP "From b\n\ny" SEP },
	{ "an attached file of git format-patch",
	  "From a\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\n"
	  "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n\n"
	  "--B--\n\nFrom b\n\ny\n",
	  "From a\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\n"
	  "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n\n"
	  "--B--\n" SEP "From b\n\ny\n" SEP },
	{ "empty header", "From a\n\nFrom b\n\ny\n", "From a\n" SEP "From b\n\ny\n" SEP },
	{ "empty lines first", "\n\r\n\nFrom a\n\nx\n", "From a\n\nx\n" SEP },
	{ "quoted From", "From a\n\n>From x\n>>From y\n> From z\n>Fromage\nw>From v\n",
	  "From a\n\nFrom x\n>From y\n> From z\n>Fromage\nw>From v\n" SEP },
	{ "quoted after an empty line", "From a\n\n\n>From x\n\n>>>From y\n\nFrom b\n\n",
	  "From a\n\n\nFrom x\n\n>>From y\n" SEP "From b\n" SEP },
	{ "many marks", "From a\n\n>From >From >From x\n>>>>From\n",
	  "From a\n\nFrom >From >From x\n>>>>From\n" SEP },
	{ "a quoted line is no beginning", "From a\n\nx\n\n>From b\n",
	  "From a\n\nx\n\nFrom b\n" SEP },
	{ "no mbox", "A: b\n\nx\n", BAD SEP },
	{ "garbage, then an mbox", "rubbish\n\nFrom a\n\nx\n",
	  BAD SEP "From a\n\nx\n" SEP },
	{ "empty", "", "" },
	{ "empty lines", "\n\n\r\n", "" },
};

static void collect(struct buf *got, struct source *s, uint64_t skip)
{
	struct source_start with = { .skip = skip, .total = true };
	struct buf why = BUF_INIT;
	struct item item;
	enum status st = s->ops->start(s, &with, &why);

	while (st == ST_OK && (st = s->ops->next(s, &item, &why)) == ST_OK) {
		static const char zeros[BUF_PAD];

		if (item.kind == ITEM_MAIL) {
			buf_adds(got, item.raw);
			assert_memory_equal(item.raw.s + item.raw.len, zeros, BUF_PAD);
		} else {
			assert_non_null(item.why);
			buf_addstr(got, BAD);
		}
		buf_addstr(got, SEP);
	}
	assert_int_equal(st, ST_NOTFOUND);
	buf_release(&why);
}

static char *write_file(const char *dir, const char *data, size_t len)
{
	char *path;
	FILE *f;

	assert_true(asprintf(&path, "%s/mbox", dir) > 0);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	fclose(f);
	return path;
}

static void read_paths(struct buf *got, char *const paths[], size_t n, uint64_t skip)
{
	struct buf why = BUF_INIT;
	struct source *s;

	if (source_mbox(&s, paths, n, &why) != ST_OK)
		fail_msg("%s", buf_cstr(&why));
	collect(got, s, skip);
	source_free(s);
	buf_release(&why);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	char *dir = temp_dir(), *path = write_file(dir, row->mbox, strlen(row->mbox));
	struct buf got = BUF_INIT;

	read_paths(&got, &path, 1, 0);
	assert_string_equal(buf_cstr(&got), row->expected);
	buf_release(&got);
	free(path);
	temp_remove(dir);
}

/* Messages come whole wherever a read ends in the separator between them. */
static void cut_by_reads(void **state)
{
	static const char *const ends[] = { "\n\nFrom b\n\ny\n",
					    "\r\n\r\nFrom b\r\n\r\ny\r\n" };
	char *dir = temp_dir();

	(void)state;
	for (size_t e = 0; e < 2; e++)
		for (size_t cut = 0; cut < 14; cut++) {
			struct buf mbox = BUF_INIT, got = BUF_INIT;
			size_t size = (1u << 20) - cut;
			char *path;

			buf_addstr(&mbox, "From a\n\n");
			while (mbox.len < size)
				buf_addch(&mbox, mbox.len % 79 == 78 ? '\n' : 'x');
			buf_addstr(&mbox, ends[e]);
			path = write_file(dir, mbox.data, mbox.len);
			read_paths(&got, &path, 1, 0);
			assert_int_equal(str_find(buf_str(&got), STR(SEP "From b")),
					 size + 1 + e);
			buf_release(&mbox);
			buf_release(&got);
			free(path);
		}
	temp_remove(dir);
}

/* A message that may have no end is not taken for a whole one. */
static void cut_short(void **state)
{
	struct buf mbox = BUF_INIT, got = BUF_INIT, command = BUF_INIT;
	char *dir, *path;
	uint32_t random = 1;

	(void)state;
	if (system("command -v gzip >/dev/null") != 0)
		skip();
	dir = temp_dir();
	buf_addstr(&mbox, "From a\n\nx\n\nFrom b\n\n");
	for (int i = 0; i < 10000; i++, random = random * 1664525 + 1013904223)
		buf_addf(&mbox, "%08x%s", random, i % 8 ? "" : "\n");
	path = write_file(dir, mbox.data, mbox.len);
	buf_addf(&command, "gzip -c %s | head -c 9000 >%s.gz && mv %s.gz %s", path, path,
		 path, path);
	assert_int_equal(system(buf_cstr(&command)), 0);
	read_paths(&got, &path, 1, 0);
	assert_string_equal(buf_cstr(&got), "From a\n\nx\n" SEP BAD SEP);
	buf_release(&mbox);
	buf_release(&got);
	buf_release(&command);
	free(path);
	temp_remove(dir);
}

static void restart_skips(void **state)
{
	static const char mbox[] = "junk\n\nFrom a\n\nx\n\nFrom b\n\ny\n\nFrom c\n\nz\n";
	static const char *const expected[] = {
		BAD "|From a\n\nx\n|From b\n\ny\n|From c\n\nz\n|",
		"From a\n\nx\n|From b\n\ny\n|From c\n\nz\n|",
		"From b\n\ny\n|From c\n\nz\n|",
		"From c\n\nz\n|",
		"",
		"",
	};
	char *dir = temp_dir(), *path = write_file(dir, mbox, sizeof(mbox) - 1);

	(void)state;
	for (uint64_t skip = 0; skip < 6; skip++) {
		struct buf got = BUF_INIT;

		read_paths(&got, &path, 1, skip);
		assert_string_equal(buf_cstr(&got), expected[skip]);
		buf_release(&got);
	}
	free(path);
	temp_remove(dir);
}

/* Replaces standard input in a child: by a pipe, or a file not at its start. */
static void check_input(const char *mbox, bool piped, const char *expected)
{
	pid_t pid = fork();
	int status, ends[2];

	if (pid == 0) {
		char dash[] = "-", *paths[] = { dash }, *dir = temp_dir(),
		     *path = write_file(dir, mbox, strlen(mbox));
		struct buf why = BUF_INIT, got = BUF_INIT, again = BUF_INIT;
		struct source *s;

		if (piped) {
			if (pipe(ends) || write(ends[1], mbox, strlen(mbox)) < 0)
				abort();
			close(ends[1]);
			dup2(ends[0], STDIN_FILENO);
		} else {
			dup2(open(path, O_RDONLY), STDIN_FILENO);
		}
		if (!piped)
			lseek(STDIN_FILENO, 7, SEEK_SET);
		if (source_mbox(&s, paths, 1, &why) != ST_OK)
			abort();
		collect(&got, s, 0);
		/* as after a crash: the source is started again */
		collect(&again, s, 1);
		temp_remove(dir);
		_exit(strcmp(buf_cstr(&got), expected) ||
		      strcmp(buf_cstr(&again), strstr(expected, SEP) + 1));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void standard_input(void **state)
{
	(void)state;
	check_input("From a\n\nx\n\nFrom b\n\ny\n", true,
		    "From a\n\nx\n" SEP "From b\n\ny\n" SEP);
	check_input("ignored From a\n\nx\n\nFrom b\n\ny\n", false,
		    BAD SEP "From b\n\ny\n" SEP);
}

static void missing_files(void **state)
{
	char *dir = temp_dir(), *path = write_file(dir, "From a\n\nx\n", 10);
	char nowhere[] = "/nonexistent/mbox", *paths[] = { nowhere, path };
	struct buf why = BUF_INIT, got = BUF_INIT;
	struct source *s;

	(void)state;
	assert_int_equal(source_mbox(&s, paths, 1, &why), ST_NOINPUT);
	assert_null(s);
	assert_non_null(strstr(buf_cstr(&why), "/nonexistent/mbox: No such file"));
	read_paths(&got, paths, 2, 0);
	assert_string_equal(buf_cstr(&got), BAD SEP "From a\n\nx\n" SEP);
	buf_release(&why);
	buf_release(&got);
	free(path);
	temp_remove(dir);
}

/* A name says where to look. */
static void names(void **state)
{
	char *dir = temp_dir(),
	     *path = write_file(dir, "From a\n\nx\n\nFrom b\n\ny\n", 21);
	struct source_start with = { 0 };
	struct buf why = BUF_INIT, name = BUF_INIT;
	struct source *s;
	struct item item;

	(void)state;
	assert_int_equal(source_mbox(&s, &path, 1, &why), ST_OK);
	assert_int_equal(s->ops->start(s, &with, &why), ST_OK);
	assert_int_equal(s->ops->next(s, &item, &why), ST_OK);
	assert_int_equal(s->ops->next(s, &item, &why), ST_OK);
	s->ops->name(s, &name);
	assert_non_null(strstr(buf_cstr(&name), "/mbox, message 2 at byte 11"));
	source_free(s);
	buf_release(&why);
	buf_release(&name);
	free(path);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "cut_by_reads", cut_by_reads);
	add_test(&t, "cut_short", cut_short);
	add_test(&t, "restart_skips", restart_skips);
	add_test(&t, "standard_input", standard_input);
	add_test(&t, "missing_files", missing_files);
	add_test(&t, "names", names);
	return run_group("source_mbox", &t);
}
