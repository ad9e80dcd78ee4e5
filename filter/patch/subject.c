/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/util/array.h"
#include "store/util/buf.h"
#include "store/inbox/record.h"
#include "filter/patch/subject.h"
#include "filter/patch/subject_prefix.h"
#include "filter/patch/robot.h"

/* Bytes of a record that the flags (rule 8) may take. */
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

struct subject_scan {
	struct str rest;
	struct str group; /* the text inside the first bracket group */
	struct subject_prefix prefix;
	bool reply, forward;
	bool unbalanced; /* some bracket is never closed */
};

static char next_char(struct str s)
{
	return s.len ? s.s[0] : '\0';
}

static struct str drop_bytes(struct str s, size_t n)
{
	return str_sub(s, n, s.len);
}

/* Returns the length of ":" or of the full-width colon that s begins with, else 0. */
static size_t colon_length(struct str s)
{
	if (next_char(s) == ':')
		return 1;
	return str_starts(s, STR("\xef\xbc\x9a")) ? 3 : 0;
}

/* Skips the "[2]" of "Re[2]:". */
static struct str skip_count(struct str s)
{
	struct str rest = s;

	if (next_char(rest) != '[')
		return s;
	do
		rest = drop_bytes(rest, 1);
	while (is_digit(next_char(rest)));
	return next_char(rest) == ']' ? drop_bytes(rest, 1) : s;
}

/*
 *   mark = word [ "[" digits "]" ] [blank] colon
 *
 * After a group with PATCH only Re is a mark: the other short words are names
 * of subsystems there ("[PATCH] tr: fix the class parser").
 */
static bool take_reply_mark(struct subject_scan *s)
{
	for (size_t i = 0; i < ARRAY_SIZE(reply_marks); i++) {
		struct str rest = s->rest;

		if (!str_istarts(rest, reply_marks[i].word))
			continue;
		if (i > 0 && subject_prefix_has(&s->prefix, 0, WORD_PATCH))
			return false;
		rest = skip_count(drop_bytes(rest, reply_marks[i].word.len));
		if (next_char(rest) == ' ')
			rest = drop_bytes(rest, 1);
		if (!colon_length(rest))
			continue;
		s->rest = drop_bytes(rest, colon_length(rest));
		*(reply_marks[i].forward ? &s->forward : &s->reply) = true;
		return true;
	}
	return false;
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

/* Skips the colon of "[Patch]: title"; "::" belongs to a name. */
static void skip_colon(struct str *s)
{
	struct str rest = next_char(*s) == ' ' ? drop_bytes(*s, 1) : *s;

	if (next_char(rest) == ':' && next_char(drop_bytes(rest, 1)) != ':')
		*s = drop_bytes(rest, 1);
}

static bool take_group(struct subject_scan *s)
{
	size_t len = next_char(s->rest) == '[' ? group_length(s) : 0;
	struct str group;

	if (!len)
		return false;
	group = str_sub(s->rest, 1, len - 1);
	if (!s->group.len)
		s->group = group;
	subject_prefix_add_group(&s->prefix, group);
	s->rest = drop_bytes(s->rest, len);
	skip_colon(&s->rest);
	return true;
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

/* Rule 9: [GIT PULL] and [PULL 00/12]; a [PULL 03/15] is a posted patch. */
static void set_clues(struct subject *subj, const struct subject_prefix *p)
{
	bool patch = subject_prefix_has(p, 0, WORD_PATCH);
	bool counter = subj->facts & FACT_NUMBERED;

	if (patch || counter)
		subj->clues |= SUBJECT_PATCH;
	if (patch || !subject_prefix_has(p, 0, WORD_PULL))
		return;
	subj->facts |= FACT_PULL;
	if (counter && subj->number > 0 && !subject_prefix_has_flag(p, 0, STR("GIT")))
		return;
	subj->clues &= ~(unsigned)SUBJECT_PATCH;
	subj->clues |= SUBJECT_PULL;
}

static bool is_flag(const struct subject *subj, const struct prefix_word *w,
		    const struct prefix_word *version)
{
	switch (w->kind) {
	case WORD_PATCH:
	case WORD_COUNTER:
		return false;
	case WORD_VERSION:
		return w != version && w->dotted;
	case WORD_PULL:
		return !(subj->clues & SUBJECT_PULL);
	case WORD_FLAG:
		return !(subj->clues & SUBJECT_PULL) ||
		       !(str_ieq(w->text, STR("GIT")) ||
			 str_ieq(w->text, STR("REQUEST")));
	default:
		return true;
	}
}

static struct str join_flags(const struct subject *subj, const struct subject_prefix *p,
			     const struct prefix_word *version, struct arena *arena)
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
		subj->clues |= SUBJECT_NOTICE;
	if (notice == NOTICE_ROBOT && !(subj->facts & FACT_REPLY_MARK))
		subj->facts |= FACT_BOT;
}

void subject_parse(struct subject *subj, struct str text, struct arena *arena)
{
	struct subject_scan s = { .rest = text };
	const struct prefix_word *version;

	do
		s.rest = str_ltrim(s.rest);
	while (take_reply_mark(&s) || take_group(&s));

	*subj = (struct subject){ .title = str_rtrim(s.rest) };
	if (s.reply || s.forward)
		subj->facts |= FACT_REPLY_MARK;
	if (s.forward && !s.reply)
		subj->clues |= SUBJECT_FORWARD;
	version = pick_version(&s.prefix);
	set_version(subj, version);
	set_counter(subj, &s.prefix);
	set_flag_facts(subj, &s.prefix);
	set_clues(subj, &s.prefix);
	subj->prefix = join_flags(subj, &s.prefix, version, arena);
	set_notice(subj, s.group);
}
