/* SPDX-License-Identifier: MIT */
/* What was printed to an output, as text. */
#ifndef TESTS_SUPPORT_PRINTED_H
#define TESTS_SUPPORT_PRINTED_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/output/output.h"

#define PRINTED_NAME "/tmp/test-printed-XXXXXX"

/* An output into a file of its own; name: PRINTED_NAME in an array. */
static inline struct output *printed_open(char *name)
{
	struct output_options o = { .file = name };
	struct buf why = BUF_INIT;
	struct output *out = NULL;
	int fd = mkstemp(name);

	if (fd < 0 || output_open(&out, &o, &why) != ST_OK)
		abort();
	close(fd);
	buf_release(&why);
	return out;
}

/* Closes it, reads the file and removes it. */
static inline void printed_take(struct output *out, const char *name, struct buf *text)
{
	struct buf why = BUF_INIT;
	char piece[4096];
	bool taken;
	FILE *f;
	size_t n;

	if (output_finish(out, true, &taken, &why) != ST_OK || !taken)
		abort();
	f = fopen(name, "r");
	if (!f)
		abort();
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_add(text, piece, n);
	fclose(f);
	unlink(name);
	buf_release(&why);
}

#endif
