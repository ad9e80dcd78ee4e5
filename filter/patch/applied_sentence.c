/* SPDX-License-Identifier: MIT */
#include "filter/patch/applied_sentence.h"
#include "store/util/array.h"

/* A sentence with more words before the verb is not such a statement. */
#define WORDS_MAX 48

/* Words before a verb that has no subject: "Nice work and thanks for the tests, applied".
 */
#define LEAD_MAX 8

struct word {
	struct str text; /* without punctuation at its ends */
	bool stop;	 /* a comma, a dash or the like follows */
	bool aside;	 /* the word is in parentheses */
};

struct words {
	struct word list[WORDS_MAX];
	size_t n;
};

static bool is_inner(char c)
{
	return !is_blank(c) && c != ',' && c != ';' && c != '(' && c != ')' && c != '`' &&
	       c != '"' && c != '*';
}

static struct str trim_marks(struct str w)
{
	while (w.len && (w.s[w.len - 1] == '.' || w.s[w.len - 1] == '!' ||
			 w.s[w.len - 1] == ':' || w.s[w.len - 1] == '-'))
		w.len--;
	return w;
}

static void split_words(struct words *out, struct str s)
{
	bool aside = false;
	size_t i = 0;

	out->n = 0;
	while (i < s.len && out->n < WORDS_MAX) {
		size_t start;

		while (i < s.len && !is_inner(s.s[i])) {
			aside = s.s[i] == '(' || (aside && s.s[i] != ')');
			if (out->n && !is_blank(s.s[i]) && s.s[i] != '`' &&
			    s.s[i] != '*' && s.s[i] != '"')
				out->list[out->n - 1].stop = true;
			i++;
		}
		for (start = i; i < s.len && is_inner(s.s[i]);)
			i++;
		if (i > start) {
			struct str whole = str_sub(s, start, i);
			struct word *w = &out->list[out->n];

			*w = (struct word){ trim_marks(whole), false, aside };
			w->stop = w->text.len < whole.len;
			if (w->text.len)
				out->n++;
			else if (out->n)
				out->list[out->n - 1].stop = true; /* a dash */
		}
	}
}

static const char verbs[][LISTED_ROOM] = { "applied", "queued", "merged",    "pushed",
					   "picked",  "pulled", "committed", "taken" };

/* Verbs that take it back. */
static const char reversals[][LISTED_ROOM] = { "dropped", "reverted" };

/* What may stand between the last comma and the verb: the subject, in few words. */
static const char subjects[][LISTED_ROOM] = {
	"i",
	"i've",
	"ive",
	"we",
	"we've",
	"have",
	"has",
	"had",
	"now",
	"just",
	"also",
	"already",
	"thanks",
	"thank",
	"you",
	"thx",
	"ok",
	"okay",
	"great",
	"good",
	"nice",
	"lgtm",
	"looks",
	"both",
	"all",
	"whole",
	"entire",
	"patches",
	"patch",
	"series",
	"set",
	"patchset",
	"of",
	"and",
	"then",
	"this",
	"these",
	"that",
	"it",
	"them",
	"the",
	"following",
	"first",
	"last",
	"two",
	"three",
	"pull",
	"request",
	"commits",
	"commit",
	"fyi",
	"for",
	"backports",
	"worked",
	"rest",
	"done",
	"everything",
	"so",
	"hi",
	"hello",
	"sent",
	"to",
	"cover",
	"letter",
	"remaining",
	"one",
	"provisionally",
	"tentatively",
	"finally",
	"squashed",
	"went",
	"ahead",
	"reviewed",
	"tested",
};
static const char passives[][LISTED_ROOM] = { "was",  "were", "is",	"are",
					      "been", "it's", "they're" };

/* Whether it is not applied here: the verb's object is another one, or nothing was done
 * yet. */
static const char destinations[][LISTED_ROOM] = { "to", "into", "in", "onto", "on" };
static const char followers[][LISTED_ROOM] = {
	"for",	"as",	   "with",    "and",   "now",	"thanks", "thank",	"thx",
	"both", "all",	   "but",     "up",    "here",	"by",	  "manually",	"from",
	"via",	"already", "locally", "after", "again", "cheers", "everywhere", "through",
};
static const char nouns[][LISTED_ROOM] = {
	"patch", "patches", "series",  "set",	    "patchset", "patchsets",
	"pull",	 "commit",  "commits", "following", "first",	"last",
	"whole", "entire",  "rest",    "remaining", "two",	"three",
	"lot",	 "version", "one",     "full",
};
static const char pronouns[][LISTED_ROOM] = { "it", "this", "these", "them", "that" };
static const char wholes[][LISTED_ROOM] = { "series", "set",  "patchset",
					    "all",    "both", "whole",
					    "entire", "lot",  "everything" };
