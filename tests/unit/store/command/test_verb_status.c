/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "tests/support/verbs.h"

static const struct inbox_row rows[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, NULL, -1 },
};

/* Writes a mail that waits, or failed, since so many seconds. */
static void spool_mail(const char *dir, const char *folder, const char *name, int age)
{
	struct timespec times[2] = { { time(NULL) - age, 0 }, { time(NULL) - age, 0 } };
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/spool", dir);
	mkdir(buf_cstr(&path), 0700);
	buf_addf(&path, "/%s", folder);
	mkdir(buf_cstr(&path), 0700);
	buf_addf(&path, "/%s", name);
	temp_write(buf_cstr(&path), "mail\n");
	assert_int_equal(utimensat(AT_FDCWD, buf_cstr(&path), times, 0), 0);
	buf_release(&path);
}

static void expect_status(const char *dir, const char *words, int code, const char *text)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "status --spool %s/spool%s", dir, words);
	expect_verb(dir, buf_cstr(&line), code, text);
	buf_release(&line);
}

static void says_what_there_is(void **state)
{
	const char *dir = *state;
	struct buf line = BUF_INIT;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	expect_status(dir, "", 0, "free room: ");
	expect_status(dir, "", 0, "waiting: 0 mails in ");
	buf_addf(&line, "2 mails, 1 file, 1 MB, format 2, rules %d\n", RECORD_RULES);
	expect_status(dir, "", 0, buf_cstr(&line));
	buf_release(&line);
	spool_mail(dir, "new", "1.host", 100);
	spool_mail(dir, "failed", "2.host", 100);
	expect_status(dir, "", 0, "waiting: 1 mail in ");
	expect_status(dir, "", 0, ", the oldest since 20");
	expect_status(dir, "", 0, "failed: 1 mail in ");
}

static void tells_nagios(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	expect_status(dir, " --nagios", 0, "PATCHDIGEST OK: 1 list, last delivery ");
	expect_status(dir, " --nagios", 0, " | waiting=0 failed=0 age=");
	spool_mail(dir, "new", "1.host", 60);
	expect_status(dir, " --nagios", 0, "waiting=1 failed=0 age=");
	spool_mail(dir, "cur", "2.host", 2 * 3600);
	expect_status(dir, " --nagios", 1,
		      "PATCHDIGEST WARNING: 2 mails wait for 2 hours; 1 list");
	spool_mail(dir, "failed", "3.host", 60);
	expect_status(dir, " --nagios", 1, ", 1 mail failed; 1 list");
	spool_mail(dir, "new", "4.host", 3 * 86400);
	expect_status(dir, " --nagios", 2,
		      "PATCHDIGEST CRITICAL: 3 mails wait for 3 days");
}

static void warns_of_silence(void **state)
{
	const char *dir = *state;
	const struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	struct buf path = BUF_INIT;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	expect_status(dir, " --nagios --max-age 1d", 0, "OK");
	buf_addf(&path, "%s/kvm/0.tdb", dir);
	assert_int_equal(utimensat(AT_FDCWD, buf_cstr(&path), old, 0), 0);
	expect_status(dir, " --nagios --max-age 1d", 1, "WARNING: no mail for ");
	expect_status(dir, " --nagios", 0, "OK");
	expect_status("/nonexistent", " --nagios --max-age 1d", 2, "no such store; ");
	expect_status(dir, " --nagios --max-age soon", 64, "--max-age soon: ");
	temp_write(buf_cstr(&path), "no TDB file\n");
	expect_status(dir, " --nagios", 2, "PATCHDIGEST CRITICAL: ");
	buf_reset(&path);
	buf_addf(&path, "%s/kvm", dir); /* a folder without lists */
	expect_status(buf_cstr(&path), " --nagios --max-age 1d", 1,
		      "WARNING: no mail was delivered yet");
	buf_release(&path);
}

static void a_missing_store_is_critical(void **state)
{
	const char *dir = *state;

	expect_verb("/nonexistent/store", "status --nagios --spool /nonexistent", 2,
		    "PATCHDIGEST CRITICAL: /nonexistent/store: no such store");
	expect_status(dir, " --nagios", 0, "OK: 0 lists |");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(says_what_there_is, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(tells_nagios, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(warns_of_silence, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(a_missing_store_is_critical, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("verb_status", tests, NULL, NULL);
}
