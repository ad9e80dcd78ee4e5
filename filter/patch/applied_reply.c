/* SPDX-License-Identifier: MIT */
#include "filter/patch/applied_reply.h"
#include "filter/patch/applied_sentence.h"
#include "store/util/array.h"
#include "filter/patch/applied_where.h"
#include "filter/patch/push_log.h"

/* A longer sentence is no such statement: what follows is not looked at. */
#define SENTENCE_MAX 400
/* "applied 4294967295-4294967295", "commit 4294967295 " and a SHA-256 */
#define LINE_MAX_BYTES 96
#define NAME_BYTES_MAX 200
/* Longer than each verb. */
#define VERB_ROOM 16

/* Where the line's text begins, after blanks and tabs. */
static size_t text_start(struct str line)
{
	size_t i = 0;

	while (i < line.len && (line.s[i] == ' ' || line.s[i] == '\t'))
		i++;
	return i;
}

static bool is_quote_mark(char c)
{
	return c == '>' || c == '|';
}

static bool is_quoted(struct str line)
{
	return is_quote_mark(str_at(line, text_start(line)));
}

static bool ends_paragraph(struct str line)
{
	size_t i = text_start(line);

	return i == line.len || is_quote_mark(line.s[i]) ||
	       (line.s[i] == '\r' && !str_trim(line).len);
}

/*
 * Takes the next paragraph off text: lines that are neither empty nor quoted, up to the
 * signature. Returns false at the end.
 */
static bool next_paragraph(struct str *text, struct str *paragraph)
{
	struct str line, rest = *text;

	*paragraph = STR_EMPTY;
	while (str_line(&rest, &line)) {
		bool ends = ends_paragraph(line);

		if (!ends && str_eq(line, STR("-- "))) {
			*text = STR_EMPTY;
			return paragraph->len > 0;
		}
		if (ends && paragraph->len)
			break;
		if (!ends) {
			if (!paragraph->len)
				paragraph->s = line.s;
			paragraph->len = (size_t)(line.s + line.len - paragraph->s);
		}
		*text = rest;
	}
	return paragraph->len > 0;
}

/* The letters before that place, if no letter follows; of a long word only the last. */
static struct str word_until(struct str s, size_t end)
{
	size_t from = end;

	if (end > s.len || is_alpha(str_at(s, end)))
		return STR_EMPTY;
	while (from > 0 && end - from < VERB_ROOM && is_alpha(s.s[from - 1]))
		from--;
	return str_sub(s, from, end);
}

/* Whether s holds a verb with that letter, so many letters before its end. */
static bool has_verb_with(struct str s, char before, char letter, size_t left)
{
	size_t i = str_chr(s, letter);

	for (; i < s.len; i += 1 + str_chr(str_sub(s, i + 1, s.len), letter))
		if (i && to_lower(s.s[i - 1]) == before &&
		    applied_is_verb(word_until(s, i + 1 + left)))
			return true;
	return false;
}

/*
 * Whether a statement may be in it: a cheap look at all that people write, before the
 * words are taken apart.
 */
static bool has_verb(struct str paragraph)
{
	return has_verb_with(paragraph, 'e', 'd', 0) ||
	       has_verb_with(paragraph, 'e', 'D', 0) ||
	       has_verb_with(paragraph, 'a', 'k', 2) ||
	       has_verb_with(paragraph, 'a', 'K', 2);
}

/* A sentence ends at its mark before a blank, or where a new line begins with a capital.
 */
static size_t sentence_end(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		bool blank = i + 1 >= s.len || is_blank(s.s[i + 1]);

		if ((s.s[i] == '.' || s.s[i] == '!' || s.s[i] == '?') && blank)
			return i;
		if (s.s[i] == '\n' && !blank && s.s[i + 1] >= 'A' && s.s[i + 1] <= 'Z')
			return i;
	}
	return s.len;
}

/* Takes the next sentence off paragraph; *end is its mark. */
static bool next_sentence(struct str *paragraph, struct str *sentence, char *end)
{
	struct str s = *paragraph;
	size_t n;

	while (s.len &&
	       (is_blank(s.s[0]) || s.s[0] == '.' || s.s[0] == '!' || s.s[0] == '?'))
		s = str_sub(s, 1, s.len);
	if (!s.len)
		return false;
	n = sentence_end(s);
	*end = n < s.len ? s.s[n] : '\0';
	*sentence = str_sub(s, 0, n < SENTENCE_MAX ? n : SENTENCE_MAX);
	*paragraph = str_sub(s, n + (n < s.len), s.len);
	return true;
}

