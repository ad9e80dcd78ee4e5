/* SPDX-License-Identifier: MIT */
#include "filter/patch/applied_reply.h"

/* A longer line is no statement. */
#define STATEMENT_MAX 160
/* Pieces before the verb: "Thanks, patches 3 and 4 of this series" */
#define WORDS_BEFORE_MAX 8

/* "applied 4294967295-4294967295" and a line end */
#define LINE_MAX_BYTES 32

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/*
 *   statement = *( word before / number ) verb ( end of line / word after / " " number )
 *
 * "applied cleanly, but" and "queued work" are no statements.
 */
static const struct str words_before[] = {
	TEXT("thanks"),	      TEXT("thank you"),
	TEXT("ok,"),	      TEXT("great,"),
	TEXT("now "),	      TEXT("i've "),
	TEXT("i have "),      TEXT("both "),
	TEXT("all "),	      TEXT("whole "),
	TEXT("entire "),      TEXT("patches "),
	TEXT("patch "),	      TEXT("of this series"),
	TEXT("series "),      TEXT("and "),
	TEXT("this "),	      TEXT("was "),
	TEXT("were "),	      TEXT("the following "),
	TEXT("these "),	      TEXT("have been "),
	TEXT("has been "),    TEXT("pull request "),
	TEXT("first "),	      TEXT("the "),
	TEXT("commits "),     TEXT("commit "),
	TEXT("is "),	      TEXT("fyi,"),
	TEXT("for "),	      TEXT("backports"),
	TEXT("that worked,"),
};
static const struct str verbs[] = {
	TEXT("applied"), TEXT("queued"),    TEXT("merged"),
	TEXT("pushed"),	 TEXT("picked up"), TEXT("pulled"),
};
static const struct str words_after[] = {
	TEXT(","),	 TEXT("."),	   TEXT("!"),	    TEXT(" to "),
	TEXT(" for "),	 TEXT(" both"),	   TEXT(" all "),   TEXT(" the "),
	TEXT(" up"),	 TEXT(" into "),   TEXT(" with "),  TEXT(" -"),
	TEXT(" and "),	 TEXT(" thanks"),  TEXT(" patch"),  TEXT(" series"),
	TEXT(" on "),	 TEXT(" this "),   TEXT(" these "), TEXT(" now"),
	TEXT(";"),	 TEXT(" (thanks"), TEXT(" it "),    TEXT(" (with"),
	TEXT(" first "),
};
/* Words that take the statement back, in its sentence. */
static const struct str words_against[] = {
	TEXT("?"),     TEXT(" test"),	TEXT(" local"), TEXT(" but "),
	TEXT(" not "), TEXT("cleanly"), TEXT(" if "),
};

/*
 * Takes the first of words that text begins with off text. Returns false if no word
 * fits. words are in lower case.
 */
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

/* Skips numbers of patches and the marks between them: "1-3, 5 ". */
static struct str skip_numbers(struct str s)
{
	while (s.len &&
	       (is_digit(s.s[0]) || s.s[0] == ' ' || s.s[0] == ',' || s.s[0] == '-' ||
		s.s[0] == '!' || s.s[0] == '.' || s.s[0] == '#'))
		s = str_sub(s, 1, s.len);
	return s;
}

/* Returns line up to the end of the sentence that its tail rest begins in. */
static struct str sentence_of(struct str line, struct str rest)
{
	size_t end = str_find(rest, STR(". ")), other = str_find(rest, STR("! "));

	return str_sub(line, 0, (size_t)(rest.s - line.s) + (end < other ? end : other));
}

/* Whether line is a statement; *said is the text after its verb. */
static bool is_statement(struct str line, struct str *said)
{
	struct str rest = line;

	for (int i = 0;
	     i < WORDS_BEFORE_MAX && take_any(&rest, words_before, COUNT(words_before));
	     i++)
		rest = skip_numbers(rest);
	if (!take_any(&rest, verbs, COUNT(verbs)))
		return false;
	line = sentence_of(line, rest);
	for (size_t i = 0; i < COUNT(words_against); i++)
		if (str_ifind(line, words_against[i]) < line.len)
			return false;
	*said = rest;
	return !rest.len || (rest.len > 1 && rest.s[0] == ' ' && is_digit(rest.s[1])) ||
	       take_any(&rest, words_after, COUNT(words_after));
}

/* Takes lines off text through the next statement. Returns false at the end. */
static bool next_statement(struct str *text, struct str *line, struct str *said)
{
	bool begins = true; /* a paragraph begins; else line may continue a sentence */

	while (str_line(text, line) && !str_eq(*line, STR("-- "))) {
		if (!line->len || !is_alpha(line->s[0])) {
			begins = true;
			continue;
		}
		if (line->len <= STATEMENT_MAX && (begins || line->s[0] < 'a') &&
		    is_statement(str_rtrim(*line), said))
			return true;
		begins = false;
	}
	return false;
}

