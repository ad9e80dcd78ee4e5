/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/inbox/list_check.h"
#include "tests/support/inboxes.h"

static const struct inbox_row rows[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, NULL, -1 },
};

static void add_line(void *arg, const char *fault)
{
	buf_addf(arg, "%s\n", fault);
}

static size_t check(const char *dir, const char *list, struct buf *lines)
{
	buf_reset(lines);
	return list_check(dir, list, add_line, lines);
}

/* A list that cannot be opened has one fault. */
static void names_the_list_of_each_fault(void **state)
{
	const char *dir = *state;
	struct buf lines = BUF_INIT, path = BUF_INIT, start = BUF_INIT;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	assert_int_equal(check(dir, "kvm", &lines), 0);
	assert_string_equal(buf_cstr(&lines), "");
	assert_int_equal(check(dir, "qemu", &lines), 0);

	buf_addf(&path, "%s/kvm/0.tdb", dir);
	temp_write(buf_cstr(&path), "no TDB file\n");
	buf_addf(&start, "%s/kvm/0.tdb: no sound store file", dir);
	assert_int_equal(check(dir, "kvm", &lines), 1);
	assert_true(str_starts(buf_str(&lines), buf_str(&start)));
	buf_release(&lines);
	buf_release(&path);
	buf_release(&start);
}

/* Mail that was stored after the list was opened, and before it is read. */
static void follows_what_comes(void **state)
{
	const struct store_options o = { .dir = *state,
					 .list = "kvm",
					 .mode = STORE_READ };
	static const struct inbox_row late[] = {
		{ "c@x", "[PATCH] c", "C", "c@x", 300, NULL, -1 },
		{ "d@x", "[PATCH] d", "D", "d@x", 50, NULL, -1 },
	};
	struct buf why = BUF_INIT, lines = BUF_INIT;
	struct inbox *ib;
	int go[2], end;
	pid_t other;

	inbox_fill(*state, "kvm", ROWS_OF(rows));
	assert_int_equal(pipe(go), 0);
	other = fork();
	assert_true(other >= 0);
	if (!other) {
		/* a process opens a file once */
		if (read(go[0], &end, 1) == 1)
			inbox_fill(*state, "kvm", ROWS_OF(late));
		_exit(0);
	}
	assert_int_equal(inbox_open(&ib, &o, &why), ST_OK);
	assert_int_equal(write(go[1], "g", 1), 1);
	assert_int_equal(waitpid(other, &end, 0), other);
	assert_int_equal(end, 0);
	close(go[0]);
	close(go[1]);
	assert_int_equal(inbox_check(ib, add_line, &lines), ST_OK);
	assert_string_equal(buf_cstr(&lines), "");
	inbox_close(ib);
	buf_release(&why);
	buf_release(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_the_list_of_each_fault, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(follows_what_comes, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("list_check", tests, NULL, NULL);
}
