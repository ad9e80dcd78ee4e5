/* SPDX-License-Identifier: MIT */
/* What a contained process can't do any more, and what it still can: every charset converts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "filter/charset.h"
#include "filter/contain.h"
#include "filter/guard.h"
#include "tests/temp.h"

/* Files of a user: one in the store, one beside it. */
struct files {
	char *dir;
	char store[256], stored[256], beside[256];
};

/* Each does one thing; true if it could. */
typedef bool try_fn(const struct files *);

static bool opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	return fd >= 0 && close(fd) == 0;
}

static bool reads_stored(const struct files *f)
{
	return opens(f->stored, O_RDONLY);
}

static bool reads_beside(const struct files *f)
{
	return opens(f->beside, O_RDONLY);
}

static bool lists_beside(const struct files *f)
{
	return opens(f->dir, O_RDONLY | O_DIRECTORY);
}

static bool writes_stored(const struct files *f)
{
	return opens(f->stored, O_RDWR | O_TRUNC);
}

static bool makes_stored(const struct files *f)
{
	char list[300], fresh[320], path[320];

	snprintf(list, sizeof(list), "%s/list", f->store);
	snprintf(fresh, sizeof(fresh), "%s/.0.tdb", list);
	snprintf(path, sizeof(path), "%s/0.tdb", list);
	return mkdir(list, 0700) == 0 && opens(fresh, O_RDWR | O_CREAT | O_EXCL) &&
	       link(fresh, path) == 0 && unlink(fresh) == 0;
}

static bool writes_beside(const struct files *f)
{
	return opens(f->beside, O_WRONLY) || opens(f->beside, O_WRONLY | O_TRUNC) || truncate(f->beside, 0) == 0;
}

static bool makes_beside(const struct files *f)
{
	char path[300];

	snprintf(path, sizeof(path), "%s/fresh", f->dir);
	return opens(path, O_WRONLY | O_CREAT) || mkdir(path, 0700) == 0 || symlink("x", path) == 0;
}

static bool removes_beside(const struct files *f)
{
	char to[300];

	snprintf(to, sizeof(to), "%s/moved", f->store);
	return rename(f->beside, to) == 0 || unlink(f->beside) == 0;
}

static bool reads_passwords(const struct files *f)
{
	(void)f;
	return opens("/etc/passwd", O_RDONLY);
}

static bool writes_null(const struct files *f)
{
	(void)f;
	return opens("/dev/null", O_WRONLY);
}

static bool starts_program(const struct files *f)
{
	int status = 0;
	pid_t pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);

	(void)f;
	if (pid == 0) {
		execl("/bin/true", "true", (char *)NULL);
		_exit(1);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static bool becomes_program(const struct files *f)
{
	(void)f;
	execl("/bin/sh", "sh", "-c", "exit 100", (char *)NULL);
	return false;
}

static bool makes_socket(const struct files *f)
{
	(void)f;
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_INET, SOCK_DGRAM, 0) >= 0 ||
	       socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool kills_parent(const struct files *f)
{
	(void)f;
	return kill(getppid(), 0) == 0;
}

static bool traces_parent(const struct files *f)
{
	(void)f;
	return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0;
}

static bool leaves_namespace(const struct files *f)
{
	(void)f;
	return syscall(SYS_unshare, 0) == 0;
}

/* A call that no kernel of this program's time had. */
static bool calls_the_future(const struct files *f)
{
	(void)f;
	return syscall(SYS_landlock_restrict_self + 1, 0, 0, 0, 0, 0, 0) >= 0 || errno != ENOSYS;
}

/* Out of memory of its own, a name that was never asked for before. */
static bool converts(const struct files *f)
{
	static const struct {
		const char *charset, *in, *out;
	} rows[] = {
		{ "iso-8859-2", "\xb1", "ą" }, { "iso-8859-15", "\xa4", "€" }, { "koi8-r", "\xc1", "а" },
		{ "windows-1251", "\xe0", "а" }, { "gb2312", "\xd6\xd0", "中" }, { "gb18030", "\xd6\xd0", "中" },
		{ "big5", "\xa4\xa4", "中" }, { "iso-2022-jp", "\x1b$BCf\x1b(B", "中" }, { "shift_jis", "\x92\x86", "中" },
		{ "euc-jp", "\xc3\xe6", "中" }, { "euc-kr", "\xb0\xa1", "가" }, { "utf-7", "+Ti0-", "中" },
		{ "utf-16", "\xff\xfe-N", "中" },
	};
	bool all = true;

	(void)f;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct charset c = CHARSET_INIT;
		struct buf out = BUF_INIT;

		charset_add(&c, &out, str_from(rows[i].in), str_from(rows[i].charset));
		all = all && strcmp(buf_cstr(&out), rows[i].out) == 0;
		charset_release(&c);
		buf_release(&out);
	}
	return all;
}

static bool ends_by_abort(const struct files *f)
{
	struct sigaction dfl = { .sa_handler = SIG_DFL };

	(void)f;
	sigaction(SIGABRT, &dfl, NULL);
	abort();
}

