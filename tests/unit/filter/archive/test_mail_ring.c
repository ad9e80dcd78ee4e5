/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "filter/archive/mail_ring.h"
#include "store/util/buf.h"

/* More than all slots hold, so that each is used again. */
#define ENTRIES 30000u
/* Larger than a slot. */
#define TOO_LARGE (1u << 20)

static size_t length_of(uint32_t i)
{
	return i % 1000 == 7 ? TOO_LARGE : i * 37 % 2000;
}

static struct commit_change change_of(uint32_t i)
{
	struct commit_change c = { .wrote = i % 2, .id_len = 20 };

	memcpy(c.commit, &i, sizeof(i));
	return c;
}

/* The writer: puts n entries, then ends the ring, or dies. */
static int fill(struct mail_ring *r, uint32_t n, bool end)
{
	static char content[TOO_LARGE];

	mail_ring_become_writer(r);
	for (uint32_t i = 0; i < n; i++) {
		struct commit_change c = change_of(i);

		memset(content, 'a' + (int)(i % 26), length_of(i));
		if (!mail_ring_put(r, RING_MESSAGE, &c,
				   (struct str){ content, length_of(i) }))
			return 1;
	}
	if (!end)
		return 2;
	if (mail_ring_put(r, RING_END, &(const struct commit_change){ .id_len = 0 },
			  STR_EMPTY))
		mail_ring_finish(r);
	return 0;
}

static pid_t start(struct mail_ring *r, uint32_t n, bool end)
{
	pid_t pid;

	assert_true(mail_ring_open(r));
	pid = fork();
	if (pid == 0)
		_exit(fill(r, n, end));
	mail_ring_become_reader(r);
	return pid;
}

static int stop_writer(struct mail_ring *r, pid_t pid)
{
	int status;

	mail_ring_close(r);
	mail_ring_close(r);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void check_entry(uint32_t i, enum mail_ring_kind kind,
			const struct commit_change *c, struct str content)
{
	struct commit_change expected = change_of(i);
	size_t len = length_of(i) == TOO_LARGE ? 0 : length_of(i);

	assert_int_equal(kind, length_of(i) == TOO_LARGE ? RING_UNREAD : RING_MESSAGE);
	assert_int_equal(content.len, len);
	assert_memory_equal(c->commit, expected.commit, sizeof(c->commit));
	assert_int_equal(c->wrote, expected.wrote);
	for (size_t at = 0; at < len; at += 100)
		assert_int_equal(content.s[at], 'a' + i % 26);
	for (size_t at = 0; at < BUF_PAD; at++)
		assert_int_equal(content.s[len + at], 0);
}

static void all_of_them(void **state)
{
	struct mail_ring r;
	struct commit_change c;
	struct str content;
	pid_t pid = start(&r, ENTRIES, true);

	(void)state;
	for (uint32_t i = 0; i < ENTRIES; i++)
		check_entry(i, mail_ring_next(&r, &c, &content), &c, content);
	assert_int_equal(mail_ring_next(&r, &c, &content), RING_END);
	assert_int_equal(stop_writer(&r, pid), 0);
}

static void nothing(void **state)
{
	struct mail_ring r;
	struct commit_change c;
	struct str content;
	pid_t pid = start(&r, 0, true);

	(void)state;
	assert_int_equal(mail_ring_next(&r, &c, &content), RING_END);
	assert_int_equal(stop_writer(&r, pid), 0);
}

/* The writer dies: the entries before are sound, then the ring is broken. */
static void death(void **state)
{
	struct mail_ring r;
	struct commit_change c;
	struct str content;
	enum mail_ring_kind kind;
	pid_t pid = start(&r, 3000, false);
	uint32_t n = 0;

	(void)state;
	while ((kind = mail_ring_next(&r, &c, &content)) != RING_BROKEN)
		check_entry(n++, kind, &c, content);
	assert_true(n <= 3000);
	assert_int_equal(mail_ring_next(&r, &c, &content), RING_BROKEN);
	assert_true(stop_writer(&r, pid) != 0);
}

/* The reader leaves early: the writer ends. */
static void left_early(void **state)
{
	struct mail_ring r;
	struct commit_change c;
	struct str content;
	pid_t pid = start(&r, ENTRIES, true);

	(void)state;
	check_entry(0, mail_ring_next(&r, &c, &content), &c, content);
	assert_true(WEXITSTATUS(stop_writer(&r, pid)) == 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_of_them),
		cmocka_unit_test(nothing),
		cmocka_unit_test(death),
		cmocka_unit_test(left_early),
	};

	/* as the filter does */
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("mail_ring", tests, NULL, NULL);
}
