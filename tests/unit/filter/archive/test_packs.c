/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>

#include "filter/archive/git_log.h"
#include "filter/archive/packs.h"
#include "store/util/array.h"
#include "tests/support/repo.h"
#include "tests/support/temp.h"

#define MAILS 20

static struct fixture {
	char *dir, *git;
	struct packs *packs;
} fx;

/* Mails of some KB that differ in a few words, so that git writes deltas of deltas. */
static void add_mails(void)
{
	FILE *f;
	char *command;

	shell("git init -q --bare -b master %s", fx.git);
	if (asprintf(&command, "git --git-dir=%s fast-import --quiet", fx.git) < 0 ||
	    !(f = popen(command, "w")))
		abort();
	for (int i = 0; i < MAILS; i++) {
		struct buf mail = BUF_INIT;

		for (int line = 0; line < 200; line++)
			buf_addf(&mail, "line %d of %d\n", line * line,
				 line < 5 * i ? i % 7 : 0);
		fprintf(
		    f,
		    "commit refs/heads/master\ncommitter A <a@example.org> 1794553200 "
		    "+0000\ndata 0\nM 100644 inline m\ndata %zu\n%s\n",
		    mail.len, mail.data);
		buf_release(&mail);
	}
	if (pclose(f) != 0)
		abort();
	free(command);
}

static int set_up(void **state)
{
	(void)state;
	fx.dir = temp_dir();
	fx.packs = NULL;
	if (asprintf(&fx.git, "%s/list.git", fx.dir) < 0)
		return -1;
	add_mails();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	packs_release(fx.packs);
	free(fx.git);
	temp_remove(fx.dir);
	return 0;
}

static void open_or_skip(void)
{
	if (!packs_open(&fx.packs, fx.git)) {
		print_message("skip: no libdeflate on this machine\n");
		skip();
	}
}

static const unsigned char *id_of(const char *rev)
{
	static unsigned char id[COMMIT_MAX];
	char *hex = repo_commit(fx.git, rev);

	assert_int_equal(object_id_parse(id, str_from(hex)), SHA1_SIZE);
	free(hex);
	return id;
}

/* Compares an object with what git reads. */
static void check_object(const char *rev, const char *git_type, enum git_object_type type)
{
	const char *const args[] = { "cat-file", git_type, rev, NULL };
	struct buf expected = BUF_INIT;
	struct str content;

	if (git_output(&expected, fx.git, args) != 0)
		abort();
	if (!packs_read(fx.packs, id_of(rev), type, &content))
		fail_msg("%s is not read", rev);
	/* git_output leaves the last LF out */
	if (type != OBJECT_TREE)
		assert_true(str_ends(content, STR("\n")));
	assert_memory_equal(content.s, expected.data, expected.len);
	buf_release(&expected);
}

static void check_all(void)
{
	for (int i = 0; i < MAILS + 4; i++) {
		char rev[40];
		/* also what was kept is read again */
		const int n = i % MAILS;

		snprintf(rev, sizeof(rev), "master~%d", n);
		check_object(rev, "commit", OBJECT_COMMIT);
		snprintf(rev, sizeof(rev), "master~%d^{tree}", n);
		check_object(rev, "tree", OBJECT_TREE);
		snprintf(rev, sizeof(rev), "master~%d:m", n);
		check_object(rev, "blob", OBJECT_BLOB);
	}
}

/* Deltas of what stands at an offset. */
static void deltas_by_offset(void **state)
{
	(void)state;
	shell("git -C %s repack -adfq --depth=50 --window=10", fx.git);
	shell("cd %s; git verify-pack -v objects/pack/*.idx 2>&1 | "
	      "grep -q 'chain length = 2'",
	      fx.git);
	open_or_skip();
	check_all();
}

static void deltas_by_id(void **state)
{
	(void)state;
	shell("git -C %s -c repack.useDeltaBaseOffset=false repack -adfq --depth=50",
	      fx.git);
	open_or_skip();
	check_all();
}

static void several_packs(void **state)
{
	(void)state;
	shell("cd %s; git rev-list --objects master~12 | git pack-objects -q "
	      "objects/pack/pack >/dev/null; git repack -dq",
	      fx.git);
	shell("cd %s; git rev-list --objects master~6..master | cut -c1-40 | "
	      "git pack-objects -q objects/pack/pack >/dev/null",
	      fx.git);
	open_or_skip();
	check_all();
}

static void others(void **state)
{
	const unsigned char none[SHA1_SIZE] = { 1 };
	struct str content;

	(void)state;
	shell("git -C %s repack -adfq", fx.git);
	open_or_skip();
	assert_false(packs_read(fx.packs, none, OBJECT_BLOB, &content));
	assert_false(packs_read(fx.packs, id_of("master"), OBJECT_BLOB, &content));
	assert_false(packs_read(fx.packs, id_of("master:m"), OBJECT_COMMIT, &content));
	assert_false(packs_read(fx.packs, id_of("master:m"), OBJECT_TREE, &content));
	assert_true(packs_read(fx.packs, id_of("master:m"), OBJECT_BLOB, &content));
}

static void write_byte(const char *path, int at, char byte)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || pwrite(fd, &byte, 1, at) != 1 || close(fd) != 0)
		abort();
}

/* One byte after the other is another one: what is read is what was packed. */
static void damaged(void **state)
{
	unsigned char id[SHA1_SIZE];
	struct buf path = BUF_INIT, file = BUF_INIT, sound = BUF_INIT;
	struct str content;
	int read = 0, not_read = 0;

	(void)state;
	shell("cd %s; git repack -adfq; cd objects/pack; chmod u+w *; mv *.pack p.pack; "
	      "mv *.idx p.idx",
	      fx.git);
	open_or_skip();
	memcpy(id, id_of("master:m"), SHA1_SIZE);
	assert_true(packs_read(fx.packs, id, OBJECT_BLOB, &content));
	buf_adds(&sound, content);
	buf_addf(&path, "%s/objects/pack/p.pack", fx.git);
	temp_read(&file, path.data);
	for (int at = 0; at < (int)file.len; at++) {
		packs_release(fx.packs);
		write_byte(path.data, at, (char)(file.data[at] ^ 0x55));
		if (packs_open(&fx.packs, fx.git) &&
		    packs_read(fx.packs, id, OBJECT_BLOB, &content)) {
			assert_true(str_eq(content, buf_str(&sound)));
			read++;
		} else {
			not_read++;
		}
		write_byte(path.data, at, file.data[at]);
	}
	assert_true(read > 0 && not_read > 100);
	buf_release(&path);
	buf_release(&file);
	buf_release(&sound);
}

static void no_packs(void **state)
{
	(void)state;
	shell("rm -r %s/objects/pack", fx.git);
	assert_false(packs_open(&fx.packs, fx.git));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(deltas_by_offset), T(deltas_by_id), T(several_packs),
		T(others),	     T(damaged),      T(no_packs),
	};

	return cmocka_run_group_tests_name("packs", tests, NULL, NULL);
}
