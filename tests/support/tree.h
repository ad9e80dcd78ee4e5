/* SPDX-License-Identifier: MIT */
/* Makes small git trees with commits of no files by git fast-import. */
#ifndef TESTS_SUPPORT_TREE_H
#define TESTS_SUPPORT_TREE_H

#include <stdio.h>
#include <stdlib.h>

#include "store/util/str.h"

/* A commit by "Committer <c@x.example>". */
struct tree_row {
	long date;	    /* the committer's */
	const char *author; /* "NAME <ADDRESS>" */
	const char *message;
	int merges; /* the number of an earlier row, its second parent; 0: none */
};

/* Adds the commits to the branch master of a bare repository, which it makes. */
static inline void tree_make(const char *dir, const struct tree_row *rows, size_t n)
{
	char *command;
	FILE *f;

	if (asprintf(&command,
		     "git init -q --bare -b master %s && git --git-dir=%s fast-import "
		     "--quiet",
		     dir, dir) < 0 ||
	    !(f = popen(command, "w")))
		abort();
	for (size_t i = 0; i < n; i++) {
		const struct tree_row *r = &rows[i];

		fprintf(f,
			"commit refs/heads/master\nmark :%zu\nauthor %s 1 +0000\n"
			"committer Committer <c@x.example> %ld +0000\ndata %zu\n%s\n",
			i + 1, r->author, r->date, strlen(r->message), r->message);
		if (r->merges)
			fprintf(f, "merge :%d\n", r->merges);
	}
	if (pclose(f) != 0)
		abort();
	free(command);
}

#endif
