/* SPDX-License-Identifier: MIT */
/*
 * An mbox: where its messages end, by a walk over its lines and in pieces as a
 * pipe gives them; and what was marked loses just its mark.
 */
#include "filter/import/mbox.h"
#include "filter/import/mbox_multipart.h"
#include "tests/fuzz/fuzz.h"

/* As mbox_end, line by line. */
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

/* The walk over all messages gives the same ends for a whole file and in pieces. */
static void check_walk(struct str s, size_t step)
{
	struct mbox_walk whole = { 0 }, pieces = { 0 };
	size_t end, empty, piece_end, piece_empty;

	while (s.len) {
		size_t have = 0;

		if (!mbox_walk_end(&whole, s, true, &end, &empty) || end + empty == 0 ||
		    end + empty > s.len)
			abort();
		do
			have = have + step < s.len ? have + step : s.len;
		while (!mbox_walk_end(&pieces, str_sub(s, 0, have), have == s.len,
				      &piece_end, &piece_empty));
		if (piece_end != end || piece_empty != empty)
			abort();
		mbox_walk_next(&whole, end + empty);
		mbox_walk_next(&pieces, end + empty);
		s = str_sub(s, end + empty, s.len);
	}
}

/* As a reader that gets step bytes at a time. */
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

static bool begins_marked(struct str line)
{
	size_t n = 0;

	while (n < line.len && line.s[n] == '>')
		n++;
	return str_starts(str_sub(line, n, line.len), STR("From "));
}

static void check_marks(struct str text)
{
	struct str rest = text;
	struct buf marked = BUF_INIT;

	while (rest.len) {
		size_t len = str_chr(rest, '\n') + 1;
		struct str line = str_sub(rest, 0, len);

		buf_addstr(&marked, begins_marked(line) ? ">" : "");
		buf_adds(&marked, line);
		rest = str_sub(rest, len, rest.len);
	}
	if (marked.len) {
		marked.len = mbox_unquote(marked.data, marked.len);
		if (!str_eq(buf_str(&marked), text))
			abort();
	}
	buf_release(&marked);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t step = size ? data[0] % 32 + 1u : 1, empty, wanted_empty;
	char *copy;
	struct str rest = fuzz_input(data, size, &copy);

	check_marks(rest);
	check_walk(rest, step);
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
