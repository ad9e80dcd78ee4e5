/* SPDX-License-Identifier: MIT */
/* A folder of a test's own. */
#ifndef TESTS_SUPPORT_TEMP_H
#define TESTS_SUPPORT_TEMP_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline int temp_unlink(const char *path, const struct stat *st, int type,
			      struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

/* Makes the folder; free the name with temp_remove. */
static inline char *temp_dir(void)
{
	char *name = NULL;
	const char *base = getenv("TMPDIR");

	if (asprintf(&name, "%s/patchdigest-test.XXXXXX", base ? base : "/tmp") < 0 ||
	    !mkdtemp(name))
		abort();
	return name;
}

static inline void temp_remove(char *name)
{
	nftw(name, temp_unlink, 16, FTW_DEPTH | FTW_PHYS);
	free(name);
}

/* For a test whose state is the folder. */
static inline int temp_setup(void **state)
{
	*state = temp_dir();
	return 0;
}

static inline int temp_teardown(void **state)
{
	temp_remove(*state);
	return 0;
}

#endif
