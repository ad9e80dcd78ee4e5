/* SPDX-License-Identifier: MIT */
#include <string.h>
#include "filter/patch/subject_prefix.h"
#include "store/util/array.h"

/* A longer number is no version. */
#define VERSION_DIGITS 6
/* Bytes after it: v4a, v4rev2, v3resubmitted. */
#define VERSION_LETTERS 12
/* Letters of an unknown total: 00/XX. */
#define OPEN_TOTAL_LETTERS 3

#define WORD(literal, kind)                            \
	{                                              \
		{ literal, sizeof(literal) - 1 }, kind \
	}

/* Longer words come first: a shorter word would match their beginning. */
static const struct {
	struct str text;
	enum prefix_word_kind kind;
} keywords[] = {
	WORD("PATCH-SET", WORD_PATCHSET), WORD("PATCH_SET", WORD_PATCHSET),
	WORD("PATCHSET", WORD_PATCHSET),  WORD("PATCHES", WORD_PATCH),
	WORD("PATCH", WORD_PATCH),	  WORD("RFC", WORD_RFC),
	WORD("RESEND", WORD_RESEND),	  WORD("GIT-PULL", WORD_PULL),
	WORD("GIT_PULL", WORD_PULL),	  WORD("GITPULL", WORD_PULL),
	WORD("PULL", WORD_PULL),
};

/* Whether c may join two items of one word. */
static bool is_joint(char c)
{
	return c != '\0' && memchr("-_/.:;+|()#=!*", c, 14) != NULL;
}

/* Whether a version begins at i: it may follow any item (PATCHv2, 3/3v2). */
static bool version_ahead(struct str s, size_t i)
{
	return to_lower(str_at(s, i)) == 'v' && is_digit(str_at(s, i + 1));
}

/* Whether an item may end at i. */
static bool ends_word(struct str s, size_t i)
{
	return (!is_alpha(str_at(s, i)) && !is_digit(str_at(s, i))) ||
	       version_ahead(s, i) || str_istarts(str_sub(s, i, s.len), STR("patch"));
}

static size_t take_keyword(struct str s, struct prefix_word *w)
{
	for (size_t i = 0; i < ARRAY_SIZE(keywords); i++) {
		size_t len = keywords[i].text.len;

		if (to_lower(str_at(s, 0)) != to_lower(keywords[i].text.s[0]) ||
		    !str_istarts(s, keywords[i].text))
			continue;
		if (!ends_word(s, len) &&
		    !(keywords[i].kind == WORD_PATCH && is_digit(str_at(s, len))))
			continue;
		w->kind = keywords[i].kind;
		return len;
	}
	return 0;
}

static bool is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}

/* Whether s begins with the name of a subsystem that looks like a version. */
static bool is_subsystem(struct str s)
{
	static const struct str names[] = { { "v4l", 3 }, { "v4l2", 4 }, { "v9fs", 4 } };
	size_t n = 0;

	while (n < s.len && n <= 4 && is_alnum(s.s[n]))
		n++;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (str_ieq(str_sub(s, 0, n), names[i]))
			return true;
	return false;
}

static bool keyword_ahead(struct str s, size_t i)
{
	struct prefix_word w;

	return take_keyword(str_sub(s, i, s.len), &w) > 0;
}

/* Returns how many letters and digits after a version's number belong to it. */
static size_t letters_length(struct str s, size_t from)
{
	size_t i = from;

	if (!is_alpha(str_at(s, i)) || version_ahead(s, i) || keyword_ahead(s, i) ||
	    is_subsystem(s))
		return 0;
	while (i - from < VERSION_LETTERS && is_alnum(str_at(s, i)) &&
	       !keyword_ahead(s, i))
		i++;
	return i - from;
}

/* How many bytes of a version follow its number: 1 of "4a". */
static size_t letters_of(const struct prefix_word *w)
{
	return w->version.len - str_digits(w->version, 0);
}

/*
 * v2, V3, v4a, v5.1, v.2, also the kernel's v3.16: subject_parse picks one of them.
 */
