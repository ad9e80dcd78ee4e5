/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <sys/stat.h>

#include "filter/import/source.h"
#include "tests/support/rows.h"
#include "tests/support/repo.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

static const char kind_letter[] = {
	[ITEM_MAIL] = 'M', [ITEM_DELETION] = 'D', [ITEM_UNREADABLE] = 'U'
};

/* One item: kind, the Message-ID's part before "@", epoch.generation.ordinal. */
static void describe(struct buf *got, const struct item *item)
{
	const struct archive_pos *p = &item->commit_ref.pos;
	size_t at = str_find(item->raw, STR("Message-ID: <"));
	struct str id = str_sub(item->raw, at + 13, item->raw.len);

	assert_true(item->commit_ref.archived);
	assert_int_equal(item->commit_ref.commit_digits, 40);
	buf_addf(got, "%s%c%.*s %u.%u.%u", got->len ? ", " : "", kind_letter[item->kind],
		 (int)str_chr(id, '@'), id.s, p->epoch, p->generation, p->ordinal);
}

/* Reads all of a source, and moves the marks of the inbox unless ib is NULL. */
static void collect(struct buf *got, struct source *s, uint64_t skip, struct inbox *ib)
{
	struct source_start with = { .skip = skip, .inbox = ib };
	struct buf why = BUF_INIT;
	struct item item;
	enum status st = s->ops->start(s, &with, &why);

	if (ib)
		assert_int_equal(inbox_begin(ib, &why), ST_OK);
	while (st == ST_OK && (st = s->ops->next(s, &item, &why)) == ST_OK)
		describe(got, &item);
	if (st != ST_NOTFOUND)
		fail_msg("%s", buf_cstr(&why));
	if (ib) {
		assert_int_equal(s->ops->put_marks(s, ib), ST_OK);
		assert_int_equal(inbox_commit(ib, &why), ST_OK);
	}
	buf_release(&why);
}

static void check_read(const char *dir, const char *range, struct inbox *ib,
		       const char *expected)
{
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct source *s;

	if (source_archive(&s, dir, range, &why) != ST_OK)
		fail_msg("%s", buf_cstr(&why));
	collect(&got, s, 0, ib);
	assert_string_equal(buf_cstr(&got), expected);
	source_free(s);
	buf_release(&got);
	buf_release(&why);
}

static void check_fails(const char *dir, const char *range, enum status expected,
			const char *said)
{
	struct buf why = BUF_INIT;
	struct source *s;

	assert_int_equal(source_archive(&s, dir, range, &why), expected);
	assert_null(s);
	if (!strstr(buf_cstr(&why), said))
		fail_msg("\"%s\" does not say \"%s\"", buf_cstr(&why), said);
	buf_release(&why);
}

static char *path_in(const char *dir, const char *name)
{
	char *path;

	assert_true(asprintf(&path, "%s/%s", dir, name) > 0);
	return path;
}

