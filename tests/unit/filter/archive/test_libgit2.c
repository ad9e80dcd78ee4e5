/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "filter/archive/git_log.h"
#include "filter/archive/libgit2.h"
#include "tests/support/repo.h"
#include "tests/support/temp.h"

static struct fixture {
	char *dir, *git;
	struct libgit2 *repository;
} fx;

static int set_up(void **state)
{
	(void)state;
	fx.dir = temp_dir();
	fx.repository = NULL;
	if (asprintf(&fx.git, "%s/list.git", fx.dir) < 0)
		return -1;
	repo_add(fx.git, "a -b", true);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	libgit2_release(fx.repository);
	free(fx.git);
	temp_remove(fx.dir);
	return 0;
}

static void open_or_skip(void)
{
	if (!libgit2_open(&fx.repository, fx.git)) {
		print_message("skip: no libgit2 on this machine, or none like that of "
			      "the headers\n");
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

static bool read_id(const unsigned char *id, enum git_object_type type,
		    struct str *content)
{
	return libgit2_read(fx.repository, id, type, content);
}

static void objects(void **state)
{
	struct git_object_commit c;
	struct git_object_entry e;
	struct str content;

	(void)state;
	open_or_skip();
	assert_true(read_id(id_of("HEAD"), OBJECT_COMMIT, &content));
	assert_true(git_object_commit(&c, content));
	assert_false(c.root);
	assert_memory_equal(c.parent, id_of("HEAD~1"), SHA1_SIZE);
	assert_memory_equal(c.tree, id_of("HEAD^{tree}"), SHA1_SIZE);
	assert_true(read_id(c.tree, OBJECT_TREE, &content));
	assert_true(git_object_entry(&e, content));
	assert_false(e.found);
	assert_true(read_id(id_of("HEAD~1"), OBJECT_COMMIT, &content));
	assert_true(git_object_commit(&c, content));
	assert_true(c.root);
	assert_true(read_id(c.tree, OBJECT_TREE, &content));
	assert_true(git_object_entry(&e, content));
	assert_true(e.found);
	assert_string_equal(e.mode, "100644");
	assert_memory_equal(e.id, id_of("HEAD~1:m"), SHA1_SIZE);
	assert_true(read_id(e.id, OBJECT_BLOB, &content));
	assert_true(str_find(content, STR("Message-ID: <a@example.org>")) < content.len);
}

/* Objects of another type, or missing. */
static void others(void **state)
{
	const unsigned char none[SHA1_SIZE] = { 1 };
	struct str content;

	(void)state;
	open_or_skip();
	assert_false(read_id(id_of("HEAD"), OBJECT_BLOB, &content));
	assert_false(read_id(id_of("HEAD:d"), OBJECT_COMMIT, &content));
	assert_false(read_id(id_of("HEAD:d"), OBJECT_TREE, &content));
	assert_false(read_id(none, OBJECT_BLOB, &content));
	assert_false(read_id(none, OBJECT_COMMIT, &content));
	assert_false(read_id(none, OBJECT_TREE, &content));
}

/* Only git can read these repositories. */
static void hidden(void **state)
{
	(void)state;
	open_or_skip();
	libgit2_release(fx.repository);
	shell("touch %s/shallow", fx.git);
	assert_false(libgit2_open(&fx.repository, fx.git));
	libgit2_release(fx.repository);
	shell("rm %s/shallow; mkdir -p %s/info; touch %s/info/grafts", fx.git, fx.git,
	      fx.git);
	assert_false(libgit2_open(&fx.repository, fx.git));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = { T(objects), T(others), T(hidden) };

	return cmocka_run_group_tests_name("libgit2", tests, NULL, NULL);
}
