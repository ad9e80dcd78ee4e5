/* SPDX-License-Identifier: MIT */
#include "filter/applied.h"

/* Longer lines are no such statement. */
#define STATEMENT_MAX 160
/* "Thanks, patches 3 and 4 of this series" */
#define WORDS_BEFORE 8

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TEXT(literal) { literal, sizeof(literal) - 1 }

/*
 *   statement = *( before / number ) verb ( end of line / after )
 *
 * "applied cleanly, but" and "queued work" say nothing.
 */
static const struct str before[] = {
	TEXT("thanks"),	   TEXT("thank you"),	   TEXT("ok,"),	     TEXT("great,"),
	TEXT("now "),	   TEXT("i've "),	   TEXT("i have "),  TEXT("both "),
	TEXT("all "),	   TEXT("whole "),	   TEXT("entire "),  TEXT("patches "),
	TEXT("patch "),	   TEXT("of this series"), TEXT("series "),  TEXT("and "),
	TEXT("this "),	   TEXT("was "),	   TEXT("were "),    TEXT("the following "),
	TEXT("these "),	   TEXT("have been "),	   TEXT("has been "), TEXT("pull request "),
	TEXT("first "),	   TEXT("the "),	   TEXT("commits "), TEXT("commit "),
};
static const struct str verbs[] = {
	TEXT("applied"), TEXT("queued"), TEXT("merged"), TEXT("pushed"), TEXT("picked up"),
};
static const struct str after[] = {
	TEXT(","),	 TEXT("."),	  TEXT("!"),	    TEXT(" to "),   TEXT(" for "),
	TEXT(" both"),	 TEXT(" all "),	  TEXT(" the "),    TEXT(" up"),    TEXT(" into "),
	TEXT(" with "),	 TEXT(" -"),	  TEXT(" and "),    TEXT(" thanks"), TEXT(" patch"),
	TEXT(" series"), TEXT(" on "),	  TEXT(" this "),   TEXT(" these "), TEXT(" now"),
	TEXT(";"),	 TEXT(" (thanks"), TEXT(" it "),
};
/* What takes it back. */
static const struct str unless[] = {
	TEXT("?"), TEXT(" test"), TEXT(" local"), TEXT(" but "), TEXT(" not "), TEXT("clean"), TEXT(" if "),
};

/* Takes the first of words, in lower case, that text begins with; false if it begins with none. */
static bool take_any(struct str *text, const struct str *words, size_t n)
{
	char first = text->len ? to_lower(text->s[0]) : '\0';

	for (size_t i = 0; i < n; i++) {
		if (words[i].s[0] != first || !str_istarts(*text, words[i]))
			continue;
		*text = str_sub(*text, words[i].len, text->len);
		return true;
	}
	return false;
}

/* Numbers of patches and what stands between the words: "1-3, 5 ". */
static struct str skip_numbers(struct str s)
{
	while (s.len && (is_digit(s.s[0]) || s.s[0] == ' ' || s.s[0] == ',' || s.s[0] == '-' ||
			 s.s[0] == '!' || s.s[0] == '.' || s.s[0] == '#'))
		s = str_sub(s, 1, s.len);
	return s;
}

static bool is_statement(struct str line)
{
	struct str said = line;

	for (int i = 0; i < WORDS_BEFORE && take_any(&said, before, COUNT(before)); i++)
		said = skip_numbers(said);
	if (!take_any(&said, verbs, COUNT(verbs)))
		return false;
	for (size_t i = 0; i < COUNT(unless); i++)
		if (str_ifind(line, unless[i]) < line.len)
			return false;
	return !said.len || take_any(&said, after, COUNT(after));
}

bool applied_said(struct str text)
{
	bool begins = true; /* a paragraph; else it may be the middle of a sentence */
	struct str line;

	while (str_line(&text, &line)) {
		if (str_eq(line, STR("-- ")))
			return false;
		if (!line.len || !is_alpha(line.s[0])) {
			begins = true;
			continue;
		}
		if (line.len <= STATEMENT_MAX && (begins || line.s[0] < 'a') &&
		    is_statement(str_rtrim(line)))
			return true;
		begins = false;
	}
	return false;
}