/* An indented line is a commit's title, a place, a piece of code: no one speaks there. */
static bool is_indented(struct str paragraph, struct str sentence)
{
	const char *s = sentence.s;

	while (s > paragraph.s && (s[-1] == ' ' || s[-1] == '\t'))
		s--;
	return s < sentence.s && (s == paragraph.s || s[-1] == '\n');
}

/* Numbers of patches on their way into lines "applied 3-7". */
struct ranges {
	struct buf *out;
	size_t limit;
	uint32_t from, to; /* 0: none yet */
};

static void end_range(struct ranges *r)
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

static void add_range(struct ranges *r, uint32_t from, uint32_t to)
{
	if (!from || to < from)
		return;
	if (!r->from || from != r->to + 1) {
		end_range(r);
		r->from = from;
	}
	r->to = to;
}

static bool take_number(struct str *s, uint32_t *n)
{
	size_t len = 0;

	while (len < s->len && is_digit(s->s[len]))
		len++;
	if (!str_number(str_sub(*s, 0, len), n))
		return false;
	*s = str_sub(*s, len, s->len);
	return true;
}

static bool take_word(struct str *s, struct str word)
{
	if (!str_istarts(*s, word))
		return false;
	*s = str_sub(*s, word.len, s->len);
	return true;
}

static void skip_gaps(struct str *s)
{
	static const char gaps[][LISTED_ROOM] = { ",", " ", "\n", "and ", "+", "&", "#" };
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < ARRAY_SIZE(gaps); i++)
			more = take_word(s, str_from(gaps[i])) || more;
	}
}

/* "1-20 and 22, 24"; not "5.7"; after the verb neither "3 patches" nor "3 of them". */
static void add_numbers(struct ranges *r, struct str s, bool after_verb)
{
	for (;;) {
		uint32_t from, to;

		skip_gaps(&s);
		if (!take_number(&s, &from))
			return;
		to = from;
		if (take_word(&s, STR("-")) && !take_number(&s, &to))
			return;
		if ((s.len && (is_alpha(s.s[0]) || s.s[0] == '/')) ||
		    (s.len > 1 && s.s[0] == '.' && is_digit(s.s[1])) ||
		    (after_verb &&
		     (str_istarts(s, STR(" patch")) || str_istarts(s, STR(" of ")) ||
		      str_istarts(s, STR(" commit")))))
			return;
		add_range(r, from, to);
	}
}

/* "the first two patches"; 0 if the words are others. */
static uint32_t first_parts(struct str s)
{
	static const char counts[][LISTED_ROOM] = { "one",  "two", "three", "four",
						    "five", "six", "seven", "eight",
						    "nine", "ten", "patch", "commit" };
	uint32_t n;

	take_word(&s, STR("the "));
	if (!take_word(&s, STR("first ")))
		return 0;
	for (uint32_t i = 0; i < ARRAY_SIZE(counts); i++)
		if (str_istarts(s, str_from(counts[i])))
			return i < 10 ? i + 1 : 1;
	return take_number(&s, &n) ? n : 0;
}

/* "this series, apart from patch 12" */
static void put_exceptions(struct ranges *r, struct str after)
{
	static const char words[][LISTED_ROOM] = { "apart from ", "except for ",
						   "except ",	  "without ",
						   "excluding ",  "minus " };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		struct str word = str_from(words[i]);
		size_t at = str_ifind(after, word);
		struct str rest = str_sub(after, at + word.len, after.len);
		uint32_t n;

		if ((!take_word(&rest, STR("patch ")) && !take_word(&rest, STR("#"))) ||
		    !take_number(&rest, &n))
			continue;
		if (!r->from && !r->to)
			add_range(r, 1, UINT32_MAX);
		end_range(r);
		if (r->out->len + LINE_MAX_BYTES <= r->limit)
			buf_addf(r->out, "unapplied %u\n", n);
		return;
	}
}