bool applied_reply_said(struct str text)
{
	struct str line, said;

	return next_statement(&text, &line, &said);
}

/* Collects numbers of patches into lines "applied 3-7". */
struct part_ranges {
	struct buf *out;
	size_t limit;
	uint32_t from, to; /* 0: no range is open */
};

static void end_range(struct part_ranges *r)
{
	if (r->from && r->out->len + LINE_MAX_BYTES <= r->limit) {
		buf_addf(r->out, "applied %u", r->from);
		if (r->to == UINT32_MAX)
			buf_addch(r->out, '-');
		else if (r->to > r->from)
			buf_addf(r->out, "-%u", r->to);
		buf_addch(r->out, '\n');
	}
	r->from = r->to = 0;
}

static void add_range(struct part_ranges *r, uint32_t from, uint32_t to)
{
	if (!from || to < from)
		return;
	if (!r->from || from != r->to + 1) {
		end_range(r);
		r->from = from;
	}
	r->to = to;
}

static bool take_part_number(struct str *s, uint32_t *n)
{
	size_t len = 0;

	while (len < s->len && is_digit(s->s[len]))
		len++;
	if (!str_number(str_sub(*s, 0, len), n))
		return false;
	*s = str_sub(*s, len, s->len);
	return true;
}

/* Adds "1-20 and 22, 24"; not "5.7"; after a verb not "3 patches" or "3 of them". */
static void add_numbers(struct part_ranges *r, struct str s, bool after_verb)
{
	static const struct str gaps[] = { TEXT(","), TEXT(" "), TEXT("and "),
					   TEXT("+"), TEXT("&"), TEXT("#") };
	uint32_t from, to;

	for (;;) {
		while (take_any(&s, gaps, COUNT(gaps)))
			;
		if (!take_part_number(&s, &from))
			return;
		to = from;
		if (str_starts(s, STR("-"))) {
			s = str_sub(s, 1, s.len);
			if (!take_part_number(&s, &to))
				return;
		}
		if ((s.len && is_alpha(s.s[0])) ||
		    (s.len > 1 && s.s[0] == '.' && is_digit(s.s[1])) ||
		    (after_verb &&
		     (str_istarts(s, STR(" patch")) || str_istarts(s, STR(" of ")))))
			return;
		add_range(r, from, to);
	}
}

/* Whether line says "Series applied", not "Applied the first patch of this series". */
static bool says_series(struct str line)
{
	size_t at = str_ifind(line, STR("series"));
	struct str words = str_sub(line, 0, at);

	return at < line.len && str_ifind(words, STR(" of ")) == words.len;
}

/* "Queued patches 1-5, thanks", "Patches 3 and 4 applied", "Queued 3+5." */
static void add_stated(struct part_ranges *r, struct str line, struct str said)
{
	static const struct str words[] = { STR("patches "), STR("patch ") };
	struct str numbers = said;

	line = sentence_of(line, said);
	for (size_t i = COUNT(words); i-- > 0;) {
		size_t at = str_ifind(line, words[i]);

		if (at < line.len)
			numbers = str_sub(line, at + words[i].len, line.len);
	}
	add_numbers(r, numbers, numbers.s == said.s);
	if (!r->from && says_series(line))
		add_range(r, 1, UINT32_MAX);
}

/* "[net-next,v2,04/69] title", as b4 and patchwork's robot list applied patches. */
static void add_listed(struct part_ranges *r, struct str line)
{
	struct str group;
	size_t end, slash;
	uint32_t n, m;

	line = str_ltrim(line);
	if (str_starts(line, STR("- ")))
		line = str_ltrim(str_sub(line, 2, line.len));
	end = str_chr(line, ']');
	if (!str_starts(line, STR("[")) || end == line.len)
		return;
	group = str_sub(line, 1, end);
	slash = str_rchr(group, '/');
	n = 0;
	if (slash == group.len || !str_number(str_sub(group, slash + 1, group.len), &m))
		return;
	for (end = slash; slash > 0 && is_digit(group.s[slash - 1]); slash--)
		;
	if (str_number(str_sub(group, slash, end), &n))
		add_range(r, n, n);
}

void applied_reply_parts(struct buf *out, struct str text, size_t limit)
{
	struct part_ranges r = { .out = out, .limit = limit };
	struct str rest = text, line, said;
	size_t start = out->len;

	while (str_line(&rest, &line) && !str_eq(line, STR("-- ")))
		add_listed(&r, line);
	end_range(&r);
	/* a list is more exact than the sentence above it */
	while (out->len == start && next_statement(&text, &line, &said)) {
		add_stated(&r, line, said);
		end_range(&r);
	}
}
