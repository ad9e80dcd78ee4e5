/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/util/buf.h"
#include "store/inbox/record.h"
#include "filter/patch/subject.h"
#include "filter/patch/subject_prefix.h"
#include "filter/patch/reply_mark.h"
#include "filter/patch/notice.h"

/* Bytes of a record that the flags (rule 8) may take. */
#define PREFIX_TEXT_MAX 1024

/*
 * Groups inside the group that a mark begins: "[Fwd: [Fwd: x]]". Each is searched for
 * its end, so that this bounds the time.
 */
#define UNWRAPPED_MAX 8

struct subject_scan {
	struct str rest;
	/* the texts inside the first bracket group that is no gateway's, and the last */
	struct str group, last;
	struct subject_prefix prefix;
	size_t last_from; /* the first word of last */
	/* from a gateway's words on; empty if a mark or group follows them */
	struct str passed;
	bool reply, forward, ping;
	bool titled;	 /* the title follows: only Re is a mark */
	bool unbalanced; /* some bracket is never closed */
	int unwrapped;	 /* groups that a mark began */
};

static char next_char(struct str s)
{
	return s.len ? s.s[0] : '\0';
}

static struct str drop_bytes(struct str s, size_t n)
{
	return str_sub(s, n, s.len);
}

/* Whether it is a mark of a reply or forward. */
static bool is_person_mark(enum reply_mark mark)
{
	return mark == MARK_RE || mark == MARK_REPLY || mark == MARK_FORWARD;
}

/* Whether a group says what the mail is: the title follows. */
static bool names_posting(const struct subject_scan *s)
{
	for (size_t i = 0; i < s->prefix.n; i++)
		if (s->prefix.words[i].kind != WORD_FLAG)
			return true;
	return notice_of_subject(s->group, STR_EMPTY) != NOTICE_NONE;
}

/*
 * Whether a mark is one here. After a group with PATCH and the like only Re is: the
 * other short words are names of subsystems there ("[PATCH] tr: fix the parser").
 */
static bool mark_counts(const struct subject_scan *s, enum reply_mark mark)
{
	return mark == MARK_RE || (mark != MARK_NONE && !s->titled && !names_posting(s));
}

static void note_mark(struct subject_scan *s, enum reply_mark mark)
{
	s->reply |= mark == MARK_RE || mark == MARK_REPLY;
	s->forward |= mark == MARK_FORWARD;
	s->ping |= mark == MARK_PING;
}

/*
 * A gateway's words and "Ping:" are no title if a mark or a group follows them; else
 * they stay ("bug#54321: emacs crashes").
 */
static bool take_mark(struct subject_scan *s)
{
	struct str rest = s->rest;
	enum reply_mark mark = reply_mark_take(&rest);

	if (!mark_counts(s, mark))
		return false;
	note_mark(s, mark);
	if (is_person_mark(mark))
		s->passed = STR_EMPTY;
	else if (!s->passed.len)
		s->passed = s->rest;
	s->rest = rest;
	return true;
}

/*
 * Returns the length of the group that s->rest begins with, brackets included; 0 if
 * nothing closes it. If nested brackets don't match, the first "]" ends this group
 * and all later groups, so that each byte is read a fixed number of times.
 */
static size_t group_length(struct subject_scan *s)
{
	size_t depth = 0, end;

	for (size_t i = 0; !s->unbalanced && i < s->rest.len; i++) {
		if (s->rest.s[i] == '[')
			depth++;
		else if (s->rest.s[i] == ']' && --depth == 0)
			return i + 1;
	}
	s->unbalanced = true;
	end = str_chr(s->rest, ']');
	return end < s->rest.len ? end + 1 : 0;
}

/* Skips the colon, also a full-width one, of "[Patch]: title"; "::" belongs to a name. */
static void skip_colon(struct str *s)
{
	struct str rest = next_char(*s) == ' ' ? drop_bytes(*s, 1) : *s;

	if (str_starts(rest, STR("\xef\xbc\x9a")))
		*s = drop_bytes(rest, 3);
	else if (next_char(rest) == ':' && next_char(drop_bytes(rest, 1)) != ':')
		*s = drop_bytes(rest, 1);
}

