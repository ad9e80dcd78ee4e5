/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "store/util/array.h"
#include "store/util/file.h"
#include "filter/deliver/spool_claim.h"
#include "tests/support/temp.h"

#define HEAD STR("X-Patchdigest-Spool: store=/s\n")
#define MAIL STR("Subject: x\n\nbody\n")

/* A spool below a temporary folder. */
struct spool_fixture {
	char *top;
	struct buf dir, new_dir, name, why;
	struct spool spool;
};

static int set_up(void **state)
{
	struct spool_fixture *p = xcalloc(1, sizeof(*p));

	p->top = temp_dir();
	buf_addf(&p->dir, "%s/state/patchdigest/spool", p->top);
	buf_addf(&p->new_dir, "%s/new", buf_cstr(&p->dir));
	p->spool.dir = buf_cstr(&p->dir);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct spool_fixture *p = *state;

	temp_remove(p->top);
	buf_release(&p->dir);
	buf_release(&p->new_dir);
	buf_release(&p->name);
	buf_release(&p->why);
	free(p);
	return 0;
}

static size_t count(const struct spool_fixture *p, const char *sub)
{
	struct buf path = BUF_INIT;
	struct dirent *e;
	size_t n = 0;
	DIR *d;

	buf_addf(&path, "%s/%s", p->spool.dir, sub);
	d = opendir(buf_cstr(&path));
	while (d && (e = readdir(d)))
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	buf_release(&path);
	return n;
}

/* why: the phrase that spool_claim must give; NULL: no phrase */
static bool claim(struct spool_file *f, const struct spool_fixture *p, const char *name,
		  const char *why)
{
	const char *said = NULL;
	bool claimed = spool_claim(f, buf_cstr(&p->new_dir), name, &said);

	if (why)
		assert_string_equal(said, why);
	else
		assert_null(said);
	return claimed;
}

static void put(struct spool_fixture *p)
{
	buf_reset(&p->name);
	assert_int_equal(spool_put(&p->spool, HEAD, MAIL, &p->name, &p->why), ST_OK);
}

/* Only mail programs need cur. */
static void check_cur(const struct spool_fixture *p, mode_t mode)
{
	struct buf cur = BUF_INIT;
	struct stat st;

	buf_addf(&cur, "%s/cur", p->spool.dir);
	assert_int_equal(lstat(buf_cstr(&cur), &st), 0);
	assert_true(S_ISDIR(st.st_mode));
	assert_int_equal(st.st_mode & 07777, mode);
	buf_release(&cur);
}

