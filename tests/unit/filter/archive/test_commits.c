/* SPDX-License-Identifier: MIT */
/* libgit2 and git read the same commits. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/time.h>

#include <cmocka.h>

#include "filter/archive/commits.h"
#include "store/util/array.h"
#include "tests/support/repo.h"
#include "tests/support/temp.h"

/* If not 0: how long the library may loop in an object, in microseconds of CPU time. */
static long patience_us;

/* Takes the C library's place. */
int setitimer(__itimer_which_t which, const struct itimerval *new, struct itimerval *old)
{
	bool impatient = which == ITIMER_PROF && patience_us && new->it_value.tv_sec != 0;
	/* The kernel takes words, where struct itimerval may have 64 bits for each. */
	const long words[] = {
		(long)new->it_interval.tv_sec,
		(long)new->it_interval.tv_usec,
		impatient ? 0 : (long)new->it_value.tv_sec,
		impatient ? patience_us : (long)new->it_value.tv_usec,
	};

	assert_null(old);
	return (int)syscall(SYS_setitimer, which, words, NULL);
}

enum way { BY_LIBRARY, BY_GIT, CRASHING };

static void describe(struct buf *got, enum commit_result end,
		     const struct commit_change *c, struct str raw)
{
	static const char *const names[] = {
		[COMMIT_READ] = "",	      [COMMIT_DELETED] = "deleted ",
		[COMMIT_TOO_LARGE] = "large", [COMMIT_SKIPPED] = "skipped",
		[COMMIT_MISSING] = "missing", [COMMIT_LOST] = "lost_in_row",
	};
	struct str id = str_sub(raw, str_find(raw, STR("Message-ID: <")) + 13, raw.len);

	buf_addf(got, "%s%s%.*s%s", got->len ? " " : "", names[end],
		 (int)str_chr(id, '@'), id.s, c->wrote ? "!" : "");
}

static struct commits commits; /* too large for a stack under a sanitizer */

/* Reads all of a range. CRASHING: the helper is killed after the second commit. */
static void read_all(struct buf *got, const char *git, const char *range, uint64_t skip,
		     enum way by)
{
	struct commit_change c;
	struct str raw;
	enum commit_result end;
	int n = 0;

	buf_reset(got);
	assert_true(commits_open(&commits, git, range, skip, SIZE_MAX));
	if (by == BY_GIT) {
		commits_close(&commits);
		commits.by_git =
		    commits_git_open(&commits.git, git, range, skip, SIZE_MAX);
		assert_true(commits.by_git);
	}
	while ((end = commits_next(&commits, &c, &raw)) < COMMIT_END) {
		describe(got, end, &c, raw);
		if (++n == 2 && by == CRASHING && commits.libgit2.pid > 0)
			kill(commits.libgit2.pid, SIGKILL);
	}
	assert_int_equal(end, COMMIT_END);
	commits_close(&commits);
	commits_close(&commits);
}

static void expect(const char *git, const char *range, uint64_t skip,
		   const char *expected)
{
	struct buf got = BUF_INIT;

	for (enum way by = BY_LIBRARY; by <= CRASHING; by++) {
		read_all(&got, git, range, skip, by);
		assert_string_equal(buf_cstr(&got), expected);
	}
	buf_release(&got);
}

static const struct row {
	const char *words, *range;
	uint64_t skip;
	const char *expected;
} rows[] = {
	{ "a b c", "HEAD", 0, "a! b! c!" },
	{ "a -a a = b", "HEAD", 0, "a! deleted a a! a b!" },
	{ "a -a = c", "HEAD", 0, "a! deleted a deleted  c!" },
	{ "a b c d", "HEAD", 2, "skipped! skipped! c! d!" },
	{ "a b c d e", "HEAD", 3, "skipped! skipped! skipped! d! e!" },
	{ "a b", "HEAD", 2, "skipped! skipped!" },
	/* the first one's parent is not in the range, but counts */
	{ "a b = d", "HEAD~2..HEAD", 0, "b d!" },
	{ "a b -b = d", "HEAD~3..HEAD~1", 0, "deleted b deleted " },
	{ "a b", "HEAD..HEAD", 0, "" },
};