static const char denials[][LISTED_ROOM] = {
	"test",	   "tested", "testing", "tests",  "locally", "local",
	"cleanly", "if",     "once",	"unless", "not",     "until",
};

static bool is_number_list(struct str w)
{
	bool digit = false;

	for (size_t i = 0; i < w.len; i++) {
		if (is_digit(w.s[i]))
			digit = true;
		else if (w.s[i] != '-' && w.s[i] != '+' && w.s[i] != '#' &&
			 w.s[i] != '&' && w.s[i] != '/')
			return false;
	}
	return digit;
}

#define IS(word, list) str_is_any(word, list, ARRAY_SIZE(list))

/* The words for what was applied, as the subject of a passive: "this series was". */
static const char passive_subjects[][LISTED_ROOM] = {
	"this", "these",  "it",	     "series", "patch",	  "patches",  "set",	 "all",
	"both", "commit", "commits", "it's",   "they're", "patchset", "request",
};

/*
 * The words since the last comma are the verb's subject. passive: "was applied", which
 * needs a subject of its own: after a quoted line ("has been merged into") that is above.
 */
static bool subject_fits(const struct words *w, size_t from, size_t verb, bool *passive)
{
	bool subject =
	    from == 0 && verb - from >= 2 && str_istarts(w->list[0].text, STR("ha"));

	*passive = false;
	for (size_t i = from; i < verb; i++) {
		struct str t = w->list[i].text;

		subject |= IS(t, passive_subjects);
		if (IS(t, passives))
			*passive = true;
		else if (!IS(t, subjects) && !is_number_list(t))
			return false;
	}
	return !*passive || subject;
}

static size_t clause_start(const struct words *w, size_t verb)
{
	size_t i = verb;

	while (i > 0 && !w->list[i - 1].stop)
		i--;
	/* "patches 1, 3, and 5 applied" */
	while (i > 0 &&
	       (is_number_list(w->list[i - 1].text) || is_number_list(w->list[i].text)))
		i--;
	return i;
}

static bool is_url(struct str w)
{
	return str_find(w, STR("://")) < w.len;
}

static bool names_destination(const struct words *w, size_t from)
{
	for (size_t i = from; i < w->n; i++)
		if (IS(w->list[i].text, destinations) || is_url(w->list[i].text))
			return true;
	return false;
}

/*
 * "was applied to", "is queued up for"; "was merged in 4.16" and "is applied after" tell
 * of something else.
 */
static bool passive_fits(const struct words *w, size_t verb)
{
	static const char next[][LISTED_ROOM] = { "to",	 "into", "onto", "on",
						  "for", "as",	 "via" };
	size_t i = verb + 1;

	while (
	    i < w->n && !w->list[i - 1].stop &&
	    (str_ieq(w->list[i].text, STR("up")) || str_ieq(w->list[i].text, STR("now"))))
		i++;
	return i >= w->n || w->list[i - 1].stop || IS(w->list[i].text, next) ||
	       is_url(w->list[i].text);
}

/* "taken a look", "taken it for a ride", "taken into account"; "merged in the next
 * version" */
static bool is_idiom(const struct words *w, size_t verb)
{
	static const char after_taken[][LISTED_ROOM] = {
		"to",  "into", "for", "thanks", "thank", "thx",
		"and", "but",  "now", "via",	"all",	 "both",
	};
	static const char ends[][LISTED_ROOM] = {
		"account", "consideration", "ride",   "spin",	 "care",
		"version", "revision",	    "respin", "patchset"
	};
	size_t i = verb + 1;

	for (size_t k = i; k < w->n && k < i + 6 && !w->list[k].stop; k++)
		if (IS(w->list[k].text, ends) && k > i &&
		    !str_ieq(w->list[k - 1].text, STR("this")) &&
		    !str_ieq(w->list[k - 1].text, STR("the")))
			return true;
	if (!str_ieq(w->list[verb].text, STR("taken")) || w->list[verb].stop || i >= w->n)
		return false;
	if (IS(w->list[i].text, pronouns) || IS(w->list[i].text, nouns) ||
	    IS(w->list[i].text, wholes) || str_ieq(w->list[i].text, STR("the")) ||
	    is_number_list(w->list[i].text))
		return false;
	return !IS(w->list[i].text, after_taken);
}

