/* SPDX-License-Identifier: MIT */
/* Reads what a function prints to an output. */
#ifndef TESTS_SUPPORT_PRINTED_H
#define TESTS_SUPPORT_PRINTED_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/output/output.h"
#include "tests/support/temp.h"

#define PRINTED_NAME "/tmp/test-printed-XXXXXX"

/* Opens an output to a temporary file. name: an array that holds PRINTED_NAME. */
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

/* Closes the output, appends what the file holds, and removes the file. */
static inline void printed_take(struct output *out, const char *name, struct buf *text)
{
	struct buf why = BUF_INIT;
	bool taken;

	if (output_finish(out, true, &taken, &why) != ST_OK || !taken)
		abort();
	temp_read(text, name);
	unlink(name);
	buf_release(&why);
}

#endif