/* "Patches 3 and 4" before the verb, "patches 1-5", "3+5" directly after it. */
static void add_stated(struct ranges *r, const struct applied_sentence *s)
{
	static const char words[][LISTED_ROOM] = { "patches ", "patch " };
	struct str after = str_ltrim(s->after);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		struct str word = str_from(words[i]);
		size_t at = str_ifind(s->before, word);

		if (at < s->before.len)
			add_numbers(r, str_sub(s->before, at + word.len, s->before.len),
				    false);
	}
	take_word(&after, STR("up "));
	add_range(r, 1, first_parts(after));
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (take_word(&after, str_from(words[i])))
			break;
	if (!s->counted)
		add_numbers(r, after, true);
	if (!r->from && s->whole)
		add_range(r, 1, UINT32_MAX);
	put_exceptions(r, s->after);
	end_range(r);
}

/* "[net-next,v2,04/69] title", as b4 and patchwork's robot list parts; 0: no such line.
 */
static uint32_t listed_part(struct str line)
{
	struct str group;
	size_t end, slash;
	uint32_t n = 0, m;

	line = str_ltrim(line);
	if (str_starts(line, STR("- ")))
		line = str_ltrim(str_sub(line, 2, line.len));
	end = str_chr(line, ']');
	if (!str_starts(line, STR("[")) || end == line.len)
		return 0;
	group = str_sub(line, 1, end);
	slash = str_rchr(group, '/');
	if (slash == group.len || !str_number(str_sub(group, slash + 1, group.len), &m))
		return 0;
	for (end = slash; slash > 0 && is_digit(group.s[slash - 1]); slash--)
		;
	return str_number(str_sub(group, slash, end), &n) ? n : 0;
}

static size_t hex_length(struct str s)
{
	size_t n = 0;

	while (n < s.len && (is_digit(s.s[n]) || (s.s[n] >= 'a' && s.s[n] <= 'f')))
		n++;
	return n <= 64 && (n == s.len || is_blank(s.s[n])) ? n : 0;
}

/* "commit: 0123456789ab" and "https://git.kernel.org/netdev/net/c/0123456789ab" */
static struct str commit_in(struct str line)
{
	size_t at;

	line = str_trim(line);
	if (take_word(&line, STR("commit:")) || take_word(&line, STR("commit "))) {
		line = str_ltrim(line);
		return str_sub(line, 0, hex_length(line));
	}
	at = str_find(line, STR("://")) < line.len ? str_rchr(line, '/') : line.len;
	line = str_sub(line, at + 1, line.len);
	return at && hex_length(line) == line.len ? line : STR_EMPTY;
}

/* One part in the list of a reply. */
struct listed {
	uint32_t part;
	bool denied; /* "(no matching commit)" */
	struct str commit;
};

static void put_listed(struct ranges *r, const struct listed *l)
{
	if (!l->part)
		return;
	if (!l->denied) {
		add_range(r, l->part, l->part);
		return;
	}
	end_range(r);
	if (r->out->len + LINE_MAX_BYTES <= r->limit)
		buf_addf(r->out, "unapplied %u\n", l->part);
}

static void put_commit(struct ranges *r, const struct listed *l)
{
	if (!l->part || l->commit.len < 7 || r->out->len + LINE_MAX_BYTES > r->limit)
		return;
	buf_addf(r->out, "commit %u ", l->part);
	buf_adds(r->out, l->commit);
	buf_addch(r->out, '\n');
}

/*
 * Walks over the list in a reply: once for the parts, once for their commits, so that
 * lines "applied" stand together.
 */
static void read_list(struct ranges *r, struct str text,
		      void (*put)(struct ranges *, const struct listed *))
{
	struct listed l = { .part = 0 };
	struct str line;

	while (str_line(&text, &line) && !str_eq(line, STR("-- "))) {
		uint32_t part;

		if (is_quoted(line))
			continue;
		part = listed_part(line);
		if (part) {
			put(r, &l);
			l = (struct listed){ .part = part };
		} else if (l.part &&
			   str_ifind(line, STR("no matching commit")) < line.len) {
			l.denied = true;
		} else if (l.part && str_ifind(line, STR("no commit info")) < line.len) {
			l.denied = true;
		} else if (l.part && !l.commit.len) {
			l.commit = commit_in(line);
		}
	}
	put(r, &l);
	end_range(r);
}

