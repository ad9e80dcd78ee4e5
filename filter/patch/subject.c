/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/util/array.h"
#include "store/util/buf.h"
#include "store/inbox/record.h"
#include "filter/patch/subject.h"
#include "filter/patch/subject_prefix.h"
#include "filter/patch/robot.h"

/* What rule 8's flags may take of a record. */
#define PREFIX_TEXT_MAX 1024

#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/* Rule 3. A forward is a reply unless a diff follows in the mail. */
static const struct {
	struct str word;
	bool forward;
} reply_marks[] = {
	{ TEXT("Re"), false },	 { TEXT("Aw"), false },	  { TEXT("Antw"), false },
	{ TEXT("Sv"), false },	 { TEXT("Vs"), false },	  { TEXT("Odp"), false },
	{ TEXT("回复"), false }, { TEXT("答复"), false }, { TEXT("Fwd"), true },
	{ TEXT("Fw"), true },	 { TEXT("Wg"), true },	  { TEXT("Tr"), true },
};

struct scan {
	struct str rest;
	struct str group; /* inside of the first bracket group */
	struct subject_prefix prefix;
	bool reply, forward;
	bool unbalanced; /* a bracket was found that nothing closes */
};

static char first(struct str s)
{
	return s.len ? s.s[0] : '\0';
}

static struct str skip(struct str s, size_t n)
{
	return str_sub(s, n, s.len);
}

/* ":" or the full-width colon; the length of what is there. */
static size_t colon(struct str s)
{
	if (first(s) == ':')
		return 1;
	return str_starts(s, STR("\xef\xbc\x9a")) ? 3 : 0;
}

/* "[2]" of "Re[2]:". */
static struct str skip_count(struct str s)
{
	struct str rest = s;

	if (first(rest) != '[')
		return s;
	do
		rest = skip(rest, 1);
	while (is_digit(first(rest)));
	return first(rest) == ']' ? skip(rest, 1) : s;
}

/*
 *   mark = word [ "[" digits "]" ] [blank] colon
 *
 * Behind a patch's own prefix only Re counts: the short words are names of
 * subsystems there ("[PATCH] tr: fix the class parser").
 */
static bool take_mark(struct scan *s)
{
	for (size_t i = 0; i < ARRAY_SIZE(reply_marks); i++) {
		struct str rest = s->rest;

		if (!str_istarts(rest, reply_marks[i].word))
			continue;
		if (i > 0 && subject_prefix_has(&s->prefix, 0, WORD_PATCH))
			return false;
		rest = skip_count(skip(rest, reply_marks[i].word.len));
		if (first(rest) == ' ')
			rest = skip(rest, 1);
		if (!colon(rest))
			continue;
		s->rest = skip(rest, colon(rest));
		*(reply_marks[i].forward ? &s->forward : &s->reply) = true;
		return true;
	}
	return false;
}

/*
 * Length of the group that begins here, brackets included, 0 if nothing
 * closes it. Nested brackets must match; where they don't, the first "]"
 * ends a group, there and from then on (so that each byte is seen a fixed
 * number of times).
 */
static size_t group_length(struct scan *s)
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

/* "[Patch]: title"; but "::" belongs to a name. */
static void skip_colon(struct str *s)
{
	struct str rest = first(*s) == ' ' ? skip(*s, 1) : *s;

	if (first(rest) == ':' && first(skip(rest, 1)) != ':')
		*s = skip(rest, 1);
}

static bool take_group(struct scan *s)
{
	size_t len = first(s->rest) == '[' ? group_length(s) : 0;
	struct str group;

	if (!len)
		return false;
	group = str_sub(s->rest, 1, len - 1);
	if (!s->group.len)
		s->group = group;
	subject_prefix_add_group(&s->prefix, group);
	s->rest = skip(s->rest, len);
	skip_colon(&s->rest);
	return true;
}

/*
 * A number after the dot above 9 is the kernel's (v3.16), and so is what follows "for"
 * (rule 6).
 */
static bool is_kernel_series(const struct subject_prefix *p, size_t i)
{
	const struct word *w = &p->words[i];
	struct str minor = skip(w->version, str_chr(w->version, '.') + 1);
	uint32_t n;

	if (i > 0 && str_ieq(p->words[i - 1].text, STR("for")))
		return true;
	return !str_number(minor, &n) || n > 9;
}

/* The version that counts: the last plain one, else the last dotted one. */
static const struct word *pick_version(const struct subject_prefix *p)
{
	const struct word *best = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const struct word *w = &p->words[i];

		if (w->kind != WORD_VERSION || (w->dotted && is_kernel_series(p, i)))
			continue;
		if (!best || best->dotted || !w->dotted)
			best = w;
	}
	return best;
}

