/* SPDX-License-Identifier: MIT */
/* A cover letter: its change note is no longer than promised, and has no line end. */
#include "report/series/change_note.h"
#include "store/util/utf8.h"
#include "tests/fuzz/fuzz.h"

static void expect_note(struct str text, struct str version, bool rfc)
{
	struct buf note = BUF_INIT;
	struct str rest;
	size_t n = 0;

	if (change_note_add(&note, text, version, rfc) != (note.len > 0))
		abort();
	for (rest = buf_str(&note); rest.len; n++)
		if (utf8_next(&rest) == '\n')
			abort();
	if (n > CHANGE_NOTE_MAX || (utf8_valid(text) && !utf8_valid(buf_str(&note))))
		abort();
	buf_release(&note);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy;
	struct str text = fuzz_input(data, size, &copy);

	expect_note(text, STR("3"), false);
	expect_note(text, STR("5.1"), true);
	free(copy);
	return 0;
}