static size_t take_version(struct str s, struct prefix_word *w)
{
	size_t i = 1, first, n;

	if (to_lower(str_at(s, 0)) != 'v')
		return 0;
	if (str_at(s, i) == '.' || str_at(s, i) == '-')
		i++;
	while (str_at(s, i) == '0' && is_digit(str_at(s, i + 1)))
		i++;
	first = i;
	n = str_digits(s, i);
	if (n == 0 || n > VERSION_DIGITS)
		return 0;
	i += n;
	w->dotted = false;
	while (str_at(s, i) == '.' && (n = str_digits(s, i + 1)) > 0) {
		w->dotted = true;
		i += 1 + n;
	}
	if (!w->dotted)
		i += letters_length(s, i);
	if ((!ends_word(s, i) && !keyword_ahead(s, i)) || version_ahead(s, i))
		return 0;
	w->kind = WORD_VERSION;
	w->version = str_sub(s, first, i);
	return i;
}

/* Returns the length of an unknown total, the "n" of "1/n" or the "XX" of "00/XX"; 0. */
static size_t open_total_length(struct str s)
{
	size_t n = 0;

	if (!s.len || !memchr("nNmMxX?", s.s[0], 7))
		return 0;
	while (n < OPEN_TOTAL_LETTERS && to_lower(str_at(s, n)) == to_lower(s.s[0]))
		n++;
	return n;
}

static size_t take_counter(struct str s, struct prefix_word *w)
{
	size_t n = str_digits(s, 0), end = n + 1, m, open;

	if (n == 0 || str_at(s, n) != '/' || !str_number(str_sub(s, 0, n), &w->number))
		return 0;
	m = str_digits(s, end);
	open = m ? 0 : open_total_length(str_sub(s, end, s.len));
	w->open = open > 0;
	w->total = 0;
	if (!w->open && !str_number(str_sub(s, end, end + m), &w->total))
		return 0;
	end += m + open;
	if ((is_alpha(str_at(s, end)) && !version_ahead(s, end)) ||
	    is_digit(str_at(s, end)))
		return 0;
	w->kind = WORD_COUNTER;
	return end;
}

static size_t take_item(struct str s, struct prefix_word *w)
{
	size_t n = take_keyword(s, w);

	if (!n)
		n = take_counter(s, w);
	if (!n)
		n = take_version(s, w);
	w->text = str_sub(s, 0, n);
	return n;
}

static void append_word(struct subject_prefix *p, struct prefix_word w)
{
	if (p->n < PREFIX_WORDS && w.text.len)
		p->words[p->n++] = w;
}

static void append_flag(struct subject_prefix *p, struct str text)
{
	append_word(p, (struct prefix_word){ .kind = WORD_FLAG, .text = text });
}

static struct str skip_joints(struct str s)
{
	while (is_joint(str_at(s, 0)))
		s = str_sub(s, 1, s.len);
	return s;
}

/*
 * Returns the offset of PATCH in a word that doesn't begin with it (6.1PATCH,
 * foo/PATCH), or the word's length.
 */
static size_t find_patch(struct str s)
{
	struct prefix_word w;

	for (size_t i = 1; i + 5 <= s.len; i++) {
		struct str rest = str_sub(s, i, s.len);

		if (to_lower(str_at(s, i)) == 'p' && !is_alpha(str_at(s, i - 1)) &&
		    str_at(s, i - 1) != '-' && take_keyword(rest, &w) &&
		    (w.kind == WORD_PATCH || w.kind == WORD_PATCHSET))
			return i;
	}
	return s.len;
}

/* Whether PATCH or PATCHSET is among words[from..]. */
static bool has_patch(const struct subject_prefix *p, size_t from)
{
	return subject_prefix_has(p, from, WORD_PATCH) ||
	       subject_prefix_has(p, from, WORD_PATCHSET);
}

/* Whether rest may follow the items from start on: after PATCH, or after "v2-". */
static bool may_leave_rest(const struct subject_prefix *p, size_t start, struct str rest)
{
	const struct prefix_word *last = &p->words[p->n - 1];

	return !rest.len || has_patch(p, start) ||
	       (last->kind == WORD_VERSION && !last->dotted && letters_of(last) <= 1 &&
		last->text.s[last->text.len] == '-');
}

static bool has_letter(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_alpha(s.s[i]) || (unsigned char)s.s[i] >= 0x80)
			return true;
	return false;
}

/*
 *   word = [joints] item *( [joints] item ) [joints]   PATCHv2  v2PATCH1/4  RFC/PATCH -v2
 *        / 1*( item [joints] ) rest                    PATCH-for-9.1  v2-net
 *   item = PATCH / PATCHES / PULL / RFC / RESEND / version / counter
 *
 * The rest is a flag. Returns false, and appends nothing, for any other word.
 */
