/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/tree/git_tree.h"
#include "tests/support/posts.h"
#include "tests/support/repo.h"
#include "tests/support/temp.h"
#include "tests/support/tree.h"

#define DAY 86400

static const struct tree_row commits[] = {
	{ 100 * DAY, "A <a@x.example>", "one\n" },
	{ 300 * DAY, "A <a@x.example>", "two\n\nLink: https://l.example/r/2@x\n" },
	{ 301 * DAY, "B <b@y.example>", "three\n" },
};

/* A folder has "bare", the repository of these commits, and what others make of it. */
static const struct kind_row {
	const char *name;
	const char *make; /* a command in that folder */
	const char *option;
	const char *printed; /* NAME|BRANCH|URL|COMMITS */
} kinds[] = {
	{ "bare", "true", "bare", "bare|||3" },
	{ "a branch", "git --git-dir=bare branch old master~1", "bare#old",
	  "bare|old||2" },
	{ "a tag", "git --git-dir=bare tag v1 master~2", "bare#v1", "bare|v1||1" },
	{ "a work tree", "git clone -q bare work", "work", "%|||3" },
	{ "a branch of a remote", "true", "work#origin/master", "%|origin/master||3" },
	{ "another work tree of it", "git -C work worktree add -q ../beside v1 2>&-",
	  "beside", "%|||1" },
	{ "shallow", "git clone -q --depth=1 file://$PWD/bare shallow", "shallow",
	  "%|||1" },
	{ "partial",
	  "git --git-dir=bare config uploadpack.allowfilter true; git clone -q --bare "
	  "--filter=tree:0 file://$PWD/bare partial 2>&-",
	  "partial", "%|||3" },
	{ "its own URL",
	  "git clone -q --bare bare named && git --git-dir=named remote set-url origin "
	  "'https://me:pass@git.example/pub/frob/linux.git'",
	  "named#master",
	  "frob/linux.git|master|https://git.example/pub/frob/linux.git|3" },
	{ "settings that would run programs",
	  "git clone -q bare settings && cd settings && git config log.showSignature "
	  "true && "
	  "git config gpg.program ./x && git config core.pager ./x && git config "
	  "core.fsmonitor ./x && git config log.diffMerges 1 && git config format.pretty "
	  "raw",
	  "settings", "%|||3" },
};

static char *folder;

static void check_kind(void **state)
{
	const struct kind_row *row = *state;
	struct buf printed = BUF_INIT, why = BUF_INIT;
	const struct git_tree *t;
	struct git_trees trees;

	shell("%s", row->make);
	assert_int_equal(git_trees_open(&trees, &row->option, 1, &why), ST_OK);
	assert_int_equal(git_trees_read(&trees, INT64_MIN, INT64_MAX, NULL, &why), ST_OK);
	t = &trees.list[0];
	buf_addf(&printed, "%s|%s|%s|%zu", t->name.s, t->branch.s, t->url.s,
		 t->commits.n);
	if (row->printed[0] == '%') { /* a clone has the folder's name */
		assert_true(str_ends(t->name, STR("/bare")));
		assert_true(t->url.len > 0);
		buf_reset(&printed);
		buf_addf(&printed, "%%|%s||%zu", t->branch.s, t->commits.n);
	}
	same_buf(&printed, row->printed);
	assert_int_equal(why.len, 0);
	buf_release(&why);
	git_trees_release(&trees);
}

static const struct error_row {
	const char *name;
	const char *make, *option, *why;
} errors[] = {
	{ "no repository", "mkdir plain", "plain",
	  "tree plain: plain is no git repository; expected a bare one" },
	{ "a folder inside of a work tree", "mkdir work/sub", "work/sub",
	  "work/sub is no git repository" },
	{ "a .git that is none", "mkdir odd && echo x >odd/.git", "odd",
	  "odd is no git repository" },
	{ "no commit", "git init -q --bare empty", "empty",
	  "tree empty: the repository has no commit 'HEAD'; it has no branch: is it "
	  "empty?" },
	{ "an unknown revision", "true", "bare#frob-next",
	  "tree bare#frob-next: the repository has no commit 'frob-next'; it has "
	  "master, "
	  "old, v1" },
	{ "no commit, but a tree", "true", "bare#master^{tree}", "has no commit" },
	{ "two commits", "true", "bare#master..v1", "has no commit" },
};

static void check_error(void **state)
{
	const struct error_row *row = *state;
	struct buf why = BUF_INIT;
	struct git_trees trees;

	shell("%s", row->make);
	assert_int_equal(git_trees_open(&trees, &row->option, 1, &why), ST_NOINPUT);
	if (!strstr(buf_cstr(&why), row->why))
		fail_msg("%s", buf_cstr(&why));
	buf_release(&why);
	git_trees_release(&trees);
}

static void no_git(void **state)
{
	char *path = strdup(getenv("PATH"));
	const char *option = "bare";
	struct buf why = BUF_INIT;
	struct git_trees trees;

	(void)state;
	setenv("PATH", folder, 1);
	assert_int_equal(git_trees_open(&trees, &option, 1, &why), ST_NOINPUT);
	setenv("PATH", path, 1);
	same_buf(&why, "tree bare: git can't be run: No such file or directory");
	git_trees_release(&trees);
	free(path);
}

