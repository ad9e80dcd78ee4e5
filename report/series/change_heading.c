/* SPDX-License-Identifier: MIT */
#include "report/series/change_heading.h"
#include "report/series/change_token.h"
#include "report/series/version_order.h"
#include "store/util/array.h"

/* Bytes of a line that are looked at; people's headings have less than 100. */
#define HEADING_MAX 300

/*
 *	heading = words version *(arrow version) *(word / aside) [":" / " - "] rest
 *
 * The words are of the lists below. Any others may come before the version if a word of
 * change is there, and if a colon ends the line.
 */
struct heading_reader {
	struct change_heading *h;
	struct str rest;
	bool found;   /* a version */
	bool since;   /* of the version that may follow */
	bool arrow;   /* the token before was one, or "to" */
	bool close;   /* only words of the lists stand between "since" or "in" and here */
	bool change;  /* a word of change came */
	bool unknown; /* another word came before it */
	struct str text; /* after the last version */
};

enum word_kind { WORD_UNKNOWN, WORD_SINCE, WORD_IN, WORD_CHANGE, WORD_OTHER };

static const char since_words[][LISTED_ROOM] = {
	"since", "from", "over",   "against", "after",
	"to",	 "with", "versus", "vs",      "between",
};
static const char in_words[][LISTED_ROOM] = { "in", "for", "of", "on" };
static const char change_words[][LISTED_ROOM] = {
	"change",	"changes",	 "changed",    "changelog",   "changelogs",
	"change-log",	"history",	 "update",     "updates",     "updated",
	"modification", "modifications", "difference", "differences", "diff",
	"delta",	"improvements",	 "fixes",      "new",	      "what's",
};
static const char other_words[][LISTED_ROOM] = {
	"log",	     "logs",	 "major",    "main",	 "notable",    "minor",
	"other",     "overview", "summary",  "the",	 "previous",   "patch",
	"patches",   "series",	 "patchset", "posting",	 "this",       "compared",
	"relative",  "and",	 "version",  "versions", "include",    "includes",
	"including", "are",	 "resend",   "repost",	 "submission", "notes",
	"last",	     "prior",
};

/* Bits of the first letters that the listed words of each length have. */
static uint32_t first_letters[LISTED_ROOM];

static uint32_t letter_bit(char c)
{
	return is_alpha(c) ? 1u << (to_lower(c) - 'a') : 0;
}

static void add_letters(const char (*list)[LISTED_ROOM], size_t n)
{
	for (size_t i = 0; i < n; i++)
		first_letters[strlen(list[i])] |= letter_bit(list[i][0]);
}

/* Whether it can be a listed word: most words of a text can't. */
static bool may_be_listed(struct str word)
{
	if (!first_letters[2]) {
		add_letters(since_words, ARRAY_SIZE(since_words));
		add_letters(in_words, ARRAY_SIZE(in_words));
		add_letters(change_words, ARRAY_SIZE(change_words));
		add_letters(other_words, ARRAY_SIZE(other_words));
	}
	return word.len && word.len < LISTED_ROOM &&
	       first_letters[word.len] & letter_bit(word.s[0]);
}

static enum word_kind word_kind(struct str word)
{
	if (!may_be_listed(word))
		return WORD_UNKNOWN;
	return str_is_any(word, since_words, ARRAY_SIZE(since_words))	  ? WORD_SINCE
	       : str_is_any(word, in_words, ARRAY_SIZE(in_words))	  ? WORD_IN
	       : str_is_any(word, change_words, ARRAY_SIZE(change_words)) ? WORD_CHANGE
	       : str_is_any(word, other_words, ARRAY_SIZE(other_words))	  ? WORD_OTHER
									  : WORD_UNKNOWN;
}

/* Whether a word and the one after it name a posting without its number. */
static bool is_unnumbered(struct str word, struct str rest, bool since)
{
	static const char last[][LISTED_ROOM] = { "last", "previous", "prior" };
	static const char posting[][LISTED_ROOM] = {
		"version", "posting",	"post",	 "series", "revision",	 "patchset",
		"time",	   "iteration", "round", "patch",  "submission", "spin",
	};
	bool names =
	    since ? str_is_any(word, last, ARRAY_SIZE(last)) : str_ieq(word, STR("this"));

	return names &&
	       str_is_any(change_token_next(&rest).text, posting, ARRAY_SIZE(posting));
}

/* Returns false if a word can't be here in a heading. */
static bool add_word(struct heading_reader *r, struct str word)
{
	static const char range[][LISTED_ROOM] = { "to", "vs", "and" };
	enum word_kind kind = word_kind(word);

	if (r->close && !r->found && is_unnumbered(word, r->rest, r->since)) {
		r->h->unnumbered = r->found = true;
		r->h->since = r->since;
		return true;
	}
	r->arrow = r->found && str_is_any(word, range, ARRAY_SIZE(range));
	r->change |= kind == WORD_CHANGE;
	if (kind == WORD_SINCE || kind == WORD_IN) {
		r->since = kind == WORD_SINCE;
		r->h->labelled = r->close = true;
	} else if (kind == WORD_UNKNOWN && r->found) {
		return false;
	} else if (kind == WORD_UNKNOWN) {
		r->unknown = true;
		r->close = false;
	}
	return true;
}

