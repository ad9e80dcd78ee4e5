/* SPDX-License-Identifier: MIT */
#include "store/util/suggest.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *typed, *words, *want; /* words: with blanks between them */
} rows[] = {
	{ "a letter left out", "sice", "since until", "since" },
	{ "a letter added", "sincee", "since until", "since" },
	{ "a letter changed", "sonce", "since until", "since" },
	{ "two letters swapped", "sicne", "until since", "since" },
	{ "another case", "Since", "until since", "since" },
	{ "the nearest", "trres", "tree trees rows", "trees" },
	{ "the first of two", "top", "tap tip", "tap" },
	{ "the beginning of a word", "arch", "author archive-url", "archive-url" },
	{ "too far", "frob", "since until", "" },
	{ "a short word", "xy", "to", "" },
	{ "one letter of two", "ta", "to", "to" },
	{ "nothing", "", "to", "" },
	{ "no words", "since", "", "" },
	{ "too long",
	  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	  "xxx", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct suggest s = suggest_start(str_from(row->typed));
	struct str words = str_from(row->words), word;

	while (words.len && str_token(&words, ' ', &word))
		suggest_try(&s, word);
	same_str(s.word, row->want);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("suggest", &t);
}