/* The items that a history gives. */
static const struct row {
	const char *words, *expected;
} rows[] = {
	{ "a b c", "Ma 0.0.0, Mb 0.0.1, Mc 0.0.2" },
	{ "a b -a c", "Ma 0.0.0, Mb 0.0.1, Da 0.0.2, Mc 0.0.3" },
	{ "a -a a", "Ma 0.0.0, Da 0.0.1, Ma 0.0.2" },
	/* An unchanged tree repeats the message, or its absence. */
	{ "a = b", "Ma 0.0.0, Ma 0.0.1, Mb 0.0.2" },
	{ "a -a = =", "Ma 0.0.0, Da 0.0.1, D 0.0.2, D 0.0.3" },
	{ "a b a", "Ma 0.0.0, Mb 0.0.1, Ma 0.0.2" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	char *dir = temp_dir(), *git = path_in(dir, "list.git");

	repo_add(git, row->words, true);
	check_read(git, NULL, NULL, row->expected);
	free(git);
	temp_remove(dir);
}

static void check_range(const char *dir, const char *git, const char *from,
			const char *to, size_t digits, const char *expected)
{
	char *a = *from ? repo_commit(git, from) : strdup(""),
	     *b = *to ? repo_commit(git, to) : strdup("");
	struct buf range = BUF_INIT;

	buf_addf(&range, "%.*s..%.*s", (int)digits, a, (int)digits, b);
	check_read(dir, buf_cstr(&range), NULL, expected);
	buf_release(&range);
	free(a);
	free(b);
}

static void ranges(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git");

	(void)state;
	repo_add(git, "a b c d e", true);
	check_range(git, git, "HEAD~3", "HEAD~1", 40, "Mc 0.0.2, Md 0.0.3");
	check_range(git, git, "HEAD~3", "HEAD~1", 7, "Mc 0.0.2, Md 0.0.3");
	check_range(git, git, "HEAD~1", "", 9, "Me 0.0.4");
	check_range(git, git, "", "HEAD~3", 9, "Ma 0.0.0, Mb 0.0.1");
	check_range(git, git, "HEAD~2", "HEAD~2", 40, "");
	free(git);
	temp_remove(dir);
}

static void restart_in_range(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git"), *b;
	struct buf got = BUF_INIT, why = BUF_INIT, range = BUF_INIT;
	struct source *s;

	(void)state;
	repo_add(git, "a b c -c e", true);
	b = repo_commit(git, "HEAD~3");
	buf_addf(&range, "%s..", b);
	assert_int_equal(source_archive(&s, git, buf_cstr(&range), &why), ST_OK);
	collect(&got, s, 2, NULL);
	assert_string_equal(buf_cstr(&got), "Me 0.0.4");
	source_free(s);
	buf_release(&got);
	buf_release(&why);
	buf_release(&range);
	free(b);
	free(git);
	temp_remove(dir);
}

static void epochs(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "git");
	char *e0 = path_in(git, "0.git"), *e1 = path_in(git, "1.git"),
	     *e10 = path_in(git, "10.git");
	struct buf range = BUF_INIT;
	char *a, *b;

	(void)state;
	assert_int_equal(mkdir(git, 0700), 0);
	repo_add(e10, "x y", true);
	repo_add(e0, "a b", true);
	repo_add(e1, "m -b", true);
	check_read(dir, NULL, NULL,
		   "Ma 0.0.0, Mb 0.0.1, Mm 1.0.0, Db 1.0.1, Mx 10.0.0, My 10.0.1");
	check_read(e10, NULL, NULL, "Mx 10.0.0, My 10.0.1");
	a = repo_commit(e0, "HEAD~1");
	b = repo_commit(e10, "HEAD~1");
	buf_addf(&range, "%s..%s", a, b);
	check_read(dir, buf_cstr(&range), NULL,
		   "Mb 0.0.1, Mm 1.0.0, Db 1.0.1, Mx 10.0.0");
	buf_reset(&range);
	buf_addf(&range, "%s..%s", b, a);
	check_fails(dir, buf_cstr(&range), ST_USAGE, "newer than its last");
	buf_reset(&range);
	buf_addf(&range, "..%s", a);
	check_read(dir, buf_cstr(&range), NULL, "Ma 0.0.0");
	free(a);
	free(b);
	buf_release(&range);
	free(e0);
	free(e1);
	free(e10);
	free(git);
	temp_remove(dir);
}

static void wrong_input(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git"),
	     *other = path_in(dir, "other.git");
	char *head, *old;
	struct buf range = BUF_INIT;

	(void)state;
	repo_add(git, "a b c", true);
	repo_add(other, "a !", true);
	head = repo_commit(git, "HEAD");
	old = repo_commit(git, "HEAD~1");
	check_fails("/nonexistent/inbox", NULL, ST_NOINPUT,
		    "/nonexistent/inbox: No such file");
	check_fails(dir, NULL, ST_NOINPUT,
		    "neither a public-inbox (with git/0.git) nor a git repository");
	check_fails(other, NULL, ST_NOINPUT,
		    "no public-inbox archive: its tree has \"Makefile\"");
	check_fails(git, head, ST_USAGE, "a range is A..B, A.. or ..B");
	check_fails(git, "..", ST_USAGE, "a range is");
	check_fails(git, "a...b", ST_USAGE, "a range is");
	check_fails(git, "0123456..", ST_NOINPUT, "0123456: no such commit");
	check_fails(git, "..--output=x", ST_NOINPUT, "no such commit");
	buf_addf(&range, "%s..%s", head, old);
	check_fails(git, buf_cstr(&range), ST_USAGE, "newer than its last");
	buf_release(&range);
	free(head);
	free(old);
	free(git);
	free(other);
	temp_remove(dir);
}

