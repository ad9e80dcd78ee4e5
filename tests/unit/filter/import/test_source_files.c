/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "filter/import/source.h"
#include "tests/support/temp.h"

/* The messages' contents, each ended by "|"; "!" for an unreadable one. */
static void collect(struct buf *got, struct source *s, uint64_t skip)
{
	struct source_start with = { .skip = skip };
	struct buf why = BUF_INIT;
	struct item item;
	enum status st = s->ops->start(s, &with, &why);

	while (st == ST_OK && (st = s->ops->next(s, &item, &why)) == ST_OK) {
		buf_adds(got, item.kind == ITEM_MAIL ? item.raw : STR("!"));
		buf_addch(got, '|');
	}
	assert_int_equal(st, ST_NOTFOUND);
	assert_int_equal(s->done, s->total);
	buf_release(&why);
}

static char *write_file(const char *dir, const char *name, const char *text)
{
	char *path;
	FILE *f;

	assert_true(asprintf(&path, "%s/%s", dir, name) > 0);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return path;
}

static void make_dir(const char *dir, const char *name)
{
	char *path;

	assert_true(asprintf(&path, "%s/%s", dir, name) > 0);
	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
}

static void files_in_order(void **state)
{
	char nowhere[] = "/nonexistent/b.eml", *dir = temp_dir();
	char *paths[] = { write_file(dir, "c", "C: c\n\n"), nowhere, dir,
			  write_file(dir, "a", ""),
			  write_file(dir, "packed", "\x1f\x8b\x08") };
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct source *s;

	(void)state;
	assert_int_equal(source_files(&s, paths, 5, &why), ST_OK);
	collect(&got, s, 0);
	assert_string_equal(buf_cstr(&got), "C: c\n\n|!|!||!|");
	buf_reset(&got);
	collect(&got, s, 2);
	assert_string_equal(buf_cstr(&got), "!||!|");
	buf_reset(&got);
	s->ops->name(s, &got);
	assert_string_equal(buf_cstr(&got), paths[4]);
	source_free(s);
	assert_int_equal(source_files(&s, paths + 1, 1, &why), ST_NOINPUT);
	assert_string_equal(buf_cstr(&why),
			    "/nonexistent/b.eml: No such file or directory");
	buf_release(&got);
	buf_release(&why);
	free(paths[0]);
	free(paths[3]);
	free(paths[4]);
	temp_remove(dir);
}

static void maildir_by_name(void **state)
{
	static const char *const folders[] = { "new", "cur", "tmp", "new/.sub" };
	static const char *const names[] = { "new/30.x", "cur/10.x:2,S", "cur/20.x:2,",
					     "new/.hidden", "tmp/15.x" };
	char *dir = temp_dir();
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct source *s;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		make_dir(dir, folders[i]);
	for (size_t i = 0; i < 5; i++)
		free(write_file(dir, names[i], names[i]));
	assert_int_equal(source_maildirs(&s, &dir, 1, &why), ST_OK);
	collect(&got, s, 0);
	assert_string_equal(buf_cstr(&got), "cur/10.x:2,S|cur/20.x:2,|new/30.x|");
	source_free(s);
	buf_release(&got);
	buf_release(&why);
	temp_remove(dir);
}

/* In a Maildir only regular files are read; the Maildir itself may be a link. */
static void maildir_of_odd_things(void **state)
{
	char *dir = temp_dir(), *link, *file = write_file(dir, "elsewhere", "secret");
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct source *s;

	(void)state;
	make_dir(dir, "real");
	make_dir(dir, "real/new");
	assert_true(asprintf(&link, "%s/maildir", dir) > 0);
	assert_int_equal(symlink("real", link), 0);
	assert_int_equal(chdir(link), 0);
	assert_int_equal(mkfifo("new/1", 0600), 0);
	assert_int_equal(symlink("/dev/zero", "new/2"), 0);
	assert_int_equal(symlink(file, "new/3"), 0);
	make_dir(dir, "real/new/4");
	free(write_file(link, "new/5", "five"));
	assert_int_equal(source_maildirs(&s, &link, 1, &why), ST_OK);
	collect(&got, s, 0);
	assert_string_equal(buf_cstr(&got), "!|!|!|!|five|");
	source_free(s);
	buf_release(&got);
	buf_release(&why);
	assert_int_equal(chdir("/"), 0);
	free(link);
	free(file);
	temp_remove(dir);
}

/* A link or pipe that is named is followed and read. */
static void named_pipe_and_link(void **state)
{
	char *dir = temp_dir(), *target = write_file(dir, "mail", "by link"), *paths[2];
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct source *s;
	pid_t pid;

	(void)state;
	assert_true(asprintf(&paths[0], "%s/pipe", dir) > 0);
	assert_true(asprintf(&paths[1], "%s/link", dir) > 0);
	assert_int_equal(mkfifo(paths[0], 0600), 0);
	assert_int_equal(symlink(target, paths[1]), 0);
	pid = fork();
	if (!pid) {
		free(write_file(dir, "pipe", "by pipe"));
		_exit(0);
	}
	assert_int_equal(source_files(&s, paths, 2, &why), ST_OK);
	collect(&got, s, 0);
	assert_string_equal(buf_cstr(&got), "by pipe|by link|");
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	source_free(s);
	buf_release(&got);
	buf_release(&why);
	free(paths[0]);
	free(paths[1]);
	free(target);
	temp_remove(dir);
}

static void no_maildir(void **state)
{
	char *dir = temp_dir(), *good = temp_dir(), *both[] = { dir, good };
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct source *s;

	(void)state;
	assert_int_equal(source_maildirs(&s, &dir, 1, &why), ST_NOINPUT);
	assert_null(s);
	assert_non_null(strstr(buf_cstr(&why), ": no Maildir"));
	make_dir(good, "cur");
	free(write_file(good, "cur/1", "one"));
	assert_int_equal(source_maildirs(&s, both, 2, &why), ST_OK);
	collect(&got, s, 0);
	assert_string_equal(buf_cstr(&got), "!|one|");
	source_free(s);
	buf_release(&got);
	buf_release(&why);
	temp_remove(good);
	temp_remove(dir);
}

/* Larger than one read. */
static void large_file(void **state)
{
	char *dir = temp_dir(), *path = write_file(dir, "large", "");
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct source *s;
	FILE *f = fopen(path, "w");

	(void)state;
	for (int i = 0; i < 300000; i++)
		fprintf(f, "%06d\n", i);
	fclose(f);
	assert_int_equal(source_files(&s, &path, 1, &why), ST_OK);
	collect(&got, s, 0);
	assert_int_equal(got.len, 2100001);
	assert_memory_equal(got.data + 2099993, "299999\n|", 8);
	source_free(s);
	buf_release(&got);
	buf_release(&why);
	free(path);
	temp_remove(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_in_order),
		cmocka_unit_test(maildir_by_name),
		cmocka_unit_test(maildir_of_odd_things),
		cmocka_unit_test(named_pipe_and_link),
		cmocka_unit_test(no_maildir),
		cmocka_unit_test(large_file),
	};

	return cmocka_run_group_tests_name("source_files", tests, NULL, NULL);
}
