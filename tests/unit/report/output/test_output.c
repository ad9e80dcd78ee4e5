/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "store/util/array.h"
#include "tests/support/inboxes.h"
#include "tests/support/printed.h"

static char dir[] = "/tmp/test-output-XXXXXX";

static struct output *open_file(const char *file, enum status want)
{
	struct output_options o = { .file = file, .color = -1 };
	struct buf why = BUF_INIT;
	struct output *out = NULL;

	assert_int_equal(output_open(&out, &o, &why), want);
	if (want != ST_OK)
		assert_non_null(strstr(buf_cstr(&why), file));
	buf_release(&why);
	return out;
}

static void check_finish(struct output *out, bool keep, enum status want, bool want_taken)
{
	struct buf why = BUF_INIT;
	bool taken;

	assert_int_equal(output_finish(out, keep, &taken, &why), want);
	assert_int_equal(taken, want_taken);
	assert_int_equal(why.len > 0, want != ST_OK);
	buf_release(&why);
}

static void check_content(const char *file, const char *want)
{
	char got[64] = "";
	int fd = open(file, O_RDONLY);

	assert_true(fd >= 0);
	assert_true(read(fd, got, sizeof(got) - 1) >= 0);
	assert_string_equal(got, want);
	close(fd);
}

/* The file has its old content until the new content is whole. */
static void replaces_at_the_end(void **state)
{
	struct output *out;

	(void)state;
	assert_int_equal(chdir(dir), 0);
	out = open_file("digest", ST_OK);
	output_addf(out, "%s %d\n", "first", 1);
	assert_int_equal(access("digest", F_OK), -1);
	check_finish(out, true, ST_OK, true);
	out = open_file("digest", ST_OK);
	output_add(out, STR("second"));
	check_content("digest", "first 1\n");
	check_finish(out, true, ST_OK, true);
	check_content("digest", "second");
}

static mode_t mode_of(const char *file)
{
	struct stat st;

	assert_int_equal(stat(file, &st), 0);
	return st.st_mode & 07777;
}

/* A replaced file keeps its mode; a new file has the mode of the umask. */
static void keeps_the_mode(void **state)
{
	static const mode_t modes[] = { 0640, 0600, 0666, 0444 };
	const mode_t old = umask(027);

	(void)state;
	check_finish(open_file("mode", ST_OK), true, ST_OK, true);
	assert_int_equal(mode_of("mode"), 0640);
	umask(022);
	for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
		assert_int_equal(chmod("mode", modes[i]), 0);
		check_finish(open_file("mode", ST_OK), true, ST_OK, true);
		assert_int_equal(mode_of("mode"), modes[i]);
	}
	unlink("mode");
	check_finish(open_file("mode", ST_OK), true, ST_OK, true);
	assert_int_equal(mode_of("mode"), 0644);
	umask(old);
}

static void drops_the_file(void **state)
{
	struct output *out = open_file("digest", ST_OK);

	(void)state;
	output_add(out, STR("third"));
	check_finish(out, false, ST_OK, true);
	check_content("digest", "second");
}

/* The new file has the name that is given, also if a killed run left one of it. */
static void names_the_new_file(void **state)
{
	struct output_options o = { .file = "digest", .new_file = "new" };
	struct buf why = BUF_INIT;
	struct output *out;

	(void)state;
	temp_write("new", "left by a run that was killed");
	assert_int_equal(chmod("new", 0400), 0);
	assert_int_equal(output_open(&out, &o, &why), ST_OK);
	output_add(out, STR("by a name"));
	assert_int_equal(access("new", F_OK), 0);
	check_finish(out, true, ST_OK, true);
	check_content("digest", "by a name");
	assert_int_equal(access("new", F_OK), -1);
	assert_int_equal(output_open(&out, &o, &why), ST_OK);
	check_finish(out, false, ST_OK, true);
	assert_int_equal(access("new", F_OK), -1);
	check_content("digest", "by a name");
}

/* A child writes to a file while the signal comes. Returns how the child ended. */
static int interrupted(int sig, bool ignored)
{
	struct output_options o = { .file = "digest", .new_file = "new" };
	struct buf why = BUF_INIT;
	struct output *out;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		signal(sig, ignored ? SIG_IGN : SIG_DFL);
		if (output_open(&out, &o, &why) != ST_OK || access("new", F_OK) != 0)
			_exit(99);
		raise(sig);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void leaves_no_new_file(void **state)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGTERM };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(signals); i++) {
		int status = interrupted(signals[i], false);

		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == signals[i]);
		assert_int_equal(access("new", F_OK), -1);
	}
	assert_int_equal(interrupted(SIGHUP, true), 0);
	assert_int_equal(unlink("new"), 0);
}