/* The later version of a range; "RFC v3 -> v1" is one too. */
static void add_to_range(struct change_heading *h, const struct change_token *t)
{
	if (h->rfc || t->rfc || version_cmp(h->version, t->text) < 0) {
		h->version = t->text;
		h->rfc = t->rfc;
	}
	h->since = h->unnumbered = false;
	h->sure = h->labelled = true;
}

/* Returns false if a further version makes no sense here. */
static bool add_version(struct heading_reader *r, const struct change_token *t)
{
	struct change_heading *h = r->h;
	bool since = h->since;

	if (r->arrow) {
		add_to_range(h, t);
	} else if (r->found && !t->text.len) { /* "v3 RFC" */
		h->rfc = true;
	} else if (!r->found || h->unnumbered || (since && !r->since)) {
		h->version = t->text;
		h->rfc = t->rfc;
		h->since = r->since;
		h->unnumbered = false;
	} else if (since || !r->since) { /* "in v3 since v2" goes on */
		return false;
	}
	r->found = true;
	r->arrow = false;
	return !r->unknown || r->close;
}

/* "v3 - rebased" */
static bool is_dash(struct str arrow, struct str rest)
{
	return (str_eq(arrow, STR("-")) || str_eq(arrow, STR("\xe2\x80\x93")) ||
		str_eq(arrow, STR("\xe2\x80\x94"))) &&
	       is_blank(str_at(rest, 0));
}

static bool read_arrow(struct heading_reader *r, struct str arrow)
{
	struct str rest = r->rest;

	if (!r->found)
		return false;
	r->arrow = change_token_next(&rest).kind == TOKEN_VERSION;
	return r->arrow || is_dash(arrow, r->rest);
}

/* Whether the heading may end here: at a colon, a dash, the line's end or its text. */
static bool may_end(struct heading_reader *r, enum change_token_kind kind)
{
	struct change_heading *h = r->h;

	if (!r->found)
		return false;
	if (kind == TOKEN_COLON || kind == TOKEN_ARROW)
		h->sure = true;
	if (r->unknown)
		return kind == TOKEN_COLON && r->change && !str_trim(r->rest).len;
	h->labelled |= r->change;
	return true;
}

/* Whether rest is only "[1]" or "(URL)". */
static bool only_cites(struct str rest)
{
	struct change_token t = change_token_next(&rest);

	return t.kind == TOKEN_ASIDE &&
	       (t.text.s[0] == '[' || str_find(t.text, STR("://")) < t.text.len) &&
	       memchr("[(<", t.text.s[0], 3) &&
	       change_token_next(&rest).kind == TOKEN_END;
}

/* Adds the token. Returns false if it can't be part of a heading. */
static bool add_token(struct heading_reader *r, const struct change_token *t)
{
	switch (t->kind) {
	case TOKEN_WORD:
		return add_word(r, t->text);
	case TOKEN_VERSION:
		return add_version(r, t);
	case TOKEN_ARROW:
		return read_arrow(r, t->text);
	default:
		return r->found && t->kind == TOKEN_ASIDE;
	}
}

/* Takes tokens up to the one that ends the heading. */
static bool read_tokens(struct heading_reader *r)
{
	for (;;) {
		struct change_token t = change_token_next(&r->rest);

		if (t.kind == TOKEN_END || t.kind == TOKEN_COLON)
			return may_end(r, t.kind);
		if (!add_token(r, &t))
			break;
		if (t.kind == TOKEN_ARROW && !r->arrow)
			return may_end(r, t.kind);
		if (t.kind == TOKEN_VERSION)
			r->text = r->rest;
	}
	/* "v1->v2 rebased": the text begins after the range */
	r->rest = r->text;
	return r->h->sure && !r->unknown && may_end(r, TOKEN_END);
}

bool change_heading_read(struct change_heading *h, struct str line)
{
	struct heading_reader r = { .h = h, .rest = str_sub(line, 0, HEADING_MAX) };

	*h = (struct change_heading){ .version = STR_EMPTY, .rest = STR_EMPTY };
	if (!read_tokens(&r) || (!r.rest.len && line.len > HEADING_MAX))
		return false;
	h->rest = str_trim(str_sub(line, (size_t)(r.rest.s - line.s), line.len));
	if (str_starts(h->rest, STR("**"))) /* "**v3:** rebased" */
		h->rest = str_trim(str_sub(h->rest, 2, h->rest.len));
	if (only_cites(h->rest))
		h->rest = STR_EMPTY;
	return true;
}
