/* SPDX-License-Identifier: MIT */
/*
 * Whole imports. The linker wraps mail_record_make, so that a mail with a field
 * X-Crash kills the process that parses it: "mail" if the mail is parsed,
 * "header" also if only its header is.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "filter/import/import.h"
#include "filter/record/mail_record.h"
#include "tests/support/rows.h"
#include "tests/support/repo.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"

void __real_mail_record_make(struct mail_record *, struct str raw, int64_t now);
void __real_mail_record_make_from_header(struct mail_record *, struct str raw,
					 int64_t now);
void __wrap_mail_record_make(struct mail_record *, struct str raw, int64_t now);
void __wrap_mail_record_make_from_header(struct mail_record *, struct str raw,
					 int64_t now);

/* Shared with the processes that die. */
static struct {
	bool once;
} * died;

static void crash(int sig)
{
	signal(sig, SIG_DFL);
	raise(sig);
}

void __wrap_mail_record_make(struct mail_record *w, struct str raw, int64_t now)
{
	if (str_find(raw, STR("X-Crash: ")) < raw.len)
		crash(SIGSEGV);
	if (str_find(raw, STR("X-Exit: ")) < raw.len)
		_exit(75);
	/* as if killed from outside, once */
	if (str_find(raw, STR("X-Once: ")) < raw.len && !died->once) {
		died->once = true;
		crash(SIGKILL);
	}
	__real_mail_record_make(w, raw, now);
}

void __wrap_mail_record_make_from_header(struct mail_record *w, struct str raw,
					 int64_t now)
{
	if (str_find(raw, STR("X-Crash: header")) < raw.len)
		crash(SIGABRT);
	__real_mail_record_make_from_header(w, raw, now);
}

struct run {
	char *dir, *store, *out, *err;
	enum status status;
};

static char *path_in(const char *dir, const char *name)
{
	char *path;

	assert_true(asprintf(&path, "%s/%s", dir, name) > 0);
	return path;
}

static char *slurp(const char *path)
{
	struct buf b = BUF_INIT;
	FILE *f = fopen(path, "r");
	int c;

	buf_addstr(&b, "");
	while (f && (c = getc(f)) != EOF)
		buf_addch(&b, c);
	if (f)
		fclose(f);
	return b.data;
}

static void setup_run(struct run *r)
{
	*r = (struct run){ .dir = temp_dir() };
	r->store = path_in(r->dir, "store");
}

static void forget_output(struct run *r)
{
	free(r->out);
	free(r->err);
	r->out = r->err = NULL;
}

static void end_run(struct run *r)
{
	forget_output(r);
	free(r->store);
	temp_remove(r->dir);
}