/* Replaces names by whole ids: a range holds only those and HEAD. */
static void whole(struct buf *range, const char *git, const char *text)
{
	const char *dots = strstr(text, "..");
	struct buf name = BUF_INIT;
	char *id;

	if (dots) {
		buf_add(&name, text, (size_t)(dots - text));
		id = repo_commit(git, buf_cstr(&name));
		buf_addf(range, "%s..", id);
		free(id);
	}
	buf_addstr(range, dots ? dots + 2 : text);
	buf_release(&name);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	char *dir = temp_dir(), *git;
	struct buf range = BUF_INIT;

	assert_true(asprintf(&git, "%s/list.git", dir) > 0);
	repo_add(git, row->words, true);
	whole(&range, git, row->range);
	expect(git, buf_cstr(&range), row->skip, row->expected);
	shell("git --git-dir=%s repack -adq", git);
	expect(git, buf_cstr(&range), row->skip, row->expected);
	buf_release(&range);
	free(git);
	temp_remove(dir);
}

static struct fixture {
	char *dir, *git;
} fx;

static int set_up(void **state)
{
	(void)state;
	patience_us = 0;
	fx.dir = temp_dir();
	return asprintf(&fx.git, "%s/list.git", fx.dir) > 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	free(fx.git);
	temp_remove(fx.dir);
	return 0;
}

/* The library only fails to read these; git says what is wrong with them. */
static void damaged(void **state)
{
	(void)state;
	patience_us = 200000;
	repo_add(fx.git, "a b c d e", true);
	shell("cd %s/objects && rm -f $(git rev-parse HEAD~3:m | sed 's,..,&/,') && "
	      "f=$(git rev-parse HEAD~1:m | sed 's,..,&/,') && chmod u+w $f && truncate "
	      "-s -8 $f",
	      fx.git);
	expect(fx.git, "HEAD", 0, "a! missing! c! lost_in_row! e!");
}

static void too_many_lost(void **state)
{
	struct buf words = BUF_INIT;
	struct commit_change c;
	struct str raw;
	enum commit_result end;
	int n = 0;

	(void)state;
	patience_us = 200000;
	for (int i = 0; i < 20; i++)
		buf_addf(&words, "%sn%d", i ? " " : "", i);
	repo_add(fx.git, buf_cstr(&words), true);
	shell("cd %s/objects && for i in $(seq 0 19); do f=$(git rev-parse HEAD~$i:m | "
	      "sed 's,..,&/,'); "
	      "chmod u+w $f; truncate -s -8 $f; done",
	      fx.git);
	assert_true(commits_open(&commits, fx.git, "HEAD", 0, SIZE_MAX));
	while ((end = commits_next(&commits, &c, &raw)) == COMMIT_LOST)
		n++;
	assert_int_equal(end, COMMIT_FAILED);
	assert_int_equal(n, 16);
	assert_string_equal(commits.failed_command, "cat-file");
	commits_close(&commits);
	buf_release(&words);
}

/* No archive has this: a folder with the message's name. */
static void folder(void **state)
{
	(void)state;
	shell("git init -q -b master %s/tree && cd %s/tree && c() { git add -A . && "
	      "git -c user.name=A -c user.email=a@example.org commit -q -m x; } && "
	      "echo 'Message-ID: <a@example.org>' >m && c && rm m && mkdir m && echo x "
	      ">m/m && c && "
	      "echo y >m/m && c && rm -r m && echo 'Message-ID: <b@example.org>' >m && c",
	      fx.dir, fx.dir);
	free(fx.git);
	assert_true(asprintf(&fx.git, "%s/tree/.git", fx.dir) > 0);
	expect(fx.git, "HEAD", 0, "a! deleted  deleted  b!");
}