/* Whether some part in a reply's list has a line "commit: 0123456789ab": b4 writes such
 * a list only of what was applied, whatever words stand above it. */
static bool lists_commits(struct str text)
{
	struct str line, above = STR_EMPTY;

	if (str_find(text, STR(" commit:")) == text.len)
		return false;
	while (str_line(&text, &line) && !str_eq(line, STR("-- "))) {
		struct str rest = str_ltrim(line);

		if (str_starts(above, STR("[")) && rest.len < line.len &&
		    take_word(&rest, STR("commit:")) &&
		    hex_length(str_ltrim(rest)) >= 7 && listed_part(above))
			return true;
		above = line;
	}
	return false;
}

static void put_text(struct ranges *r, const char *word, struct str value)
{
	if (!value.len || value.len > NAME_BYTES_MAX ||
	    r->out->len + value.len + LINE_MAX_BYTES > r->limit)
		return;
	buf_addstr(r->out, word);
	for (size_t i = 0; i < value.len; i++)
		buf_addch(r->out, is_blank(value.s[i]) ? ' ' : value.s[i]);
	buf_addch(r->out, '\n');
}

/* "by Jane Doe <jane@example.org>:", as patchwork's robot names who applied it. */
static void put_person(struct ranges *r, struct str after)
{
	size_t at = str_find(after, STR("by ")), end = str_chr(after, '>');
	size_t open = str_chr(after, '<');

	if (at < open && open < end && end < after.len &&
	    (at == 0 || is_blank(after.s[at - 1])))
		put_text(r, "by ", str_sub(after, at + 3, end + 1));
}

/* "Applied to", an empty line, and the tree by itself: what b4 writes for some. */
static void put_where(struct ranges *r, const struct applied_sentence *s, struct str rest)
{
	struct str line = STR_EMPTY, after = str_rtrim(s->after);
	struct applied_where where;
	struct buf joined = BUF_INIT;

	if (str_ends(after, STR(" to")) || str_ends(after, STR(" to:"))) {
		while (str_line(&rest, &line) && !str_trim(line).len)
			;
		buf_addstr(&joined, " to ");
		buf_adds(&joined, str_trim(line));
		after = buf_str(&joined);
	}
	where = applied_where_read(after);
	put_text(r, "tree ", where.tree);
	put_text(r, "branch ", where.branch);
	buf_release(&joined);
}

/* A statement and what follows it in the mail. */
struct found {
	enum applied what;
	struct applied_sentence sentence;
	struct str rest;
};

static void read_paragraph(struct found *f, struct str paragraph, struct str rest)
{
	struct str left = paragraph, sentence;
	char end;

	while (f->what != APPLIED_SAID && next_sentence(&left, &sentence, &end)) {
		struct applied_sentence s;

		if (end == '?' || is_indented(paragraph, sentence) ||
		    !applied_sentence_read(&s, sentence))
			continue;
		f->what = s.dropped ? APPLIED_DROPPED : APPLIED_SAID;
		f->sentence = s;
		f->rest = left.len ? left : rest;
	}
}

enum applied applied_reply_read(struct buf *lines, struct str text, size_t limit)
{
	struct ranges r = { .out = lines, .limit = limit };
	struct found f = { .what = APPLIED_NOT };
	struct push_log log;
	struct str rest = text, paragraph;
	size_t start = lines->len;

	while (f.what != APPLIED_SAID && next_paragraph(&rest, &paragraph))
		if (has_verb(paragraph) && !is_blank(paragraph.s[0]))
			read_paragraph(&f, paragraph, rest);
	if (f.what != APPLIED_SAID && push_log_read(&log, text)) {
		put_text(&r, "tree ", log.tree);
		put_text(&r, "branch ", log.branch);
		return APPLIED_SAID;
	}
	if (f.what != APPLIED_SAID && !lists_commits(text))
		return f.what;
	/* a list is more exact than the sentence above it */
	read_list(&r, text, put_listed);
	if (f.what == APPLIED_SAID) {
		if (lines->len == start)
			add_stated(&r, &f.sentence);
		put_where(&r, &f.sentence, f.rest);
		put_person(&r, f.sentence.after);
	}
	read_list(&r, text, put_commit);
	return APPLIED_SAID;
}