/* By what it is kept from it; 0: it can. */
#define CAN 0
#define FILES CONTAINED_FILES
#define CALLS CONTAINED_CALLS

static const struct row {
	const char *name;
	try_fn *try;
	unsigned kept_by[CONTAIN_GIT + 1];
} rows[] = {
	{ "reads the store", reads_stored, { CAN, CAN, CAN } },
	{ "writes to the store", writes_stored, { CAN, CAN, CAN } },
	{ "makes a file of the store", makes_stored, { CAN, CAN, CAN } },
	{ "converts every charset", converts, { CAN, CAN, CAN } },
	{ "reads a file of the user's", reads_beside, { FILES, CAN, CAN } },
	{ "lists a folder of the user's", lists_beside, { FILES, CAN, CAN } },
	{ "reads /etc/passwd", reads_passwords, { FILES, CAN, CAN } },
	{ "writes to a file of the user's", writes_beside, { FILES, FILES, FILES } },
	{ "makes a file of the user's", makes_beside, { FILES, FILES, FILES } },
	{ "removes a file of the user's", removes_beside, { FILES, FILES, FILES } },
	{ "writes to /dev/null", writes_null, { FILES, FILES, CAN } },
	{ "starts a program", starts_program, { CALLS, CALLS, CAN } },
	{ "becomes a program", becomes_program, { FILES | CALLS, FILES | CALLS, CAN } },
	{ "makes a socket", makes_socket, { CALLS, CALLS, CALLS } },
	{ "kills its parent", kills_parent, { CALLS, CALLS, CALLS } },
	{ "traces its parent", traces_parent, { CALLS, CALLS, CALLS } },
	{ "leaves its name space", leaves_namespace, { CALLS, CALLS, CALLS } },
	{ "makes a call of the future", calls_the_future, { CALLS, CALLS, CALLS } },
};

/* Seen by both processes. */
struct result {
	unsigned done; /* which of the two took effect */
	bool returned, could;
};

struct attempt {
	const struct files *files;
	enum contain how;
	try_fn *try;
	struct result *result;
};

static enum status work(void *arg, struct buf *said)
{
	const struct attempt *a = arg;

	(void)said;
	a->result->done = contain(a->how, a->files->store);
	a->result->could = a->try(a->files);
	a->result->returned = true;
	return ST_OK;
}

static enum guard_end run(struct attempt *a, struct result *result, int *sig)
{
	struct guard_result r;

	a->result = mmap(NULL, sizeof(*a->result), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(a->result != MAP_FAILED);
	guard_run(&r, work, a, 10000, true);
	*result = *a->result;
	*sig = r.signal;
	munmap(a->result, sizeof(*a->result));
	buf_release(&r.said);
	return r.end;
}

static void check_row(const struct files *f, const struct row *row, enum contain how)
{
	struct attempt a = { f, how, row->try, NULL };
	unsigned kept_by = row->kept_by[how];
	struct result r;
	bool could;
	int sig;

	assert_int_equal(run(&a, &r, &sig), GUARD_DONE);
	could = row->try == becomes_program ? !r.returned : r.returned && r.could;
	if (!kept_by && !could)
		fail_msg("way %d: can't any more", how);
	if (!kept_by || (r.done & kept_by)) {
		if (kept_by && could)
			fail_msg("way %d: still can", how);
	} else {
		printf("skip: this kernel has no %s: %s, way %d\n",
		       kept_by & FILES ? "Landlock" : "seccomp", row->name, how);
	}
}

static void write_text(const char *path)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs("text\n", f);
	fclose(f);
}

static void check(void **state)
{
	const struct row *row = *state;

	for (int how = CONTAIN_PARSE; how <= CONTAIN_GIT; how++) {
		struct files f = { .dir = temp_dir() };

		snprintf(f.store, sizeof(f.store), "%s/store", f.dir);
		snprintf(f.stored, sizeof(f.stored), "%s/store/0.tdb", f.dir);
		snprintf(f.beside, sizeof(f.beside), "%s/beside", f.dir);
		assert_int_equal(mkdir(f.store, 0700), 0);
		write_text(f.stored);
		write_text(f.beside);
		check_row(&f, row, (enum contain)how);
		temp_remove(f.dir);
	}
}

/* A crash is still one. */
static void check_abort(void **state)
{
	struct files f = { .dir = temp_dir() };
	struct attempt a = { &f, CONTAIN_PARSE, ends_by_abort, NULL };
	struct result r;
	int sig;

	(void)state;
	strcpy(f.store, f.dir);
	assert_int_equal(run(&a, &r, &sig), GUARD_CRASHED);
	assert_int_equal(sig, SIGABRT);
	temp_remove(f.dir);
}

int main(void)
{
	enum { COUNT = sizeof(rows) / sizeof(rows[0]) };
	struct CMUnitTest tests[COUNT + 1] = { [COUNT] = cmocka_unit_test(check_abort) };

	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){ .name = rows[i].name, .test_func = check,
						.initial_state = (void *)(uintptr_t)&rows[i] };
	return cmocka_run_group_tests_name("contain", tests, NULL, NULL);
}