static void check_put(void **state)
{
	struct spool_fixture *p = *state;
	struct buf path = BUF_INIT, text = BUF_INIT;
	struct stat st;
	int fd;

	put(p);
	assert_int_equal(count(p, "new"), 1);
	assert_int_equal(count(p, "tmp"), 0);
	buf_addf(&path, "%s/%s", buf_cstr(&p->new_dir), buf_cstr(&p->name));
	fd = open(buf_cstr(&path), O_RDONLY);
	assert_int_equal(file_read_all(fd, &text), ST_OK);
	assert_string_equal(buf_cstr(&text),
			    "X-Patchdigest-Spool: store=/s\nSubject: x\n\nbody\n");
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	close(fd);
	assert_int_equal(stat(p->spool.dir, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	check_cur(p, 0700);
	put(p);
	assert_int_equal(count(p, "new"), 2);
	buf_release(&path);
	buf_release(&text);
}

/* Refused: a file in the way, a link out of the spool, a folder that all can write to. */
static void check_refused(void **state)
{
	struct spool_fixture *p = *state;
	struct buf tmp = BUF_INIT;

	put(p);
	chmod(p->spool.dir, 0777);
	assert_int_equal(spool_put(&p->spool, HEAD, MAIL, &p->name, &p->why), ST_NOSPACE);
	chmod(p->spool.dir, 0700);
	buf_addf(&tmp, "%s/tmp", p->spool.dir);
	assert_int_equal(rmdir(buf_cstr(&tmp)), 0);
	assert_int_equal(symlink(p->top, buf_cstr(&tmp)), 0);
	assert_int_equal(spool_put(&p->spool, HEAD, MAIL, &p->name, &p->why), ST_NOSPACE);
	unlink(buf_cstr(&tmp));
	put(p);
	assert_int_equal(count(p, "new"), 2);
	buf_reset(&tmp);
	buf_addf(&tmp, "%s/new/%s/spool", p->spool.dir, buf_cstr(&p->name));
	assert_int_equal(spool_put(&(struct spool){ buf_cstr(&tmp), false }, HEAD, MAIL,
				   &p->name, &p->why),
			 ST_NOSPACE);
	assert_int_equal(count(p, "tmp"), 0);
	buf_release(&tmp);
}

static int list_errno(struct spool_fixture *p, const char *sub)
{
	DIR *d = spool_list(&p->spool, sub);
	int error = d ? 0 : errno;

	if (d)
		closedir(d);
	return error;
}

/* A folder that others can write to, or that is a link, is not listed. */
static void check_list(void **state)
{
	struct spool_fixture *p = *state;
	struct buf cur = BUF_INIT;

	assert_int_equal(list_errno(p, "new"), ENOENT);
	put(p);
	assert_int_equal(list_errno(p, "new"), 0);
	assert_int_equal(list_errno(p, "cur"), 0);
	buf_addf(&cur, "%s/cur", p->spool.dir);
	assert_int_equal(rmdir(buf_cstr(&cur)), 0);
	assert_int_equal(list_errno(p, "cur"), ENOENT);
	assert_int_equal(symlink(p->top, buf_cstr(&cur)), 0);
	put(p);
	assert_true(list_errno(p, "cur") != 0);
	chmod(buf_cstr(&p->new_dir), 0777);
	assert_int_equal(list_errno(p, "new"), EPERM);
	chmod(buf_cstr(&p->new_dir), 0700);
	chmod(p->spool.dir, 0777);
	assert_int_equal(list_errno(p, "new"), EPERM);
	chmod(p->spool.dir, 02770);
	assert_int_equal(list_errno(p, "new"), 0);
	buf_release(&cur);
}

static void check_claim(void **state)
{
	struct spool_fixture *p = *state;
	struct spool_file a, b;

	put(p);
	assert_true(claim(&a, p, buf_cstr(&p->name), NULL));
	assert_false(a.crashed);
	assert_false(claim(&b, p, buf_cstr(&p->name), NULL));
	assert_true(spool_try(&a));
	assert_false(claim(&b, p, buf_cstr(&p->name), NULL));
	spool_return(&a);
	assert_true(claim(&a, p, buf_cstr(&p->name), NULL));
	assert_true(spool_try(&a));
	spool_release(&a);
	assert_false(claim(&b, p, buf_cstr(&p->name), NULL));
	buf_addstr(&p->name, SPOOL_TRY);
	assert_true(claim(&b, p, buf_cstr(&p->name), NULL));
	assert_true(b.crashed);
	assert_true(spool_try(&b));
	spool_return(&b); /* found as NAME.try, so returned as NAME.try */
	assert_true(claim(&b, p, buf_cstr(&p->name), NULL));
	assert_true(spool_done(&b));
	assert_int_equal(count(p, "new"), 0);
	assert_false(claim(&b, p, buf_cstr(&p->name), NULL));
}

static void check_failed(void **state)
{
	struct spool_fixture *p = *state;
	struct spool_file f;

	put(p);
	assert_true(claim(&f, p, buf_cstr(&p->name), NULL));
	assert_true(spool_try(&f));
	assert_true(spool_fail(&f, &p->spool));
	assert_int_equal(count(p, "new"), 0);
	assert_int_equal(count(p, "failed"), 1);
}

static void check_no_file(void **state)
{
	static const struct {
		const char *name, *why;
	} rows[] = {
		{ "folder", "Is a directory" },
		{ "link", "a symbolic link, which is not followed" },
		{ "dangling", "a symbolic link, which is not followed" },
		{ "pipe", "no regular file" },
		{ "gone", NULL },
	};
	struct spool_fixture *p = *state;
	struct spool_file f;

	put(p);
	assert_int_equal(chdir(buf_cstr(&p->new_dir)), 0);
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_int_equal(symlink(buf_cstr(&p->name), "link"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_false(claim(&f, p, rows[i].name, rows[i].why));
	assert_int_equal(chdir("/"), 0);
}

static void touch(const struct spool_fixture *p, const char *name, int *fd)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/tmp/%s", p->spool.dir, name);
	*fd = open(buf_cstr(&path), O_WRONLY | O_CREAT, 0600);
	assert_true(*fd >= 0);
	buf_release(&path);
}

/* Removes a dead process's file, but none still being written, and no other program's. */
static void check_sweep(void **state)
{
	struct spool_fixture *p = *state;
	int dead, busy, other;

	put(p);
	touch(p, "1.M1P1.host.patchdigest", &dead);
	touch(p, "2.M1P1.host.patchdigest", &busy);
	touch(p, "3.M1P1.host", &other);
	flock(busy, LOCK_EX);
	spool_sweep(&p->spool);
	assert_int_equal(count(p, "tmp"), 2);
	close(busy);
	spool_sweep(&p->spool);
	assert_int_equal(count(p, "tmp"), 1);
	assert_int_equal(count(p, "new"), 1);
	close(dead);
	close(other);
}

static void check_shared(void **state)
{
	struct spool_fixture *p = *state;
	struct stat st;
	mode_t old = umask(007);

	p->spool.shared = true;
	put(p);
	umask(old);
	assert_int_equal(stat(p->spool.dir, &st), 0);
	assert_int_equal(st.st_mode & 07777, 02770);
	assert_int_equal(stat(buf_cstr(&p->new_dir), &st), 0);
	assert_int_equal(st.st_mode & 07777, 02770);
	check_cur(p, 02770);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(check_put),   TEST(check_refused), TEST(check_list),
		TEST(check_claim), TEST(check_failed),	TEST(check_no_file),
		TEST(check_sweep), TEST(check_shared),
	};

	umask(077);
	return cmocka_run_group_tests_name("spool", tests, NULL, NULL);
}
