/* SPDX-License-Identifier: MIT */
/* Makes small public-inbox archives by git fast-import. */
#ifndef TESTS_SUPPORT_REPO_H
#define TESTS_SUPPORT_REPO_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/util/git.h"
#include "store/util/buf.h"

/* Runs a shell command. The test ends if it fails. */
__attribute__((format(printf, 1, 2))) static inline void shell(const char *fmt, ...)
{
	char *command;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&command, fmt, ap) < 0 || system(command) != 0) {
		fprintf(stderr, "failed: %s\n", command);
		abort();
	}
	va_end(ap);
	free(command);
}

static inline void repo_write_commit(FILE *f, struct str word, bool on_top)
{
	bool deletion = word.s[0] == '-';
	struct str id = str_sub(word, deletion, word.len);
	struct buf mail = BUF_INIT;

	fputs("commit refs/heads/master\ncommitter A <a@example.org> 1794553200 "
	      "+0000\ndata 0\n",
	      f);
	if (on_top)
		fputs("from refs/heads/master^0\n", f);
	buf_addf(&mail,
		 "From: A U Thor <author@example.org>\nSubject: [PATCH] %.*s\n"
		 "Message-ID: <%.*s@example.org>\nDate: Fri, 13 Nov 2026 07:00:00 +0000\n"
		 "List-Id: KVM <kvm.example.org>\n\nbody of %.*s\n",
		 (int)id.len, id.s, (int)id.len, id.s, (int)id.len, id.s);
	if (*id.s == '!')
		fputs("M 100644 inline Makefile\ndata 4\nall:\n", f);
	else if (*id.s != '=')
		fprintf(f, "deleteall\nM 100644 inline %s\ndata %zu\n%s\n",
			deletion ? "d" : "m", mail.len, buf_cstr(&mail));
	buf_release(&mail);
}

/*
 * Adds a commit for each word:
 *
 *     ID     a mail with this Message-ID (the part before @)
 *     -ID    its deletion: a file "d" instead of "m"
 *     =      a commit with its parent's tree
 *     !      a file that no archive has
 *
 * anew: the commits replace the history.
 */
static inline void repo_add(const char *git_dir, const char *words, bool anew)
{
	struct str rest = str_from(words), word;
	char *command;
	FILE *f;

	if (access(git_dir, F_OK) != 0) {
		shell("git init -q --bare -b master %s", git_dir);
		anew = true;
	}
	if (asprintf(&command, "git --git-dir=%s fast-import --quiet --force", git_dir) <
		0 ||
	    !(f = popen(command, "w")))
		abort();
	if (anew)
		fputs("reset refs/heads/master\n", f);
	while (str_token(&rest, ' ', &word)) {
		repo_write_commit(f, word, !anew && word.s == words);
	}
	if (pclose(f) != 0)
		abort();
	free(command);
}

/* Returns the id of a commit, in hex. Free it. */
static inline char *repo_commit(const char *git_dir, const char *rev)
{
	const char *const args[] = { "rev-parse", "--verify", rev, NULL };
	struct buf out = BUF_INIT;

	if (git_output(&out, git_dir, args) != 0)
		abort();
	return out.data;
}

#endif
