/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "tests/support/rows.h"

#include "report/tree/tree_log.h"
#include "tests/support/repo.h"
#include "tests/support/temp.h"
#include "tests/support/tree.h"

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

static const struct tree_row commits[] = {
	{ 100, "Ann Oe <a@x.example>",
	  "frob: one\n\nText.\n\nLink: https://l.example/r/1@x\n" },
	{ 200, "B <>",
	  "frob: two\nlines\n\nMessage-Id: <2@x>\nlink: https://l.example/r/3@x\n" },
	{ 300, "C <c@x.example>", "Merge frob\n\nLink: https://l.example/r/4@x\n", 1 },
	{ 400, "D <d@x.example>", "\xc3\xa4\n\nLink: in the text\n\nSigned-off-by: D\n" },
};

static const struct range_row {
	const char *name;
	int64_t since, until;
	const char *listed; /* TITLE|AUTHOR|ADDRESS|DATE|BODY, a comma after each line;
			       the newest first */
} rows[] = {
	{ "all", INT64_MIN, INT64_MAX,
	  "\xc3\xa4|D|d@x.example|400|Link: in the text,,Signed-off-by: D,\n"
	  "frob: two lines|B||200|Message-Id: <2@x>,link: https://l.example/r/3@x,\n"
	  "frob: one|Ann Oe|a@x.example|100|Text.,,Link: https://l.example/r/1@x,\n" },
	{ "from a time on", 200, INT64_MAX,
	  "\xc3\xa4|D|d@x.example|400|Link: in the text,,Signed-off-by: D,\n"
	  "frob: two lines|B||200|Message-Id: <2@x>,link: https://l.example/r/3@x,\n" },
	{ "up to before a time", INT64_MIN, 200,
	  "frob: one|Ann Oe|a@x.example|100|Text.,,Link: https://l.example/r/1@x,\n" },
	{ "nothing", 201, 300, "" },
	{ "before 1970", -5, 101,
	  "frob: one|Ann Oe|a@x.example|100|Text.,,Link: https://l.example/r/1@x,\n" },
};

static char *folder;
static char repo[200];

static void list_commits(struct buf *out, struct tree_log *log)
{
	struct tree_log_commit c;

	while (tree_log_next(log, &c)) {
		struct str rest = c.body, line;

		buf_adds(out, c.title);
		buf_addch(out, '|');
		buf_adds(out, c.author.name);
		buf_addch(out, '|');
		buf_adds(out, c.author.addr);
		buf_addf(out, "|%lld|", (long long)c.date);
		while (str_line(&rest, &line)) {
			buf_adds(out, line);
			buf_addch(out, ',');
		}
		buf_addch(out, '\n');
		same_str(c.committer.name, "Committer");
		same_str(c.committer.addr, "c@x.example");
		assert_int_equal(c.id.len, 40);
	}
}

static void check_range(void **state)
{
	const struct range_row *row = *state;
	const struct tree_log_range range = { repo, "master", row->since, row->until };
	struct buf listed = BUF_INIT;
	struct tree_log log;

	assert_true(tree_log_open(&log, &range, -1));
	list_commits(&listed, &log);
	assert_true(tree_log_close(&log));
	same_buf(&listed, row->listed);
}

static void unknown_commit(void **state)
{
	const struct tree_log_range range = { repo, "nonsense", INT64_MIN, INT64_MAX };
	struct tree_log_commit c;
	struct tree_log log;

	(void)state;
	assert_true(tree_log_open(&log, &range, -1));
	assert_false(tree_log_next(&log, &c));
	assert_false(tree_log_close(&log));
}

/* A value has a limit; what follows it is read all the same. */
static void long_title(void **state)
{
	const struct tree_log_range range = { repo, "long", INT64_MIN, INT64_MAX };
	struct tree_log_commit c;
	struct tree_log log;

	(void)state;
	shell(
	    "git --git-dir=%s branch -q long $(printf '%%03000000d\\n\\nLink: <5@x>\\n' "
	    "0 | "
	    "git --git-dir=%s -c user.name=Committer -c user.email=c@x.example "
	    "commit-tree master^{tree} -F -)",
	    repo, repo);
	assert_true(tree_log_open(&log, &range, -1));
	assert_true(tree_log_next(&log, &c));
	assert_int_equal(c.title.len, TREE_LOG_VALUE_MAX);
	same_str(str_trim(c.body), "Link: <5@x>");
	assert_false(tree_log_next(&log, &c));
	assert_true(tree_log_close(&log));
}

/* A git that is first in PATH prints this text, with | for NUL. Then this git exits with
 * a status. */
static const struct fake_row {
	const char *name;
	const char *printed;
	int exits;
	size_t n; /* commits that are read */
	bool whole;
} fakes[] = {
	{ "two commits", "1|1|c|c|a|a|t||2|2|c|c|a|a|t|l|", 0, 2, true },
	{ "it fails after a commit", "1|1|c|c|a|a|t||", 128, 1, false },
	{ "it ends inside of a commit", "1|1|c|c|a|a|t||2|2", 0, 1, false },
	{ "it ends before a commit's last NUL", "1|1|c|c|a|a|t|l", 0, 0, false },
	{ "it prints nothing", "", 0, 0, true },
};

static void write_script(const struct fake_row *row)
{
	struct buf name = BUF_INIT;
	FILE *f;

	buf_addf(&name, "%s/git", folder);
	f = fopen(buf_cstr(&name), "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\nprintf '%s' | tr '|' '\\000'\nexit %d\n", row->printed,
		row->exits);
	fclose(f);
	chmod(buf_cstr(&name), 0700);
	buf_release(&name);
}

static void check_fake(void **state)
{
	const struct fake_row *row = *state;
	const struct tree_log_range range = { repo, "master", INT64_MIN, INT64_MAX };
	char *path = strdup(getenv("PATH"));
	struct tree_log_commit c;
	struct tree_log log;
	struct buf with = BUF_INIT;
	size_t n = 0;

	write_script(row);
	buf_addf(&with, "%s:%s", folder, path);
	setenv("PATH", buf_cstr(&with), 1);
	assert_true(tree_log_open(&log, &range, -1));
	setenv("PATH", path, 1);
	while (tree_log_next(&log, &c))
		n++;
	assert_int_equal(n, row->n);
	assert_int_equal(tree_log_close(&log), row->whole);
	buf_release(&with);
	free(path);
}

static int make_repo(void **state)
{
	(void)state;
	folder = temp_dir();
	snprintf(repo, sizeof(repo), "%s/frob.git", folder);
	tree_make(repo, commits, ARRAY_SIZE(commits));
	return 0;
}

static int remove_repo(void **state)
{
	(void)state;
	temp_remove(folder);
	return 0;
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_range);
	add_test(&t, "an unknown commit", unknown_commit);
	add_test(&t, "a title that is too long", long_title);
	add_rows(&t, fakes, ARRAY_SIZE(fakes), sizeof(fakes[0]), check_fake);
	return run_group_with("tree_log", &t, make_repo, remove_repo);
}
