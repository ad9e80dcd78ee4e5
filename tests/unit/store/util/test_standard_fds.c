/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/util/standard_fds.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	bool is_closed[3]; /* standard input, output, error */
} rows[] = {
	{ "all open", { false, false, false } },
	{ "no standard input", { true, false, false } },
	{ "no standard output", { false, true, false } },
	{ "no standard error", { false, false, true } },
	{ "no input, no error", { true, false, true } },
	{ "all closed", { true, true, true } },
};

static bool fails(ssize_t result)
{
	return result < 0 && errno == EBADF;
}

/* Returns the number of the first fault, or 0. */
static int fill(const struct row *row)
{
	char byte = 0;

	for (int fd = 0; fd < 3; fd++)
		if (row->is_closed[fd])
			close(fd);
	standard_fds_fill();
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			return 1 + fd;
	if (row->is_closed[0] && !fails(read(0, &byte, 1)))
		return 4;
	if (row->is_closed[1] && !fails(write(1, &byte, 1)))
		return 5;
	if (row->is_closed[2] && write(2, &byte, 1) != 1)
		return 6;
	return 0;
}

/* A process of its own, as the test's output needs the descriptors. */
static void check_row(void **state)
{
	pid_t child = fork();
	int end;

	assert_true(child >= 0);
	if (child == 0)
		_exit(fill(*state));
	assert_int_equal(waitpid(child, &end, 0), child);
	assert_true(WIFEXITED(end));
	assert_int_equal(WEXITSTATUS(end), 0);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("standard_fds", &t);
}
