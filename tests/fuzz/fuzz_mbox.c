/* SPDX-License-Identifier: MIT */
/*
 * An mbox: mbox_end() finds the ends of messages that a search line by line finds, also
 * if it gets the text in pieces, as from a pipe. Unquoting undoes quoting.
 */
#include "filter/import/mbox.h"
#include "tests/fuzz/fuzz.h"

/* Like mbox_end(), line by line. */
static size_t end_by_lines(struct str s, size_t *empty)
{
	size_t before = 0, at = str_chr(s, '\n') + 1;

	while (at < s.len) {
		struct str line = str_sub(s, before, at);

		if (before && str_starts(str_sub(s, at, s.len), STR("From ")) &&
		    (str_eq(line, STR("\n")) || str_eq(line, STR("\r\n")))) {
			*empty = line.len;
			return before;
		}
		before = at;
		at += str_chr(str_sub(s, at, s.len), '\n') + 1;
	}
	*empty = 0;
	return s.len;
}

/* Like a reader that gets step bytes at a time. */
static size_t end_in_pieces(struct str s, size_t step, size_t *empty)
{
	size_t end = 0, seen = 0;

	*empty = 0;
	for (size_t have = 0; have < s.len && !*empty;) {
		have = have + step < s.len ? have + step : s.len;
		end = mbox_end(str_sub(s, 0, have), seen, empty);
		seen = have > MBOX_OVERLAP ? have - MBOX_OVERLAP : 0;
	}
	return end;
}

static bool begins_quoted(struct str line)
{
	size_t n = 0;

	while (n < line.len && line.s[n] == '>')
		n++;
	return str_starts(str_sub(line, n, line.len), STR("From "));
}

static void check_unquote(struct str text)
{
	struct str rest = text;
	struct buf quoted = BUF_INIT;

	while (rest.len) {
		size_t len = str_chr(rest, '\n') + 1;
		struct str line = str_sub(rest, 0, len);

		buf_addstr(&quoted, begins_quoted(line) ? ">" : "");
		buf_adds(&quoted, line);
		rest = str_sub(rest, len, rest.len);
	}
	if (quoted.len) {
		quoted.len = mbox_unquote(quoted.data, quoted.len);
		if (!str_eq(buf_str(&quoted), text))
			abort();
	}
	buf_release(&quoted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t step = size ? data[0] % 32 + 1u : 1, empty, wanted_empty;
	char *copy;
	struct str rest = fuzz_input(data, size, &copy);

	check_unquote(rest);
	while (rest.len) {
		size_t wanted = end_by_lines(rest, &wanted_empty);

		if (mbox_end(rest, 0, &empty) != wanted || empty != wanted_empty)
			abort();
		if (end_in_pieces(rest, step, &empty) != wanted || empty != wanted_empty)
			abort();
		if (!empty &&
		    (mbox_last_end(rest, &empty) + empty != rest.len || empty > 2))
			abort();
		rest = str_sub(rest, wanted + wanted_empty, rest.len);
	}
	free(copy);
	return 0;
}