/* "v5.10-rc2", "6.1" */
static bool is_release(struct str w)
{
	if (w.len && (w.s[0] == 'v' || w.s[0] == 'V'))
		w = str_sub(w, 1, w.len);
	return w.len && is_digit(w.s[0]) && str_chr(w, '.') < w.len &&
	       str_chr(w, '/') == w.len;
}

/* "I applied it on top of next": to test it. Who queues it there has taken it. */
static bool is_on_top(const struct words *w, size_t verb, size_t i)
{
	return str_ieq(w->list[i].text, STR("top")) &&
	       str_ieq(w->list[i - 1].text, STR("on")) &&
	       !str_ieq(w->list[verb].text, STR("queued"));
}

static bool is_denied(const struct words *w, size_t from)
{
	for (size_t i = from; i < w->n; i++) {
		if (str_ieq(w->list[i].text, STR("but")))
			break;
		/* "(tested on both)" is a remark */
		if (w->list[i].aside)
			continue;
		if (IS(w->list[i].text, denials))
			return true;
		if (i > 0 && str_ieq(w->list[i - 1].text, STR("on")) &&
		    is_release(w->list[i].text))
			return true; /* a tester's base */
		if (i > 0 && (is_on_top(w, from - 1, i) ||
			      (str_ieq(w->list[i].text, STR("tree")) &&
			       str_ieq(w->list[i - 1].text, STR("wrong")))))
			return true;
	}
	/* "queued, but only locally" */
	for (size_t i = from; i < w->n; i++)
		if (str_ieq(w->list[i].text, STR("locally")))
			return true;
	return false;
}

/* "pushed it out": published it. */
static bool is_pushed_out(const struct words *w, size_t verb, size_t i)
{
	return str_ieq(w->list[verb].text, STR("pushed")) && i + 1 < w->n &&
	       !w->list[i].stop && str_ieq(w->list[i + 1].text, STR("out"));
}

/* "it" alone may be anything: a place, thanks or the sentence's end must follow. */
static bool pronoun_fits(const struct words *w, size_t i)
{
	if (w->list[i].stop || i + 1 >= w->n)
		return true;
	if (str_ieq(w->list[i + 1].text, STR("up")) ||
	    str_ieq(w->list[i + 1].text, STR("now")))
		return w->list[i + 1].stop || i + 2 >= w->n || pronoun_fits(w, i + 1);
	return IS(w->list[i + 1].text, destinations) ||
	       IS(w->list[i + 1].text, followers) || IS(w->list[i + 1].text, nouns) ||
	       IS(w->list[i + 1].text, wholes);
}

static bool is_count(const struct words *w, size_t i)
{
	return i + 1 < w->n && is_number_list(w->list[i].text) &&
	       (str_istarts(w->list[i + 1].text, STR("patch")) ||
		str_istarts(w->list[i + 1].text, STR("commit")) ||
		str_ieq(w->list[i + 1].text, STR("of")));
}

/* "the two functions" are no patches; "two cleanups to foo/next" are. */
static bool counts_others(const struct words *w, size_t i)
{
	struct str next = i + 1 < w->n ? w->list[i + 1].text : STR_EMPTY;

	return (str_ieq(w->list[i].text, STR("two")) ||
		str_ieq(w->list[i].text, STR("three"))) &&
	       next.len && !w->list[i].stop && !IS(next, nouns) && !IS(next, followers) &&
	       !IS(next, destinations) && !str_ieq(next, STR("of")) &&
	       !names_destination(w, i + 1);
}