static void keeps_a_symlink(void **state)
{
	struct output *out;
	struct stat st;

	(void)state;
	assert_int_equal(symlink("digest", "link"), 0);
	out = open_file("link", ST_OK);
	output_add(out, STR("by link"));
	check_finish(out, true, ST_OK, true);
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	check_content("digest", "by link");
}

/* The file is made where the link says, and the link stays. */
static void follows_a_symlink_to_nothing(void **state)
{
	struct output *out;
	struct stat st;

	(void)state;
	assert_int_equal(mkdir("links", 0700), 0);
	assert_int_equal(symlink("second", "links/first"), 0);
	assert_int_equal(symlink("../made", "links/second"), 0);
	out = open_file("links/first", ST_OK);
	output_add(out, STR("by two links"));
	check_finish(out, true, ST_OK, true);
	assert_int_equal(lstat("links/first", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(lstat("links/second", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	check_content("made", "by two links");
}

static void writes_to_a_device(void **state)
{
	struct output *out = open_file("/dev/null", ST_OK);
	struct stat st;

	(void)state;
	output_add(out, STR("x"));
	check_finish(out, true, ST_OK, true);
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
}

static void reports_a_full_disk(void **state)
{
	struct output *out = open_file("/dev/full", ST_OK);

	(void)state;
	output_add(out, STR("x"));
	check_finish(out, true, ST_CANTCREAT, false);
}

static void reports_a_missing_folder(void **state)
{
	(void)state;
	open_file("missing/digest", ST_CANTCREAT);
	open_file(dir, ST_CANTCREAT);
}

/* Writes much more than a pipe holds to fd as standard output. Returns the status and
 * taken, for run_into(). */
static int write_to(int fd)
{
	struct output_options o = { .color = -1 };
	struct buf why = BUF_INIT;
	struct output *out;
	bool taken;
	enum status st;
	int code;

	signal(SIGPIPE, SIG_IGN);
	dup2(fd, STDOUT_FILENO);
	if (output_open(&out, &o, &why) != ST_OK)
		_exit(99);
	for (int i = 0; i < 100000 && !output_failed(out); i++)
		output_ink(out, INK_TAG, STR("0123456789"));
	st = output_finish(out, true, &taken, &why);
	code = (int)st * 2 + taken;
	buf_release(&why);
	return code;
}

static void run_into(int fd, enum status want, bool taken)
{
	pid_t pid = fork();
	int status;

	if (!pid)
		_exit(write_to(fd));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), (int)want * 2 + taken);
}

static void ends_quietly_when_the_reader_closes(void **state)
{
	int p[2];

	(void)state;
	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	close(p[0]);
	run_into(p[1], ST_OK, false);
	close(p[1]);
}

static void reports_failed_standard_output(void **state)
{
	int full = open("/dev/full", O_WRONLY), unwritable = open("/dev/null", O_RDONLY);

	(void)state;
	run_into(full, ST_OUTPUT, false);
	run_into(unwritable, ST_OUTPUT, false);
	close(full);
	close(unwritable);
}

static void writes_all(void **state)
{
	int fd = open("big", O_RDWR | O_CREAT, 0600);
	struct stat st;

	(void)state;
	run_into(fd, ST_OK, true);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_size, 1000000); /* no colours in a file */
	close(fd);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	temp_remove_folder(dir);
	return 0;
}

static void writes_memory(void **state)
{
	struct buf text = BUF_INIT;
	struct output *out;

	(void)state;
	buf_addstr(&text, "x");
	out = output_open_memory(&text);
	output_ink(out, INK_HEADING, STR("a"));
	output_addf(out, "%d", 1);
	output_close_memory(out);
	assert_string_equal(buf_cstr(&text), "xa1");
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replaces_at_the_end),
		cmocka_unit_test(keeps_the_mode),
		cmocka_unit_test(drops_the_file),
		cmocka_unit_test(names_the_new_file),
		cmocka_unit_test(leaves_no_new_file),
		cmocka_unit_test(keeps_a_symlink),
		cmocka_unit_test(follows_a_symlink_to_nothing),
		cmocka_unit_test(writes_to_a_device),
		cmocka_unit_test(reports_a_full_disk),
		cmocka_unit_test(reports_a_missing_folder),
		cmocka_unit_test(ends_quietly_when_the_reader_closes),
		cmocka_unit_test(reports_failed_standard_output),
		cmocka_unit_test(writes_memory),
		cmocka_unit_test(writes_all),
	};

	return cmocka_run_group_tests_name("output", tests, make_folder, remove_folder);
}
