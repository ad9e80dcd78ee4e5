/* SPDX-License-Identifier: MIT */
/* A raw Subject: decodes it, then parses it. */
#include "filter/mail/rfc2047.h"
#include "filter/patch/subject.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct subject s;
	char *copy;

	rfc2047_decode(&text, fuzz_input(data, size, &copy));
	fuzz_expect_line(buf_str(&text));
	subject_parse(&s, buf_str(&text), &arena);
	fuzz_expect_line(s.title);
	fuzz_expect_line(s.prefix);
	fuzz_expect_line(s.version);
	arena_release(&arena);
	buf_release(&text);
	free(copy);
	return 0;
}
