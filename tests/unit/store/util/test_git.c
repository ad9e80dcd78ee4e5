/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/util/array.h"
#include "store/util/git.h"
#include "tests/support/repo.h"
#include "tests/support/temp.h"

static void output_and_status(void **state)
{
	const char *const good[] = { "rev-list", "--count", "HEAD", NULL };
	const char *const bad[] = { "rev-parse", "--verify", "nonsense", NULL };
	char *dir = temp_dir();
	struct buf out = BUF_INIT, git = BUF_INIT;

	(void)state;
	buf_addf(&git, "%s/list.git", dir);
	repo_add(buf_cstr(&git), "a b c", true);
	buf_addstr(&out, "count ");
	assert_int_equal(git_output(&out, buf_cstr(&git), good), 0);
	assert_string_equal(buf_cstr(&out), "count 3");
	assert_int_equal(git_output(&out, buf_cstr(&git), bad), 128);
	assert_string_equal(buf_cstr(&out), "count 3");
	assert_int_equal(git_output(&out, dir, good), 128);
	buf_release(&out);
	buf_release(&git);
	temp_remove(dir);
}

/* What git says to its standard error goes to the descriptor that the caller names. */
static void errors_kept(void **state)
{
	const char *const args[] = {
		"config", "--file", "/dev/null", "--get", "1", NULL
	};
	int errors = git_errors_open();
	struct buf said = BUF_INIT;
	struct git g;

	(void)state;
	assert_true(errors >= 0);
	assert_true(git_start(&g, NULL, args, false, errors));
	assert_true(git_end(&g) > 0);
	git_errors_add(&said, errors);
	assert_string_equal(buf_cstr(&said), "key does not contain a section: 1");
	close(errors);
	buf_release(&said);
}

static void errors_told(void **state)
{
	static const struct {
		const char *printed, *told;
	} rows[] = {
		{ "", "it printed no reason" },
		{ "fatal: a\n", "a" },
		{ "warning: a\nwarning: b\nfatal: c\n", "c" },
		{ "error: a\nfatal: b\n", "a" },
		{ "a\nb", "a" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		int errors = git_errors_open();
		struct buf told = BUF_INIT;

		assert_true(file_write_all(errors, str_from(rows[i].printed)));
		git_errors_add(&told, errors);
		assert_string_equal(buf_cstr(&told), rows[i].told);
		close(errors);
		buf_release(&told);
	}
}

/* Somebody else's repository is read: it was named. */
static void other_owner(void **state)
{
	const char *const count[] = { "rev-list", "--count", "HEAD", NULL };
	struct buf out = BUF_INIT, git = BUF_INIT;
	char *dir;

	(void)state;
	if (geteuid() != 0)
		skip(); /* only root can give a file away */
	dir = temp_dir();
	buf_addf(&git, "%s/list.git", dir);
	repo_add(buf_cstr(&git), "a b c", true);
	shell("chown -R 65534 %s", buf_cstr(&git));
	assert_int_equal(git_output(&out, buf_cstr(&git), count), 0);
	buf_release(&out);
	buf_release(&git);
	temp_remove(dir);
}

/* A git that doesn't know of the variable, first in PATH. */
static void use_older_git(const char *dir, const char *path)
{
	struct buf with = BUF_INIT;

	shell("mkdir %s/bin && printf '#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nPATH=\"%%s\" "
	      "exec git \"$@\"\n' '%s' >%s/bin/git && "
	      "chmod +x %s/bin/git",
	      dir, path, dir, dir);
	buf_addf(&with, "%s/bin:%s", dir, path);
	setenv("PATH", buf_cstr(&with), 1);
	buf_release(&with);
}

#define MISSING "0123456789012345678901234567890123456789"

/*
 * A repository says where its missing objects come from. Here, this setting would start
 * a program.
 * An older git is refused its transport and ends with 128; SIGPIPE ends it (-1) if it
 * still writes to the helper that refused.
 */
static void nothing_fetched(void **state)
{
	const char *const present[] = { "cat-file", "-t", "HEAD", NULL };
	const char *const missing[] = { "cat-file", "-p", MISSING, NULL };
	char *dir = temp_dir(), *path = strdup(getenv("PATH"));
	struct buf out = BUF_INIT, git = BUF_INIT, started = BUF_INIT;
	int status;

	(void)state;
	buf_addf(&git, "%s/list.git", dir);
	buf_addf(&started, "%s/started", dir);
	repo_add(buf_cstr(&git), "a b c", true);
	shell("cd %s && git config protocol.ext.allow always && git config "
	      "remote.origin.promisor true && "
	      "git config remote.origin.url 'ext::sh -c touch%% %s'",
	      buf_cstr(&git), buf_cstr(&started));
	use_older_git(dir, path);
	assert_int_equal(git_output(&out, buf_cstr(&git), present), 0);
	assert_string_equal(buf_cstr(&out), "commit");
	status = git_output(&out, buf_cstr(&git), missing);
	assert_true(status == 128 || status == -1);
	assert_string_equal(buf_cstr(&out), "commit");
	assert_int_equal(access(buf_cstr(&started), F_OK), -1);
	/* A git that is not held back starts the program. */
	shell("git --git-dir=%s cat-file -p " MISSING " >%s/said 2>&1; test -e %s",
	      buf_cstr(&git), dir, buf_cstr(&started));
	setenv("PATH", path, 1);
	buf_release(&out);
	buf_release(&git);
	buf_release(&started);
	free(path);
	temp_remove(dir);
}

static void no_git(void **state)
{
	const char *const args[] = { "version", NULL };
	char *path = strdup(getenv("PATH"));
	struct buf out = BUF_INIT;
	struct git g;

	(void)state;
	setenv("PATH", "/nonexistent", 1);
	assert_false(git_start(&g, NULL, args, true, -1));
	assert_int_equal(errno, ENOENT);
	assert_int_equal(g.in, -1);
	assert_int_equal(g.out, -1);
	assert_int_equal(git_output(&out, NULL, args), -1);
	setenv("PATH", path, 1);
	assert_int_equal(git_output(&out, NULL, args), 0);
	assert_int_equal(strncmp(buf_cstr(&out), "git version ", 12), 0);
	buf_release(&out);
	free(path);
}

/* Git ends if no process reads from it any more. */
static void ended_early(void **state)
{
	const char *const args[] = { "cat-file", "--batch", "--buffer", NULL };
	char *dir = temp_dir();
	struct buf git = BUF_INIT;
	struct git g;

	(void)state;
	buf_addf(&git, "%s/list.git", dir);
	repo_add(buf_cstr(&git), "a b c", true);
	assert_true(git_start(&g, buf_cstr(&git), args, true, -1));
	assert_true(git_pipe_size(g.out, 1u << 20) >= 4096);
	for (int i = 0; i < 50; i++)
		assert_int_equal(write(g.in, "HEAD:m\n", 7), 7);
	git_end(&g);
	assert_int_equal(git_end(&g), -1);
	buf_release(&git);
	temp_remove(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(output_and_status), cmocka_unit_test(errors_kept),
		cmocka_unit_test(errors_told),	     cmocka_unit_test(other_owner),
		cmocka_unit_test(nothing_fetched),   cmocka_unit_test(no_git),
		cmocka_unit_test(ended_early),
	};

	return cmocka_run_group_tests_name("git", tests, NULL, NULL);
}