static void add_group(struct subject_scan *s, struct str group)
{
	s->last = group;
	s->last_from = s->prefix.n;
	subject_prefix_add_group(&s->prefix, group);
}

/*
 * Whether a group, with tail after it, is a mark alone: "[RE]: x", and without a colon
 * "[RE] x" and "[Fwd] x".
 */
static bool is_bare_mark(const struct subject_scan *s, enum reply_mark mark,
			 struct str word, struct str tail)
{
	struct str after = tail;

	if (!is_person_mark(mark))
		return false;
	skip_colon(&after);
	return after.s != tail.s ||
	       (!names_posting(s) && (mark == MARK_RE || str_ieq(word, STR("Fwd"))));
}

/*
 * Goes on inside a group that a mark began, if a subject follows the mark there; else
 * after the group.
 */
static void enter_group(struct subject_scan *s, struct str inner, struct str tail)
{
	skip_colon(&tail);
	tail = str_ltrim(tail);
	if (inner.len && s->unbalanced) {
		inner.len = (size_t)(s->rest.s + s->rest.len - inner.s);
		s->rest = inner;
	} else if (inner.len &&
		   (!tail.len || (next_char(inner) == '[' && next_char(tail) != '['))) {
		s->rest = inner;
	} else {
		add_group(s, inner);
		s->rest = tail;
	}
}

/* Takes a group that a mark begins: "[Fwd: [PATCH] x]", "[RE]: [PATCH] x". */
static bool take_marked_group(struct subject_scan *s, enum reply_mark mark,
			      struct str inner, struct str tail)
{
	if (is_bare_mark(s, mark, inner, tail)) {
		inner = STR_EMPTY;
	} else {
		mark = reply_mark_take(&inner);
		inner = str_ltrim(inner);
	}
	if (!is_person_mark(mark) || !mark_counts(s, mark) ||
	    s->unwrapped >= UNWRAPPED_MAX)
		return false;
	s->unwrapped += inner.len > 0;
	note_mark(s, mark);
	enter_group(s, inner, tail);
	return true;
}

static bool take_group(struct subject_scan *s)
{
	size_t len = next_char(s->rest) == '[' ? group_length(s) : 0;
	struct str group, tail;
	enum reply_mark mark;

	if (!len)
		return false;
	s->passed = STR_EMPTY;
	group = str_trim(str_sub(s->rest, 1, len - 1));
	tail = drop_bytes(s->rest, len);
	mark = reply_mark_word(group);
	if (take_marked_group(s, mark, group, tail))
		return true;
	if (!s->group.len && mark != MARK_GATEWAY)
		s->group = group;
	add_group(s, group);
	s->rest = tail;
	skip_colon(&s->rest);
	return true;
}

/* A last group of flags alone is the title, if nothing follows it: "[PATCH] [a: b]". */
static void find_title(struct subject_scan *s)
{
	if (s->passed.len)
		s->rest = s->passed;
	s->rest = str_rtrim(s->rest);
	if (s->rest.len || !s->last.len)
		return;
	for (size_t i = s->last_from; i < s->prefix.n; i++)
		if (s->prefix.words[i].kind != WORD_FLAG)
			return;
	s->rest = s->last;
	s->prefix.n = s->last_from;
}

/*
 * Whether a dotted version is a kernel series: its number after the dot is above 9
 * (v3.16), or it follows "for" (rule 6).
 */
static bool is_kernel_series(const struct subject_prefix *p, size_t i)
{
	const struct prefix_word *w = &p->words[i];
	struct str minor = drop_bytes(w->version, str_chr(w->version, '.') + 1);
	uint32_t n;

	if (i > 0 && str_ieq(p->words[i - 1].text, STR("for")))
		return true;
	return !str_number(minor, &n) || n > 9;
}