static void work_tree_and_empty(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "tree/.git"),
	     *tree = path_in(dir, "tree");
	char *empty = path_in(dir, "empty.git");

	(void)state;
	shell("git init -q -b master %s", tree);
	shell("cd %s && echo 'Message-ID: <w@example.org>' >m && git add m && "
	      "git -c user.name=A -c user.email=a@example.org commit -q -m x",
	      tree);
	check_read(tree, NULL, NULL, "Mw 0.0.0");
	shell("git init -q --bare -b master %s", empty);
	check_read(empty, NULL, NULL, "");
	free(git);
	free(tree);
	free(empty);
	temp_remove(dir);
}

/* Neither the caller's environment nor the repository's programs have an effect. */
static void environment(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git"),
	     *mark = path_in(dir, "ran");

	(void)state;
	repo_add(git, "a b", true);
	shell(
	    "cd %s && git config gpg.program 'touch %s' && git config log.showSignature "
	    "true && "
	    "git config diff.external 'touch %s' && git config core.fsmonitor 'touch %s'",
	    git, mark, mark, mark);
	setenv("GIT_DIR", "/nonexistent", 1);
	setenv("GIT_OBJECT_DIRECTORY", "/nonexistent", 1);
	check_read(git, NULL, NULL, "Ma 0.0.0, Mb 0.0.1");
	unsetenv("GIT_DIR");
	unsetenv("GIT_OBJECT_DIRECTORY");
	assert_int_not_equal(access(mark, F_OK), 0);
	free(mark);
	free(git);
	temp_remove(dir);
}

/* Returns a loose object's file; the caller frees it. */
static char *object_path(const char *git, const char *rev)
{
	char *id = repo_commit(git, rev), *path;

	assert_true(asprintf(&path, "%s/objects/%.2s/%s", git, id, id + 2) > 0);
	free(id);
	return path;
}

static void damaged_objects(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git"), *gone, *bad;

	(void)state;
	repo_add(git, "a b c d e", true);
	gone = object_path(git, "HEAD~3:m");
	bad = object_path(git, "HEAD~1:m");
	assert_int_equal(unlink(gone), 0);
	shell("chmod u+w %s && echo garbage >%s", bad, bad);
	shell("exec 2>/dev/null; cd %s && ! git cat-file -e HEAD~3:m", git);
	check_read(git, NULL, NULL, "Ma 0.0.0, U 0.0.1, Mc 0.0.2, U 0.0.3, Me 0.0.4");
	free(gone);
	free(bad);
	free(git);
	temp_remove(dir);
}

static struct inbox *open_inbox(const char *dir)
{
	struct store_options o = { .dir = dir,
				   .list = "kvm.example.org",
				   .mode = STORE_WRITE };

	return open_or_fail(&o);
}

static void marks(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git"), *head;
	struct inbox *ib = open_inbox(dir);
	struct import_mark mark;

	(void)state;
	repo_add(git, "a b", true);
	check_read(git, NULL, ib, "Ma 0.0.0, Mb 0.0.1");
	check_read(git, NULL, ib, "");
	repo_add(git, "= c", false);
	/* A range is read whatever the mark says, and does not move it. */
	head = repo_commit(git, "HEAD");
	check_range(git, git, "HEAD~2", "", 40, "Mb 0.0.2, Mc 0.0.3");
	assert_int_equal(inbox_get_import_mark(ib, 0, &mark), ST_OK);
	assert_int_equal(mark.next_ordinal, 2);
	check_read(git, NULL, ib, "Mb 0.0.2, Mc 0.0.3");
	assert_int_equal(inbox_get_import_mark(ib, 0, &mark), ST_OK);
	assert_int_equal(mark.next_ordinal, 4);
	assert_int_equal(mark.commit_len, 20);
	free(head);
	inbox_close(ib);
	free(git);
	temp_remove(dir);
}