static bool object_fits(struct applied_sentence *s, const struct words *w, size_t verb)
{
	size_t i = verb + 1;
	struct str t;

	if (i < w->n && !w->list[verb].stop && str_ieq(w->list[i].text, STR("up")))
		verb = i++;
	if (i >= w->n || w->list[verb].stop)
		return true;
	t = w->list[i].text;
	s->whole = IS(t, wholes);
	s->counted = is_count(w, i);
	if (counts_others(w, i))
		return false;
	if (IS(t, destinations) || IS(t, followers) || IS(t, nouns) || IS(t, wholes) ||
	    is_number_list(t) || is_url(t))
		return true;
	if (IS(t, pronouns)) {
		s->whole =
		    i + 1 < w->n && !w->list[i].stop && IS(w->list[i + 1].text, wholes);
		if (is_pushed_out(w, verb, i))
			return true;
		/* who pushes "them" may push a branch of their own */
		if (str_ieq(w->list[verb].text, STR("pushed")) &&
		    !names_destination(w, i + 1))
			return false;
		return pronoun_fits(w, i);
	}
	if (str_ieq(t, STR("the")) || str_ieq(t, STR("your")) || str_ieq(t, STR("my"))) {
		struct str noun = i + 1 < w->n ? w->list[i + 1].text : STR_EMPTY;

		s->whole = IS(noun, wholes);
		return (IS(noun, nouns) && !counts_others(w, i + 1)) ||
		       is_number_list(noun);
	}
	return false;
}

/* "I have dropped this again", "Reverted, thanks", "dropped both patches" */
static bool is_dropped(const struct words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		size_t from = clause_start(w, i);
		bool passive;
		struct str next = i + 1 < w->n ? w->list[i + 1].text : STR_EMPTY;

		if (!IS(w->list[i].text, reversals))
			continue;
		if (!subject_fits(w, from, i, &passive) || passive)
			return false;
		return !next.len || w->list[i].stop || IS(next, pronouns) ||
		       IS(next, nouns) || IS(next, wholes) ||
		       str_ieq(next, STR("again")) || str_ieq(next, STR("for")) ||
		       str_ieq(next, STR("from")) || str_ieq(next, STR("the"));
	}
	return false;
}

/* "I have this queued", "Posted here, and queued": another patch was applied before. */
static bool is_of_another(const struct words *w, size_t verb)
{
	for (size_t i = 0; i < verb; i++)
		if (str_ieq(w->list[i].text, STR("posted")))
			return true;
	return verb >= 2 && str_ieq(w->list[verb - 2].text, STR("have")) &&
	       IS(w->list[verb - 1].text, pronouns);
}

/* "This was already merged.": it may tell of another post of the patch. */
static bool says_already(const struct words *w, size_t from, size_t verb)
{
	for (size_t i = from; i < verb; i++)
		if (str_ieq(w->list[i].text, STR("already")))
			return true;
	return false;
}

static bool reads_at(struct applied_sentence *s, const struct words *w, size_t verb)
{
	size_t from = clause_start(w, verb);
	bool passive;

	if (!subject_fits(w, from, verb, &passive) || !object_fits(s, w, verb) ||
	    is_denied(w, verb + 1) || is_idiom(w, verb) || is_of_another(w, verb))
		return false;
	if (passive && (!passive_fits(w, verb) ||
			(says_already(w, from, verb) && !names_destination(w, verb))))
		return false;
	/* "Looks good, applied"; after a long clause the verb has that clause's subject
	 */
	if (from == verb && from > LEAD_MAX)
		return false;
	for (size_t i = from; i < verb; i++) {
		s->whole |= IS(w->list[i].text, wholes);
		/* "the first patch of this series" */
		if (str_ieq(w->list[i].text, STR("of")))
			s->whole = false;
	}
	return true;
}

bool applied_is_verb(struct str word)
{
	return IS(word, verbs) || IS(word, reversals);
}

bool applied_sentence_read(struct applied_sentence *s, struct str sentence)
{
	struct words w;

	split_words(&w, sentence);
	for (size_t i = 0; i < w.n; i++) {
		const struct word *verb = &w.list[i];

		if (!IS(verb->text, verbs))
			continue;
		*s = (struct applied_sentence){ .dropped = false };
		if (!reads_at(s, &w, i))
			continue;
		s->before = str_sub(
		    sentence, (size_t)(w.list[clause_start(&w, i)].text.s - sentence.s),
		    (size_t)(verb->text.s - sentence.s));
		s->after = str_sub(sentence,
				   (size_t)(verb->text.s - sentence.s) + verb->text.len,
				   sentence.len);
		return true;
	}
	*s = (struct applied_sentence){ .dropped = is_dropped(&w) };
	return s->dropped;
}