/* "(v2)" at the end of a title; it stays there. */
static struct str title_version(struct str title)
{
	size_t open = str_rchr(title, '(');
	struct str v = str_sub(title, open + 1, title.len);
	uint32_t n;

	if (open == title.len || !str_ends(v, STR(")")) || to_lower(first(v)) != 'v')
		return STR_EMPTY;
	v = str_sub(v, 1, v.len - 1);
	return v.len <= 4 && str_number(v, &n) ? v : STR_EMPTY;
}

static void set_version(struct subject *subj, const struct word *w)
{
	subj->version = w ? w->version : title_version(subj->title);
	if (subj->version.len)
		subj->facts |= FACT_VERSIONED;
	else
		subj->version = STR("1");
	while (subj->version.len > 1 && subj->version.s[0] == '0' &&
	       is_digit(subj->version.s[1]))
		subj->version = skip(subj->version, 1);
}

/* Of several counters the last one counts (rule 7). */
static void set_counter(struct subject *subj, const struct subject_prefix *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct word *w = &p->words[i];

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
	return str_istarts(flag, STR("RFC")) && !is_alpha(first(skip(flag, 3)));
}

static void set_words(struct subject *subj, const struct subject_prefix *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct word *w = &p->words[i];

		if (w->kind == WORD_RFC || (w->kind == WORD_FLAG && is_rfc(w->text)))
			subj->facts |= FACT_RFC;
		if (w->kind == WORD_RESEND ||
		    (w->kind == WORD_FLAG && str_istarts(w->text, STR("resen"))))
			subj->facts |= FACT_RESEND;
	}
}

/* Rule 9: [GIT PULL] and [PULL 00/12]; a [PULL 03/15] is a posted patch. */
static void set_kind_marks(struct subject *subj, const struct subject_prefix *p)
{
	bool patch = subject_prefix_has(p, 0, WORD_PATCH);
	bool counter = subj->facts & FACT_NUMBERED;

	if (patch || counter)
		subj->marks |= SUBJECT_PATCH;
	if (patch || !subject_prefix_has(p, 0, WORD_PULL))
		return;
	subj->facts |= FACT_PULL;
	if (counter && subj->number > 0 && !subject_prefix_has_flag(p, 0, STR("GIT")))
		return;
	subj->marks &= ~(unsigned)SUBJECT_PATCH;
	subj->marks |= SUBJECT_PULL;
}

static bool is_flag(const struct subject *subj, const struct word *w,
		    const struct word *version)
{
	switch (w->kind) {
	case WORD_PATCH:
	case WORD_COUNTER:
		return false;
	case WORD_VERSION:
		return w != version && w->dotted;
	case WORD_PULL:
		return !(subj->marks & SUBJECT_PULL);
	case WORD_FLAG:
		return !(subj->marks & SUBJECT_PULL) ||
		       !(str_ieq(w->text, STR("GIT")) ||
			 str_ieq(w->text, STR("REQUEST")));
	default:
		return true;
	}
}

static struct str join_flags(const struct subject *subj, const struct subject_prefix *p,
			     const struct word *version, struct arena *arena)
{
	char text[PREFIX_TEXT_MAX];
	size_t len = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct str flag = p->words[i].text;

		if (!is_flag(subj, &p->words[i], version) ||
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
	enum notice notice = robot_notice(group, subj->title);

	if (notice != NOTICE_NONE)
		subj->marks |= SUBJECT_NOTICE;
	if (notice == NOTICE_ROBOT && !(subj->facts & FACT_REPLY_MARK))
		subj->facts |= FACT_BOT;
}

void subject_parse(struct subject *subj, struct str text, struct arena *arena)
{
	struct scan s = { .rest = text };
	const struct word *version;

	do
		s.rest = str_ltrim(s.rest);
	while (take_mark(&s) || take_group(&s));

	*subj = (struct subject){ .title = str_rtrim(s.rest) };
	if (s.reply || s.forward)
		subj->facts |= FACT_REPLY_MARK;
	if (s.forward && !s.reply)
		subj->marks |= SUBJECT_FORWARD;
	version = pick_version(&s.prefix);
	set_version(subj, version);
	set_counter(subj, &s.prefix);
	set_words(subj, &s.prefix);
	set_kind_marks(subj, &s.prefix);
	subj->prefix = join_flags(subj, &s.prefix, version, arena);
	set_notice(subj, s.group);
}
