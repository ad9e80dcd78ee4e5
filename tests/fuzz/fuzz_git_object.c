/* SPDX-License-Identifier: MIT */
/* A commit and a tree of an archive: what the reader finds is there. */
#include <string.h>

#include "filter/archive/git_object.h"
#include "tests/fuzz/fuzz.h"

static void check_commit(struct str text)
{
	struct git_object_commit c;

	if (git_object_commit(&c, text) && !str_starts(text, STR("tree ")))
		abort();
}

static void check_tree(struct str tree)
{
	struct git_object_entry e;
	char whole[sizeof("m") + SHA1_SIZE] = "m";

	git_object_entry(&e, tree);
	if (memchr(e.mode, '\0', sizeof(e.mode)) == NULL)
		abort();
	memcpy(whole + sizeof("m"), e.id, SHA1_SIZE);
	if (e.found && !memmem(tree.s, tree.len, whole, sizeof(whole)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text;
	char *copy;

	text = fuzz_input(data, size, &copy);
	check_commit(text);
	check_tree(text);
	free(copy);
	return 0;
}