/* Returns the version that counts: the last without a dot, else the last with a dot. */
static const struct prefix_word *pick_version(const struct subject_prefix *p)
{
	const struct prefix_word *best = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const struct prefix_word *w = &p->words[i];

		if (w->kind != WORD_VERSION || (w->dotted && is_kernel_series(p, i)))
			continue;
		if (!best || best->dotted || !w->dotted)
			best = w;
	}
	return best;
}

/* Returns the "2" of "x v2", which stays in the title. */
static struct str series_version(struct str title)
{
	size_t blank = str_rchr(title, ' ');
	struct str v = str_sub(title, blank + 2, title.len);
	uint32_t n;

	if (blank == title.len ||
	    to_lower(next_char(drop_bytes(title, blank + 1))) != 'v')
		return STR_EMPTY;
	return v.len <= 4 && str_number(v, &n) ? v : STR_EMPTY;
}

/* Returns the "2" of "(v2)" at the end of a title, which stays there. */
static struct str title_version(struct str title)
{
	size_t open = str_rchr(title, '(');
	struct str v = str_sub(title, open + 1, title.len);
	uint32_t n;

	if (open == title.len || !str_ends(v, STR(")")) || to_lower(next_char(v)) != 'v')
		return STR_EMPTY;
	v = str_sub(v, 1, v.len - 1);
	return v.len <= 4 && str_number(v, &n) ? v : STR_EMPTY;
}

static void set_version(struct subject *subj, const struct prefix_word *w)
{
	subj->version = w ? w->version : title_version(subj->title);
	if (subj->version.len)
		subj->facts |= FACT_VERSIONED;
	else
		subj->version = STR("1");
	while (subj->version.len > 1 && subj->version.s[0] == '0' &&
	       is_digit(subj->version.s[1]))
		subj->version = drop_bytes(subj->version, 1);
}

/* The last counter counts (rule 7). */
static void set_counter(struct subject *subj, const struct subject_prefix *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct prefix_word *w = &p->words[i];

		if (w->kind != WORD_COUNTER)
			continue;
		subj->number = w->number;
		subj->total = w->total;
		subj->facts |= FACT_NUMBERED;
		subj->facts = w->open ? subj->facts & ~(uint32_t)FACT_TOTAL
				      : subj->facts | FACT_TOTAL;
	}
}

static bool is_rfc(struct str flag)
{
	return str_istarts(flag, STR("RFC")) && !is_alpha(next_char(drop_bytes(flag, 3)));
}

static void set_flag_facts(struct subject *subj, const struct subject_prefix *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct prefix_word *w = &p->words[i];

		if (w->kind == WORD_RFC || (w->kind == WORD_FLAG && is_rfc(w->text)))
			subj->facts |= FACT_RFC;
		if (w->kind == WORD_RESEND ||
		    (w->kind == WORD_FLAG && str_istarts(w->text, STR("resen"))))
			subj->facts |= FACT_RESEND;
	}
}

/*
 * Rule 9: [GIT PULL] and [PULL 00/12]. A [PULL 03/15] is a posted patch, a
 * [GIT PULL 3/15] if it holds a diff.
 */
static void set_clues(struct subject *subj, const struct subject_prefix *p)
{
	bool patch = subject_prefix_has(p, 0, WORD_PATCH);
	bool counter = subj->facts & FACT_NUMBERED;

	if (patch || counter)
		subj->clues |= SUBJECT_PATCH;
	if (patch || !subject_prefix_has(p, 0, WORD_PULL))
		return;
	subj->facts |= FACT_PULL;
	if (counter && subj->number > 0)
		subj->clues |= SUBJECT_PART;
	if (subj->clues & SUBJECT_PART && !subject_prefix_has_flag(p, 0, STR("GIT")))
		return;
	subj->clues &= ~(unsigned)SUBJECT_PATCH;
	subj->clues |= SUBJECT_PULL;
}