/* The oldest commit is gone: the others are not used. */
static void damaged(void **state)
{
	const char *option = "damaged";
	struct buf why = BUF_INIT;
	struct git_trees trees;

	(void)state;
	shell("cp -r bare damaged && rm -f damaged/objects/$(git --git-dir=damaged "
	      "rev-parse master~2 | sed 's|..|&/|')");
	assert_int_equal(git_trees_open(&trees, &option, 1, &why), ST_OK);
	assert_int_equal(git_trees_read(&trees, INT64_MIN, INT64_MAX, NULL, &why),
			 ST_NOINPUT);
	if (!strstr(buf_cstr(&why), "tree damaged: git could not list all commits of "
				    "damaged: ") ||
	    !strstr(buf_cstr(&why), "; git fsck checks a repository"))
		fail_msg("%s", buf_cstr(&why));
	buf_release(&why);
	git_trees_release(&trees);
}

/* 180 days before the window, up to its end. */
static void window_of_commits(void **state)
{
	const char *option = "bare";
	struct buf why = BUF_INIT;
	struct git_trees trees;

	(void)state;
	assert_int_equal(git_trees_open(&trees, &option, 1, &why), ST_OK);
	assert_int_equal(git_trees_read(&trees, 280 * DAY, 301 * DAY, NULL, &why), ST_OK);
	assert_int_equal(trees.list[0].commits.n, 2);
	git_trees_release(&trees);
	assert_int_equal(git_trees_open(&trees, &option, 1, &why), ST_OK);
	assert_int_equal(git_trees_read(&trees, 280 * DAY + 1, 301 * DAY + 1, NULL, &why),
			 ST_OK);
	assert_int_equal(trees.list[0].commits.n, 2);
	git_trees_release(&trees);
}

static void each_once(void **state)
{
	const char *const options[] = { "bare", "bare#old", "bare#master", "bare" };
	struct buf why = BUF_INIT;
	struct git_trees trees;

	(void)state;
	assert_int_equal(git_trees_open(&trees, options, 4, &why), ST_OK);
	assert_int_equal(trees.n, 2);
	git_trees_release(&trees);
}

/* Posts that a tree with the commits may hold; days of Date and arrival. */
static const struct post_row {
	const char *name;
	const char *subject, *id, *author;
	int date, arrival;
	const char *parts;
	int before;
	const char *found; /* the commit's title and how, or NULL */
} posts[] = {
	{ "by its id", "[PATCH] 2", "2@x", "b@z", 400, 400, NULL, 999, "two id" },
	{ "by its title", "[PATCH v2 3/3] Three", "9@x", "b", 301, 301, NULL, 999,
	  "three title" },
	{ "posted after it", "[PATCH] three", "9@x", "b", 302, 302, NULL, 999, NULL },
	{ "its clock was fast", "[PATCH] three", "9@x", "b", 302, 301, NULL, 999,
	  "three title" },
	{ "it was late", "[PATCH] three", "9@x", "b", 301, 302, NULL, 999,
	  "three title" },
	{ "a newer version came before it", "[PATCH] three", "9@x", "b", 200, 200, NULL,
	  301, NULL },
	{ "a cover", "[PATCH 0/3] three", "2@x", "b", 200, 200, NULL, 999, NULL },
	{ "a reply", "three", "2@x", "b", 200, 200, NULL, 999, NULL },
	{ "several patches", "[PATCH] x", "9@x", "a", 1, 1,
	  "1 1 0 0 - A\ta@x.example\tone\n2 1 0 0 - B\tb@y.example\tthree\n", 999,
	  "three title" },
	{ "several patches, some of which it holds", "[PATCH] x", "9@x", "a", 1, 1,
	  "1 1 0 0 - A\ta@x.example\tone\n2 1 0 0 - B\tb@y.example\tfour\n", 999, NULL },
};

static void check_post(void **state)
{
	const struct post_row *row = *state;
	const struct row mail = { row->id,     NULL, row->subject,
				  row->author, 0,    .parts = row->parts };
	const char *option = "bare";
	struct buf why = BUF_INIT, found = BUF_INIT;
	struct arena arena = ARENA_INIT;
	struct git_trees trees;
	struct tree_match m;
	struct post p;

	row_post(&p, &mail, &arena);
	p.date = (int64_t)row->date * DAY;
	p.arrival = (int64_t)row->arrival * DAY;
	assert_int_equal(git_trees_open(&trees, &option, 1, &why), ST_OK);
	assert_int_equal(git_trees_read(&trees, INT64_MIN, INT64_MAX, NULL, &why), ST_OK);
	m = git_tree_find(&trees.list[0], &p, (int64_t)row->before * DAY);
	assert_int_equal(m.commit != NULL, row->found != NULL);
	if (m.commit) {
		buf_addstr(&found, m.commit->date == 100 * DAY	 ? "one"
				   : m.commit->date == 300 * DAY ? "two"
								 : "three");
		buf_addstr(&found, m.by == TREE_FOUND_ID ? " id" : " title");
		same_buf(&found, row->found);
	}
	git_trees_release(&trees);
	arena_release(&arena);
}

static int make_folder(void **state)
{
	(void)state;
	folder = temp_dir();
	if (chdir(folder) != 0)
		return -1;
	tree_make("bare", commits, ARRAY_SIZE(commits));
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	temp_remove(folder);
	return chdir("/");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, kinds, ARRAY_SIZE(kinds), sizeof(kinds[0]), check_kind);
	add_rows(&t, errors, ARRAY_SIZE(errors), sizeof(errors[0]), check_error);
	add_test(&t, "without git", no_git);
	add_test(&t, "a damaged repository", damaged);
	add_test(&t, "the commits of a window", window_of_commits);
	add_test(&t, "each tree once", each_once);
	add_rows(&t, posts, ARRAY_SIZE(posts), sizeof(posts[0]), check_post);
	return run_group_with("git_tree", &t, make_folder, remove_folder);
}