/* Runs the import in a child process and captures its output. Frees the source. */
static void import(struct run *r, struct source *s, struct options o)
{
	char *out = path_in(r->dir, "out"), *err = path_in(r->dir, "err");
	int status;
	pid_t pid;

	forget_output(r);
	if (!o.wait_ms)
		o.wait_ms = 8000;
	pid = fork();
	if (pid == 0) {
		if (dup2(creat(out, 0600), STDOUT_FILENO) < 0 ||
		    dup2(creat(err, 0600), STDERR_FILENO) < 0)
			_exit(99);
		_exit(import_run(&o, r->store, buf_str(&o.list), s));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	r->status = (enum status)WEXITSTATUS(status);
	r->out = slurp(out);
	r->err = slurp(err);
	source_free(s);
	free(out);
	free(err);
}

static struct source *archive(const char *dir, const char *range)
{
	struct buf why = BUF_INIT;
	struct source *s;

	if (source_archive(&s, dir, range, &why) != ST_OK)
		fail_msg("%s", buf_cstr(&why));
	buf_release(&why);
	return s;
}

static struct source *mbox(char *path)
{
	static char *paths[1]; /* the source borrows it */
	struct buf why = BUF_INIT;
	struct source *s;

	paths[0] = path;
	if (source_mbox(&s, paths, 1, &why) != ST_OK)
		fail_msg("%s", buf_cstr(&why));
	buf_release(&why);
	return s;
}

static struct inbox *open_list(const struct run *r, const char *list)
{
	struct store_options o = { .dir = r->store, .list = list, .mode = STORE_READ };

	return open_or_fail(&o);
}

static uint64_t mails_in(const struct run *r, const char *list)
{
	struct inbox *ib = open_list(r, list);
	struct inbox_totals t;

	inbox_totals(ib, &t);
	inbox_close(ib);
	return t.mails;
}

static bool add_commit_entry(void *arg, struct mail *m, const struct commit_entry *entry)
{
	struct buf *got = arg;
	struct str id = m->record.message_id;

	buf_addf(got, "%s%.*s %u.%u.%u", got->len ? ", " : "", (int)str_chr(id, '@'),
		 id.s, entry->pos.epoch, entry->pos.generation, entry->pos.ordinal);
	return true;
}

static void check_places(const struct run *r, const char *expected)
{
	struct inbox *ib = open_list(r, LIST);
	struct buf got = BUF_INIT;

	assert_int_equal(inbox_in_archive_order(ib, ARCHIVE_POS_START, ARCHIVE_POS_NONE,
						add_commit_entry, &got),
			 ST_OK);
	assert_string_equal(buf_cstr(&got), expected);
	inbox_close(ib);
	buf_release(&got);
}

/* Imports of an archive; a second import adds nothing. */
static const struct row {
	const char *words, *said, *places;
} rows[] = {
	{ "a b c", "3 commits: 3 new, 0 known, 0 duplicates, 0 deletions\n",
	  "a 0.0.0, b 0.0.1, c 0.0.2" },
	{ "a b -a c", "4 commits: 3 new, 0 known, 0 duplicates, 1 deletion\n",
	  "b 0.0.1, c 0.0.3" },
	{ "a = b a", "4 commits: 2 new, 0 known, 2 duplicates, 0 deletions\n",
	  "a 0.0.0, b 0.0.2" },
	{ "a -a a -a =", "5 commits: 1 new, 1 known, 0 duplicates, 3 deletions\n", "" },
};

static void check_row(void **state)
{
	static const char again[] =
	    "0 commits: 0 new, 0 known, 0 duplicates, 0 deletions\n";
	const struct row *row = *state;
	struct run r;
	char *git;

	setup_run(&r);
	git = path_in(r.dir, "list.git");
	repo_add(git, row->words, true);
	import(&r, archive(git, NULL), (struct options){ 0 });
	assert_int_equal(r.status, ST_OK);
	assert_string_equal(r.err, row->said);
	check_places(&r, row->places);
	import(&r, archive(git, NULL), (struct options){ 0 });
	assert_int_equal(r.status, ST_OK);
	assert_string_equal(r.err, again);
	check_places(&r, row->places);
	free(git);
	end_run(&r);
}

static void halves_in_wrong_order(void **state)
{
	struct buf range = BUF_INIT;
	struct run r;
	char *git, *half;

	(void)state;
	setup_run(&r);
	git = path_in(r.dir, "list.git");
	repo_add(git, "a b -b c d e", true);
	half = repo_commit(git, "HEAD~3");
	buf_addf(&range, "%s..", half);
	import(&r, archive(git, buf_cstr(&range)), (struct options){ 0 });
	assert_string_equal(r.err,
			    "3 commits: 3 new, 0 known, 0 duplicates, 0 deletions\n");
	buf_reset(&range);
	buf_addf(&range, "..%s", half);
	import(&r, archive(git, buf_cstr(&range)), (struct options){ 0 });
	assert_string_equal(r.err,
			    "3 commits: 2 new, 0 known, 0 duplicates, 1 deletion\n");
	check_places(&r, "a 0.0.0, c 0.0.3, d 0.0.4, e 0.0.5");
	/* Ranges did not move the mark. */
	import(&r, archive(git, NULL), (struct options){ 0 });
	assert_string_equal(r.err,
			    "6 commits: 0 new, 4 known, 1 duplicate, 1 deletion\n");
	check_places(&r, "a 0.0.0, c 0.0.3, d 0.0.4, e 0.0.5");
	buf_release(&range);
	free(half);
	free(git);
	end_run(&r);
}

static void edited_history(void **state)
{
	struct run r;
	char *git;

	(void)state;
	setup_run(&r);
	git = path_in(r.dir, "list.git");
	repo_add(git, "a b c", true);
	import(&r, archive(git, NULL), (struct options){ 0 });
	/* a is purged, d came. */
	repo_add(git, "b c d", true);
	import(&r, archive(git, NULL), (struct options){ .quiet = true });
	assert_string_equal(r.err, "");
	check_places(&r, "b 0.1.0, c 0.1.1, d 0.1.2");
	import(&r, archive(git, NULL), (struct options){ 0 });
	assert_string_equal(r.err,
			    "0 commits: 0 new, 0 known, 0 duplicates, 0 deletions\n");
	free(git);
	end_run(&r);
}

static const char crashing[] =
    "From a\nMessage-ID: <1@x>\nList-Id: <kvm.example.org>\nSubject: [PATCH] "
    "one\n\nbody\n\n"
    "From a\nMessage-ID: <2@x>\nList-Id: <kvm.example.org>\nSubject: [PATCH] "
    "two\nX-Crash: mail\n\nbody\n\n"
    "From a\nMessage-ID: <3@x>\nList-Id: <kvm.example.org>\nSubject: [PATCH] "
    "three\n\nbody\n\n"
    "From a\nMessage-ID: <4@x>\nList-Id: <kvm.example.org>\nSubject: [PATCH] "
    "four\nX-Crash: header\n\nbody\n\n"
    "From a\nMessage-ID: <5@x>\nList-Id: <kvm.example.org>\nSubject: [PATCH] "
    "five\nX-Exit: yes\n\nbody\n\n"
    "From a\nMessage-ID: <6@x>\nList-Id: <kvm.example.org>\nSubject: [PATCH] "
    "six\nX-Once: yes\n\nbody\n";

static char *write_mbox(const struct run *r, const char *text)
{
	char *path = path_in(r->dir, "mbox");
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return path;
}

static bool add_kind(void *arg, struct mail *m)
{
	buf_addf(arg, "%.*s %s%s\n", (int)m->record.message_id.len,
		 m->record.message_id.s, kind_name(m->record.kind),
		 m->record.facts & FACT_UNPARSED ? " unparsed" : "");
	return true;
}

static void crash_isolation(void **state)
{
	struct buf got = BUF_INIT;
	struct inbox *ib;
	struct run r;
	char *path;

	(void)state;
	died->once = false;
	setup_run(&r);
	path = write_mbox(&r, crashing);
	import(&r, mbox(path), (struct options){ 0 });
	assert_int_equal(r.status, ST_INPUT);
	assert_non_null(strstr(r.err, "mbox, message 2 at byte 80: parsing it crashed; "
				      "recorded from its header alone\n"));
	assert_non_null(strstr(r.err, "message 4 at byte 256: parsing it crashed, even "
				      "that of its header; left out\n"));
	assert_non_null(
	    strstr(r.err, "6 messages: 5 new, 0 known, 0 duplicates, 1 unreadable\n"));
	ib = open_list(&r, LIST);
	assert_int_equal(inbox_inserted(ib, 0, SEQ_NONE, add_kind, &got), ST_OK);
	assert_string_equal(
	    buf_cstr(&got),
	    "1@x patch\n2@x other unparsed\n3@x patch\n5@x other unparsed\n6@x patch\n");
	inbox_close(ib);
	buf_release(&got);
	import(&r, mbox(path), (struct options){ 0 });
	assert_non_null(
	    strstr(r.err, "6 messages: 0 new, 5 known, 0 duplicates, 1 unreadable\n"));
	free(path);
	end_run(&r);
}

/* A crash in an archive: marks and restarts agree about which commits are done. */
static void crash_in_archive(void **state)
{
	struct run r;
	char *git;

	(void)state;
	setup_run(&r);
	git = path_in(r.dir, "tree/.git");
	shell("git init -q -b master %s/tree && cd %s/tree && for i in 1 2 3 4 5; do "
	      "printf 'Message-ID: <%%s@x>\\nList-Id: <kvm.example.org>\\n' $i >m; "
	      "[ $i != 2 ] || echo 'X-Crash: header' >>m; [ $i != 4 ] || echo 'X-Crash: "
	      "mail' >>m; "
	      "git add m && git -c user.name=A -c user.email=a@x commit -q -m x || exit "
	      "1; done",
	      r.dir, r.dir);
	import(&r, archive(git, NULL), (struct options){ 0 });
	assert_int_equal(r.status, ST_INPUT);
	assert_non_null(strstr(
	    r.err,
	    "5 commits: 4 new, 0 known, 0 duplicates, 0 deletions, 1 unreadable\n"));
	check_places(&r, "1 0.0.0, 3 0.0.2, 4 0.0.3, 5 0.0.4");
	import(&r, archive(git, "HEAD~2.."), (struct options){ 0 });
	assert_non_null(strstr(r.err, "2 commits: 0 new, 2 known"));
	free(git);
	end_run(&r);
}

static void mixed_lists(void **state)
{
	char one[] = "one.example.org";
	struct buf text = BUF_INIT;
	struct run r;
	char *path;

	(void)state;
	setup_run(&r);
	/* More lists than are kept open, each in turn, three times. */
	for (int i = 0; i < 60; i++) {
		buf_addf(&text, "From a\nMessage-ID: <%d@x>\n", i);
		if (i % 20)
			buf_addf(&text, "List-Id: <l%d.example.org>\n", i % 20);
		buf_addstr(&text, "\nx\n\n");
	}
	path = write_mbox(&r, buf_cstr(&text));
	import(&r, mbox(path), (struct options){ 0 });
	assert_int_equal(r.status, ST_OK);
	assert_string_equal(r.err, "60 messages: 60 new, 0 known, 0 duplicates\n");
	assert_int_equal(mails_in(&r, "unsorted"), 3);
	assert_int_equal(mails_in(&r, "l7.example.org"), 3);
	import(&r, mbox(path), (struct options){ .list = { one, strlen(one), 0 } });
	assert_string_equal(r.err, "60 messages: 60 new, 0 known, 0 duplicates\n");
	assert_int_equal(mails_in(&r, "one.example.org"), 60);
	buf_release(&text);
	free(path);
	end_run(&r);
}

/* A mirror that has no mail yet: no empty list is made beside the right one. */
static void empty_archive(void **state)
{
	struct run r;
	char *git;

	(void)state;
	setup_run(&r);
	git = path_in(r.dir, "empty.git");
	shell("git init -q --bare -b master %s", git);
	import(&r, archive(git, NULL), (struct options){ .max_lists = 1 });
	assert_int_equal(r.status, ST_OK);
	assert_string_equal(r.err,
			    "0 commits: 0 new, 0 known, 0 duplicates, 0 deletions\n");
	assert_int_not_equal(access(r.store, F_OK), 0);
	free(git);
	end_run(&r);
}

static void dry_run(void **state)
{
	int found = 0;
	struct run r;
	char *path;

	(void)state;
	setup_run(&r);
	path = write_mbox(&r, crashing);
	import(&r, mbox(path), (struct options){ .dry_run = true });
	assert_int_equal(r.status, ST_INPUT);
	assert_int_equal(strncmp(r.out, "kind: patch\n", 12), 0);
	/* Five messages, an empty line between, nothing twice. */
	for (const char *at = r.out; (at = strstr(at, "kind: ")); at++)
		found++;
	assert_int_equal(found, 5);
	assert_non_null(strstr(r.out, "\n\nkind: other\n"));
	assert_null(strstr(r.out, "\n\n\n"));
	assert_int_not_equal(access(r.store, F_OK), 0);
	free(path);
	end_run(&r);
}

static void progress_and_quiet(void **state)
{
	struct run r;
	char *path;

	(void)state;
	setup_run(&r);
	path = write_mbox(
	    &r, "From a\nMessage-ID: <1@x>\n\nx\n\nFrom a\nMessage-ID: <1@x>\n\nx\n");
	import(&r, mbox(path), (struct options){ .quiet = true, .progress = true });
	assert_string_equal(r.err, "");
	assert_int_equal(r.status, ST_OK);
	free(path);
	end_run(&r);
}

static void bad_store(void **state)
{
	struct run r;
	char *path;

	(void)state;
	setup_run(&r);
	path = write_mbox(&r, "From a\nMessage-ID: <1@x>\n\nx\n");
	shell("mkdir -p %s/unsorted && echo garbage >%s/unsorted/0.tdb", r.store,
	      r.store);
	import(&r, mbox(path), (struct options){ 0 });
	assert_int_equal(r.status, ST_DAMAGED);
	assert_non_null(strstr(r.err, "0.tdb: no sound store file"));
	free(path);
	end_run(&r);
}

/* Another process holds the store's lock for longer than the import waits. */
static void busy_store(void **state)
{
	struct run r;
	char *path, byte;
	int ends[2], status;
	pid_t pid;

	(void)state;
	setup_run(&r);
	path = write_mbox(&r, "From a\nMessage-ID: <1@x>\n\nx\n");
	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct store_options o = { .dir = r.store,
					   .list = "unsorted",
					   .mode = STORE_WRITE };
		struct buf why = BUF_INIT;
		struct inbox *ib;

		if (inbox_open(&ib, &o, &why) != ST_OK || inbox_begin(ib, &why) != ST_OK)
			_exit(1);
		(void)!write(ends[1], "x", 1);
		pause();
	}
	assert_int_equal(read(ends[0], &byte, 1), 1);
	import(&r, mbox(path), (struct options){ .wait_ms = 100 });
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	assert_int_equal(r.status, ST_BUSY);
	assert_non_null(strstr(r.err, "the store is busy"));
	import(&r, mbox(path), (struct options){ 0 });
	assert_int_equal(r.status, ST_OK);
	close(ends[0]);
	close(ends[1]);
	free(path);
	end_run(&r);
}

int main(void)
{
	static struct tests t;

	died = mmap(NULL, sizeof(*died), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(died, MAP_FAILED);
	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "halves_in_wrong_order", halves_in_wrong_order);
	add_test(&t, "edited_history", edited_history);
	add_test(&t, "crash_isolation", crash_isolation);
	add_test(&t, "crash_in_archive", crash_in_archive);
	add_test(&t, "mixed_lists", mixed_lists);
	add_test(&t, "empty_archive", empty_archive);
	add_test(&t, "dry_run", dry_run);
	add_test(&t, "progress_and_quiet", progress_and_quiet);
	add_test(&t, "bad_store", bad_store);
	add_test(&t, "busy_store", busy_store);
	return run_group("import", &t);
}