/* A subject that isn't a patch's may be a whole series': [PATCHSET] x, x v2, x (v2). */
static void set_series(struct subject *subj, const struct subject_prefix *p)
{
	struct str v = series_version(subj->title);

	if (subj->clues & (SUBJECT_PATCH | SUBJECT_PULL))
		return;
	if (subject_prefix_has(p, 0, WORD_PATCHSET) || v.len ||
	    title_version(subj->title).len)
		subj->clues |= SUBJECT_SERIES;
	if (!(subj->facts & FACT_VERSIONED))
		subj->series_version = v;
}

/* Rule 3: "[PING] [PATCH] x"; "Ping: " is a mark. */
static void set_ping(struct subject *subj, const struct subject_prefix *p, bool ping)
{
	for (size_t i = 0; i < p->n && !ping; i++)
		ping = p->words[i].kind == WORD_FLAG &&
		       str_istarts(p->words[i].text, STR("ping")) &&
		       reply_mark_word(p->words[i].text) == MARK_PING;
	if (ping)
		subj->clues |= SUBJECT_PING;
}

static bool is_flag(const struct prefix_word *w, const struct prefix_word *version,
		    bool pull)
{
	switch (w->kind) {
	case WORD_PATCH:
	case WORD_PATCHSET:
	case WORD_COUNTER:
		return false;
	case WORD_VERSION:
		return w != version && w->dotted;
	case WORD_PULL:
		return !pull;
	case WORD_FLAG:
		return !pull || !(str_ieq(w->text, STR("GIT")) ||
				  str_ieq(w->text, STR("REQUEST")));
	default:
		return true;
	}
}

/* pull: of a pull request, whose own words are no flags. */
static struct str join_flags(const struct subject_prefix *p,
			     const struct prefix_word *version, bool pull,
			     struct arena *arena)
{
	char text[PREFIX_TEXT_MAX];
	size_t len = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct str flag = p->words[i].text;

		if (!is_flag(&p->words[i], version, pull) ||
		    flag.len + 1 > sizeof(text) - len)
			continue;
		if (len)
			text[len++] = ',';
		memcpy(text + len, flag.s, flag.len);
		len += flag.len;
	}
	return arena_str(arena, (struct str){ text, len });
}

static void set_notice(struct subject *subj, struct str group)
{
	enum notice notice = notice_of_subject(group, subj->title);

	if (notice != NOTICE_NONE)
		subj->clues |= SUBJECT_NOTICE;
	if (notice == NOTICE_ROBOT && !(subj->facts & FACT_REPLY_MARK))
		subj->facts |= FACT_BOT;
}

static void set_prefix(struct subject *subj, const struct subject_prefix *p,
		       const struct prefix_word *version, struct arena *arena)
{
	subj->prefix = join_flags(p, version, subj->clues & SUBJECT_PULL, arena);
	if (subj->clues & SUBJECT_PART)
		subj->part_prefix = join_flags(p, version, false, arena);
}

static void parse_subject(struct subject *subj, struct str text, bool titled,
			  struct arena *arena)
{
	struct subject_scan s = { .rest = text, .titled = titled };
	const struct prefix_word *version;

	do
		s.rest = str_ltrim(s.rest);
	while (take_mark(&s) || take_group(&s));
	find_title(&s);

	*subj = (struct subject){ .title = s.rest };
	if (s.reply || s.forward)
		subj->facts |= FACT_REPLY_MARK;
	if (s.forward && !s.reply)
		subj->clues |= SUBJECT_FORWARD;
	version = pick_version(&s.prefix);
	set_version(subj, version);
	set_counter(subj, &s.prefix);
	set_flag_facts(subj, &s.prefix);
	set_clues(subj, &s.prefix);
	set_series(subj, &s.prefix);
	set_ping(subj, &s.prefix, s.ping);
	set_prefix(subj, &s.prefix, version, arena);
	set_notice(subj, s.group);
}

void subject_parse(struct subject *subj, struct str text, struct arena *arena)
{
	parse_subject(subj, text, false, arena);
}

void subject_parse_inbody(struct subject *subj, struct str text, struct arena *arena)
{
	parse_subject(subj, text, true, arena);
}
