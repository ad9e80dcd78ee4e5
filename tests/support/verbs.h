/* SPDX-License-Identifier: MIT */
/* Runs verbs of patchdigest-store and takes what they print. Include cmocka.h first. */
#ifndef TESTS_SUPPORT_VERBS_H
#define TESTS_SUPPORT_VERBS_H

#include "store/command/tool_options.h"
#include "store/util/array.h"
#include "tests/support/inboxes.h"

/* The result of a run of the tool. */
struct verb_run {
	enum status st;
	int exit;
	struct buf said, why;
};

#define VERB_RUN_INIT ((struct verb_run){ .said = BUF_INIT, .why = BUF_INIT })
#define VERB_WORDS 12

/* Standard output goes into a file until it is taken. */
static inline int verb_redirect(int *saved)
{
	char name[] = "/tmp/patchdigest-said.XXXXXX";
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	unlink(name);
	fflush(stdout);
	*saved = dup(STDOUT_FILENO);
	assert_int_equal(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
	return fd;
}

static inline void verb_take(struct buf *said, int fd, int saved)
{
	fflush(stdout);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	lseek(fd, 0, SEEK_SET);
	assert_int_equal(file_read_all(fd, said), ST_OK);
	close(fd);
}

/* Runs "patchdigest-store -s DIR WORDS...", the words separated by blanks. */
static inline void run_verb(struct verb_run *r, const char *dir, const char *words)
{
	char *copy = strdup(words), *rest = copy;
	char *argv[VERB_WORDS + 4] = { (char[]){ "patchdigest-store" }, (char[]){ "-s" },
				       strdup(dir) };
	struct tool t = TOOL_INIT;
	const struct verb *v = NULL;
	enum tool_action action;
	int argc = 3, fd, saved;

	while (argc < VERB_WORDS + 3 && (argv[argc] = strsep(&rest, " ")))
		argc++;
	buf_reset(&r->said);
	buf_reset(&r->why);
	fd = verb_redirect(&saved);
	r->st = tool_options_parse(&t, &action, &v, argc, argv, &r->why);
	if (r->st == ST_OK && action == TOOL_RUN)
		r->st = v->run(&t, &r->why);
	r->exit = t.exit ? t.exit : status_exit(r->st);
	verb_take(&r->said, fd, saved);
	tool_release(&t);
	free(argv[2]);
	free(copy);
}

static inline void verb_run_release(struct verb_run *r)
{
	buf_release(&r->said);
	buf_release(&r->why);
}

/* Runs it, and wants this exit status, and this text in what it prints or complains of.
 */
static inline void expect_verb(const char *dir, const char *words, int code,
			       const char *text)
{
	struct verb_run r = VERB_RUN_INIT;
	bool found;

	run_verb(&r, dir, words);
	found = strstr(buf_cstr(&r.said), text) || strstr(buf_cstr(&r.why), text);
	if (r.exit != code || !found)
		fail_msg("%s: exit %d instead of %d, no \"%s\" in:\n%s%s", words, r.exit,
			 code, text, buf_cstr(&r.said), buf_cstr(&r.why));
	verb_run_release(&r);
}

#endif