static bool append_items(struct subject_prefix *p, struct str word)
{
	size_t start = p->n, n;
	struct str rest = skip_joints(word);
	struct prefix_word w = { .kind = WORD_FLAG };

	while (p->n < PREFIX_WORDS && (n = take_item(rest, &w)) > 0) {
		append_word(p, w);
		rest = skip_joints(str_sub(rest, n, rest.len));
	}
	if (p->n > start && may_leave_rest(p, start, rest)) {
		if (has_patch(p, start) || has_letter(rest))
			append_flag(p, rest);
		return true;
	}
	p->n = start;
	return false;
}

static void split_word(struct subject_prefix *p, struct str word)
{
	size_t patch;

	if (append_items(p, word) || !skip_joints(word).len)
		return;
	patch = find_patch(word);
	if (patch < word.len) {
		struct str head = str_sub(word, 0, patch);

		while (head.len && is_joint(head.s[head.len - 1]))
			head.len--;
		if (!append_items(p, head))
			append_flag(p, head);
		append_items(p, str_sub(word, patch, word.len));
		return;
	}
	append_flag(p, word);
}

static bool is_word_separator(char c)
{
	return is_blank(c) || c == ',' || c == '[' || c == ']';
}

static bool next_word(struct str *rest, struct str *word)
{
	size_t a = 0, b;

	while (a < rest->len && is_word_separator(rest->s[a]))
		a++;
	for (b = a; b < rest->len && !is_word_separator(rest->s[b]); b++)
		;
	*word = str_sub(*rest, a, b);
	*rest = str_sub(*rest, b, rest->len);
	while (word->len &&
	       (word->s[word->len - 1] == ';' || word->s[word->len - 1] == ':'))
		word->len--;
	return b > a;
}

/* Takes "of m" of "n of m", which Mercurial's patchbomb writes, or "/ m" of "n / m". */
static bool take_n_of_m(struct str *rest, struct str n, struct prefix_word *w)
{
	struct str ahead = *rest, of, m;

	*w = (struct prefix_word){ .kind = WORD_COUNTER };
	if (!str_number(n, &w->number) || !next_word(&ahead, &of) ||
	    !next_word(&ahead, &m) || !(str_ieq(of, STR("of")) || str_eq(of, STR("/"))))
		return false;
	w->open = m.len && open_total_length(m) == m.len;
	if (!w->open && !str_number(m, &w->total))
		return false;
	w->text = (struct str){ n.s, (size_t)(m.s + m.len - n.s) };
	*rest = ahead;
	return true;
}

/* [linux-next:master 4324/4407] counts a robot's commits, not a series' parts. */
static void demote_counters(struct subject_prefix *p, size_t from)
{
	bool branch = false;

	for (size_t i = from; i < p->n; i++)
		branch |= p->words[i].kind == WORD_FLAG &&
			  str_chr(p->words[i].text, ':') < p->words[i].text.len;
	for (size_t i = from; branch && i < p->n; i++)
		if (p->words[i].kind == WORD_COUNTER)
			p->words[i].kind = WORD_FLAG;
}

/*
 * [v6ops] is a list's tag: a version of several letters is one only if the group has
 * PATCH, a counter or another word of a patch.
 */
static void demote_versions(struct subject_prefix *p, size_t from)
{
	for (size_t i = from; i < p->n; i++)
		if (p->words[i].kind != WORD_FLAG && p->words[i].kind != WORD_VERSION)
			return;
	for (size_t i = from; i < p->n; i++)
		if (p->words[i].kind == WORD_VERSION && !p->words[i].dotted &&
		    letters_of(&p->words[i]) > 1)
			p->words[i].kind = WORD_FLAG;
}

void subject_prefix_add_group(struct subject_prefix *p, struct str group)
{
	size_t from = p->n;
	struct str word;

	while (p->n < PREFIX_WORDS && next_word(&group, &word)) {
		struct prefix_word counter;

		if (take_n_of_m(&group, word, &counter))
			append_word(p, counter);
		else
			split_word(p, word);
	}
	if (!subject_prefix_has(p, from, WORD_PATCH))
		demote_counters(p, from);
	demote_versions(p, from);
}

bool subject_prefix_has(const struct subject_prefix *p, size_t from,
			enum prefix_word_kind kind)
{
	for (size_t i = from; i < p->n; i++)
		if (p->words[i].kind == kind)
			return true;
	return false;
}

bool subject_prefix_has_flag(const struct subject_prefix *p, size_t from, struct str flag)
{
	for (size_t i = from; i < p->n; i++)
		if (p->words[i].kind == WORD_FLAG && str_ieq(p->words[i].text, flag))
			return true;
	return false;
}
