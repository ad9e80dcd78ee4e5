/* SPDX-License-Identifier: MIT */
/* What all targets share: the input as a padded slice that the sanitizers watch. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdlib.h>

#include "store/util/buf.h"
#include "store/util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy of the input followed by BUF_PAD zero bytes, and nothing else: free(copy). */
static inline struct str fuzz_input(const uint8_t *data, size_t size, char **copy)
{
	*copy = xcalloc(1, size + BUF_PAD);
	for (size_t i = 0; i < size; i++)
		(*copy)[i] = (char)data[i];
	return (struct str){ *copy, size };
}

/* What leaves the filter is UTF-8, whatever came. */
static inline void fuzz_expect_utf8(struct str s)
{
	if (!utf8_valid(s))
		abort();
}

/* Of a header value, a line too. */
static inline void fuzz_expect_line(struct str s)
{
	fuzz_expect_utf8(s);
	if (str_chr(s, '\n') != s.len || str_chr(s, '\0') != s.len)
		abort();
}

#endif