static void check_again(const char *store, const char *list, const char *dir,
			const char *expected)
{
	struct options o = OPTIONS_INIT;
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct source *s;

	buf_addstr(&o.store, store);
	buf_addstr(&o.list, list);
	if (source_archive_again(&s, dir, &o, &why) == ST_OK)
		collect(&got, s, 0, NULL);
	else
		buf_addstr(&got, strstr(buf_cstr(&why), "has not read"));
	if (strncmp(buf_cstr(&got), expected, strlen(expected)) != 0)
		fail_msg("\"%s\", not \"%s\"", buf_cstr(&got), expected);
	source_free(s);
	buf_release(&o.store);
	buf_release(&o.list);
	buf_release(&got);
	buf_release(&why);
}

/* All that was read is read again; an archive that was not is refused. */
static void again(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git"),
	     *other = path_in(dir, "other.git");
	struct inbox *ib = open_inbox(dir);
	struct import_mark mark;

	(void)state;
	repo_add(git, "a b", true);
	repo_add(other, "x", true);
	check_again(dir, "", git, "has not read this archive");
	check_read(git, NULL, ib, "Ma 0.0.0, Mb 0.0.1");
	inbox_close(ib); /* a process opens a file of TDB once */
	repo_add(git, "c", false);
	check_again(dir, "", git, "Ma 0.0.0, Mb 0.0.1, Mc 0.0.2");
	check_again(dir, "kvm.example.org", git, "Ma 0.0.0, Mb 0.0.1, Mc 0.0.2");
	check_again(dir, "qemu.example.org", git, "has not read this archive");
	check_again(dir, "kvm.example.org", other, "has not read this archive");
	ib = open_inbox(dir);
	assert_int_equal(inbox_get_import_mark(ib, 0, &mark), ST_OK);
	assert_int_equal(mark.next_ordinal, 2);
	inbox_close(ib);
	free(git);
	free(other);
	temp_remove(dir);
}

/* An epoch whose path has its number: the history is edited, then it grows. */
static void edited_history(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "git"), *e3 = path_in(git, "3.git");
	struct inbox *ib = open_inbox(dir);

	(void)state;
	assert_int_equal(mkdir(git, 0700), 0);
	repo_add(e3, "a b c", true);
	check_read(dir, NULL, ib, "Ma 3.0.0, Mb 3.0.1, Mc 3.0.2");
	repo_add(e3, "b c d", true);
	check_read(dir, NULL, ib, "Mb 3.1.0, Mc 3.1.1, Md 3.1.2");
	repo_add(e3, "e", false);
	check_read(dir, NULL, ib, "Me 3.1.3");
	inbox_close(ib);
	free(e3);
	free(git);
	temp_remove(dir);
}

/* Roots identify repositories whose path has no number. */
static void roots(void **state)
{
	char *dir = temp_dir(), *one = path_in(dir, "one.git"),
	     *two = path_in(dir, "two.git");
	char *three = path_in(dir, "three.git"), *range, *id;
	struct inbox *ib = open_inbox(dir);

	(void)state;
	repo_add(one, "a b", true);
	repo_add(two, "x y", true);
	repo_add(three, "p q", true);
	check_read(one, NULL, ib, "Ma 0.0.0, Mb 0.0.1");
	check_read(two, NULL, ib, "Mx 1.0.0, My 1.0.1");
	id = repo_commit(three, "HEAD");
	assert_true(asprintf(&range, "..%s", id) > 0);
	check_read(three, range, ib, "Mp 2.0.0, Mq 2.0.1");
	repo_add(one, "c", false);
	repo_add(two, "z", false);
	check_read(two, NULL, ib, "Mz 1.0.2");
	check_read(one, NULL, ib, "Mc 0.0.2");
	/* Only the third's root is known: it is read from its start. */
	check_read(three, NULL, ib, "Mp 2.0.0, Mq 2.0.1");
	/* Its root stays; the commits after it were edited. */
	shell("git --git-dir=%s update-ref HEAD HEAD~1", two);
	repo_add(two, "y2", false);
	check_read(two, NULL, ib, "Mx 1.1.0, My 1.1.1, My2 1.1.2");
	free(range);
	free(id);
	inbox_close(ib);
	free(one);
	free(two);
	free(three);
	temp_remove(dir);
}

static void check_list(const char *dir, const char *expected)
{
	struct buf list = BUF_INIT, why = BUF_INIT;
	struct source *s;

	assert_int_equal(source_archive(&s, dir, NULL, &why), ST_OK);
	assert_int_equal(s->ops->add_list(s, dir, &list, &why), ST_OK);
	assert_string_equal(buf_cstr(&list), expected);
	source_free(s);
	buf_release(&list);
	buf_release(&why);
}