/* Without git, a message that the library could not read does not count as damaged. */
static void no_git(void **state)
{
	char *path = strdup(getenv("PATH"));
	struct commit_change c;
	struct str raw;

	(void)state;
	repo_add(fx.git, "a b", true);
	shell("cd %s/objects && rm $(git rev-parse HEAD:m | sed 's,..,&/,')", fx.git);
	assert_true(commits_open(&commits, fx.git, "HEAD", 0, SIZE_MAX));
	setenv("PATH", "/nonexistent", 1);
	assert_int_equal(commits_next(&commits, &c, &raw), COMMIT_READ);
	/* without the library git has been started before */
	assert_int_equal(commits_next(&commits, &c, &raw),
			 commits.by_git ? COMMIT_MISSING : COMMIT_FAILED);
	commits_close(&commits);
	setenv("PATH", path, 1);
	free(path);
}

/* Larger than a slot of the ring; one of them a delta. */
static void large(void **state)
{
	struct commit_change c;
	struct str raw;

	(void)state;
	shell("git init -q -b master %s/tree && cd %s/tree && for i in 1 2; do "
	      "(echo 'Message-ID: <l@example.org>'; echo; yes $i | head -c 3000000; cat "
	      "m; true) >new 2>/dev/null; "
	      "mv new m; git add m && git -c user.name=A -c user.email=a@example.org "
	      "commit -q -m x; done; "
	      "git repack -adfq",
	      fx.dir, fx.dir);
	free(fx.git);
	assert_true(asprintf(&fx.git, "%s/tree/.git", fx.dir) > 0);
	expect(fx.git, "HEAD", 0, "l! l!");
	assert_true(commits_open(&commits, fx.git, "HEAD", 0, SIZE_MAX));
	assert_int_equal(commits_next(&commits, &c, &raw), COMMIT_READ);
	assert_int_equal(raw.len, 3000000 + 29);
	assert_int_equal(commits_next(&commits, &c, &raw), COMMIT_READ);
	assert_int_equal(raw.len, 2 * (3000000 + 29));
	commits_close(&commits);
}

/* libgit2 may not know SHA-256; git does. */
static void sha256(void **state)
{
	(void)state;
	shell("git init -q --bare --object-format=sha256 -b master %s", fx.git);
	repo_add(fx.git, "a -a c", true);
	expect(fx.git, "HEAD", 0, "a! deleted a c!");
}

/* Only git knows where a shallow history begins. */
static void shallow(void **state)
{
	(void)state;
	repo_add(fx.git, "a b c d", true);
	shell("git clone -q --bare --depth=2 file://%s %s/new.git && rm -r %s && mv "
	      "%s/new.git %s",
	      fx.git, fx.dir, fx.git, fx.dir, fx.git);
	expect(fx.git, "HEAD", 0, "c! d!");
}

/* The reader leaves early: the other processes end. */
static void left_early(void **state)
{
	struct commit_change c;
	struct str raw;

	(void)state;
	repo_add(fx.git, "a b c d", true);
	assert_true(commits_open(&commits, fx.git, "HEAD", 0, SIZE_MAX));
	commits_close(&commits);
	assert_true(commits_open(&commits, fx.git, "HEAD", 0, SIZE_MAX));
	assert_int_equal(commits_next(&commits, &c, &raw), COMMIT_READ);
	commits_close(&commits);
}

static void gone(void **state)
{
	struct commit_change c;
	struct str raw;

	(void)state;
	assert_false(commits_open(&commits, fx.git, "HEAD", 0, SIZE_MAX) &&
		     commits_next(&commits, &c, &raw) != COMMIT_FAILED);
	assert_string_equal(commits.failed_command, "log");
	commits_close(&commits);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest others[] = {
		T(damaged), T(folder),	T(no_git),     T(too_many_lost), T(large),
		T(sha256),  T(shallow), T(left_early), T(gone),
	};
	struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(others)];

	/* as the filter does */
	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		tests[i] = (struct CMUnitTest){ .name = rows[i].words,
						.test_func = check_row,
						.initial_state = (void *)&rows[i] };
	memcpy(tests + ARRAY_SIZE(rows), others, sizeof(others));
	return cmocka_run_group_tests_name("commits", tests, NULL, NULL);
}
