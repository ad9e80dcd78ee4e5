/* SPDX-License-Identifier: MIT */
/* For all targets: the input as a padded slice, of which the sanitizers see the end. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdlib.h>

#include "store/util/buf.h"
#include "store/util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Returns a copy of the input with BUF_PAD zero bytes after it. The caller frees *copy.
 */
static inline struct str fuzz_input(const uint8_t *data, size_t size, char **copy)
{
	*copy = xcalloc(1, size + BUF_PAD);
	for (size_t i = 0; i < size; i++)
		(*copy)[i] = (char)data[i];
	return (struct str){ *copy, size };
}

/* The filter makes UTF-8 of any bytes. */
static inline void fuzz_expect_utf8(struct str s)
{
	if (!utf8_valid(s))
		abort();
}

/* The filter makes a single line of a header value. */
static inline void fuzz_expect_line(struct str s)
{
	fuzz_expect_utf8(s);
	if (str_chr(s, '\n') != s.len || str_chr(s, '\0') != s.len)
		abort();
}

#endif