static void list_names(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "git"), *e0 = path_in(git, "0.git");
	char *example = path_in(dir, "inbox.config.example"),
	     *config = path_in(dir, "config");

	(void)state;
	assert_int_equal(mkdir(git, 0700), 0);
	setenv("PI_CONFIG", config, 1);
	repo_add(e0, "a -a", true);
	check_list(dir, "kvm.example.org");
	shell("printf '[publicinbox \"kvm\"]\\n\\tinboxdir = /elsewhere\\n\\tlistid = "
	      "id.example.org\\n' >%s",
	      example);
	check_list(dir, "id.example.org");
	shell("printf '\\taddress = kvm@lists.example.org\\n\\taddress = "
	      "second@example.org\\n' >>%s",
	      example);
	check_list(dir, "kvm@lists.example.org");
	check_list(e0, "kvm@lists.example.org");
	shell("printf '[publicinbox \"other\"]\\n\\tinboxdir = /elsewhere\\n\\taddress = "
	      "other@example.org\\n"
	      "[publicinbox \"mine\"]\\n\\tinboxdir = %s\\n\\taddress = "
	      "mine@example.org\\n' >%s",
	      dir, config);
	check_list(dir, "mine@example.org");
	unsetenv("PI_CONFIG");
	free(example);
	free(config);
	free(e0);
	free(git);
	temp_remove(dir);
}

/* More commits than are requested ahead, several of them without a message. */
static void long_history(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git");
	struct buf words = BUF_INIT, got = BUF_INIT, expected = BUF_INIT, why = BUF_INIT;
	struct source *s;

	(void)state;
	for (int i = 0; i < 9000; i++) {
		buf_addf(&words, i % 100 == 99 ? "-n%d " : "n%d ", i);
		if (i % 100 == 99)
			buf_addf(&expected, ", Dn%d 0.0.%d", i, i);
		else
			buf_addf(&expected, "%sMn%d 0.0.%d", i ? ", " : "", i, i);
	}
	repo_add(git, buf_cstr(&words), true);
	assert_int_equal(source_archive(&s, git, NULL, &why), ST_OK);
	collect(&got, s, 0, NULL);
	assert_string_equal(buf_cstr(&got), buf_cstr(&expected));
	source_free(s);
	buf_release(&words);
	buf_release(&got);
	buf_release(&expected);
	buf_release(&why);
	free(git);
	temp_remove(dir);
}

/* Only deletions after a mail: git must not hold the mail back. */
static void many_deletions(void **state)
{
	char *dir = temp_dir(), *git = path_in(dir, "list.git");
	struct buf words = BUF_INIT, got = BUF_INIT, why = BUF_INIT;
	struct source *s;

	(void)state;
	buf_addstr(&words, "a -b");
	for (int i = 0; i < 9000; i++)
		buf_addstr(&words, " =");
	buf_addstr(&words, " c");
	repo_add(git, buf_cstr(&words), true);
	assert_int_equal(source_archive(&s, git, NULL, &why), ST_OK);
	collect(&got, s, 0, NULL);
	assert_int_equal(strncmp(buf_cstr(&got), "Ma 0.0.0, Db 0.0.1, D 0.0.2, ", 29), 0);
	assert_non_null(strstr(buf_cstr(&got), "D 0.0.9001, Mc 0.0.9002"));
	source_free(s);
	buf_release(&words);
	buf_release(&got);
	buf_release(&why);
	free(git);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "ranges", ranges);
	add_test(&t, "restart_in_range", restart_in_range);
	add_test(&t, "epochs", epochs);
	add_test(&t, "wrong_input", wrong_input);
	add_test(&t, "work_tree_and_empty", work_tree_and_empty);
	add_test(&t, "environment", environment);
	add_test(&t, "damaged_objects", damaged_objects);
	add_test(&t, "marks", marks);
	add_test(&t, "again", again);
	add_test(&t, "edited_history", edited_history);
	add_test(&t, "roots", roots);
	add_test(&t, "list_names", list_names);
	add_test(&t, "long_history", long_history);
	add_test(&t, "many_deletions", many_deletions);
	return run_group("source_archive", &t);
}
