/* SPDX-License-Identifier: MIT */
/* Git trees made of rows, without git. Include cmocka.h first. */
#ifndef TESTS_SUPPORT_HELD_H
#define TESTS_SUPPORT_HELD_H

#include "report/tree/git_tree.h"
#include "tests/support/posts.h"

/* A commit by "M <m@x.example>". */
struct held_row {
	int tree; /* its number */
	int minute;
	const char *author; /* as of struct row */
	const char *title, *body;
};

/* Makes n trees: "frob/0.git" and so on. The rows end with one without an author. */
static inline void held_trees(struct git_trees *trees, size_t n,
			      const struct held_row *rows)
{
	static const char *const names[] = { "frob/0.git", "frob/1.git", "frob/2.git" };

	*trees = (struct git_trees){ .list = xcalloc(n + 1, sizeof(*trees->list)),
				     .n = n,
				     .arena = ARENA_INIT };
	for (size_t i = 0; i < n; i++) {
		struct git_tree *t = &trees->list[i];

		t->name = str_from(names[i]);
		t->branch = t->url = STR_EMPTY;
		tree_commits_init(&t->commits, NULL);
		for (const struct held_row *r = rows; r->author; r++) {
			char id[41];
			struct tree_log_commit commit = {
				.id = { id, 40 },
				.date = ROWS_EPOCH + 60 * r->minute,
				.committer = { STR("M"), STR("m@x.example") },
				.title = str_from(r->title),
				.body = str_from(r->body),
			};

			if ((size_t)r->tree != i)
				continue;
			snprintf(id, sizeof(id), "%040d", (int)(r - rows) + 1);
			row_person(&commit.author.name, &commit.author.addr,
				   str_from(r->author), &trees->arena);
			tree_commits_add(&t->commits, &commit);
		}
		tree_commits_sort(&t->commits);
	}
}

#endif
