/* SPDX-License-Identifier: MIT */
/* A temporary folder for a test. */
#ifndef TESTS_SUPPORT_TEMP_H
#define TESTS_SUPPORT_TEMP_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/util/file.h"

static inline int temp_unlink(const char *path, const struct stat *st, int type,
			      struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

/* Makes the folder. temp_remove() removes it and frees its name. */
static inline char *temp_dir(void)
{
	char *name = NULL;
	const char *base = getenv("TMPDIR");

	if (asprintf(&name, "%s/patchdigest-test.XXXXXX", base ? base : "/tmp") < 0 ||
	    !mkdtemp(name))
		abort();
	return name;
}

static inline void temp_remove_folder(const char *name)
{
	nftw(name, temp_unlink, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void temp_remove(char *name)
{
	temp_remove_folder(name);
	free(name);
}

/* Appends what a file holds. */
static inline void temp_read(struct buf *b, const char *name)
{
	struct buf why = BUF_INIT;

	if (file_read_text(b, name, &why) != ST_OK)
		abort();
	buf_release(&why);
}

/* Makes a file that holds the text, or replaces it. */
static inline void temp_write(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		abort();
}

/* For tests whose state is the folder. */
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
