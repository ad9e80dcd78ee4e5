/* SPDX-License-Identifier: MIT */
#include "filter/record/classify.h"
#include "filter/patch/review_tool.h"
#include "filter/patch/notice.h"
#include "filter/patch/trailer.h"
#include "filter/patch/trailer_key.h"
#include "store/util/array.h"
#include "store/inbox/robot_sender.h"

/* The first row wins that has all clues of with and no clue of without. */
static const struct {
	unsigned with, without;
	enum kind kind;
} rules[] = {
	/* rule 13 */
	{ CLUE_NOTICE, CLUE_REPLY | CLUE_FORWARD, KIND_OTHER },
	/* rule 10: git am takes a reply that holds a patch with its author */
	{ CLUE_REPLY | CLUE_PATCH | CLUE_AUTHOR | CLUE_DIFF, 0, KIND_PATCH },
	/* rule 3 */
	{ CLUE_FORWARD | CLUE_DIFF, CLUE_REPLY, KIND_PATCH },
	{ CLUE_FORWARD, 0, KIND_REPLY },
	{ CLUE_REPLY, 0, KIND_REPLY },
	{ CLUE_PING | CLUE_PARENT, CLUE_DIFF, KIND_REPLY },
	/* rule 13 */
	{ CLUE_COMMENT, 0, KIND_REPLY },
	/* rule 9: the text of a request beats a diff, which beats the subject's words */
	{ CLUE_PART | CLUE_REQUEST, 0, KIND_PULL },
	{ CLUE_PART | CLUE_DIFF, 0, KIND_PATCH },
	{ CLUE_PULL, 0, KIND_PULL },
	/* rule 10 */
	{ CLUE_PARENT | CLUE_REVIEW, CLUE_DIFF | CLUE_STAT, KIND_REPLY },
	/* rule 7 */
	{ CLUE_PATCH | CLUE_COVER, 0, KIND_COVER },
	/* rule 5 */
	{ CLUE_PATCH, 0, KIND_PATCH },
	/* rule 13 */
	{ CLUE_ROBOT, 0, KIND_OTHER },
	/* rule 9 */
	{ CLUE_REQUEST, 0, KIND_PULL },
	/* rule 10 */
	{ CLUE_SERIES | CLUE_STAT, CLUE_DIFF, KIND_COVER },
	{ CLUE_SERIES | CLUE_SHORTLOG, CLUE_DIFF, KIND_COVER },
	{ CLUE_DIFF, 0, KIND_PATCH },
};

/* Bytes of a request up to the repository: two commits with their titles. */
#define REQUEST_MAX 4096

enum kind classify_kind(unsigned clues)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		if ((clues & rules[i].with) == rules[i].with &&
		    !(clues & rules[i].without))
			return rules[i].kind;
	return KIND_OTHER;
}

/*
 * git request-pull writes these words; some mailers wrap the lines elsewhere. After a
 * diff that the request quotes they begin a line, as those of a diff do not.
 */
static bool is_request(const struct patch *p)
{
	struct str text = p->words;
	size_t at = str_find(text, STR("The following changes since commit "));

	if (at == text.len) {
		text = p->diff;
		at = str_find(text, STR("\nThe following changes since commit "));
	}
	text = str_sub(text, at, at + REQUEST_MAX);
	return text.len && str_ifind(text, STR("git repository at")) < text.len;
}

/* Whether text has a shortlog: a line "Name (2):", and a title below it. */
static bool has_shortlog(struct str text)
{
	struct str end = STR("):\n ");

	for (size_t at = str_find(text, end); at < text.len;
	     at += 1 + str_find(str_sub(text, at + 1, text.len), end)) {
		size_t n = at, start;

		while (n > 0 && is_digit(text.s[n - 1]))
			n--;
		if (n == at || n < 3 || !str_ends(str_sub(text, 0, n), STR(" (")))
			continue;
		start = str_rchr(str_sub(text, 0, n), '\n');
		start = start == n ? 0 : start + 1;
		if (!is_blank(text.s[start]) && text.s[start] != '>')
			return true;
	}
	return false;
}

static bool has_quotation(struct str text)
{
	size_t at = str_find(text, STR("\n>"));

	while (at < text.len) {
		text = str_sub(text, at + 1, text.len);
		if (!str_starts(text, STR(">From ")))
			return true;
		at = str_find(text, STR("\n>"));
	}
	return str_starts(text, STR("> "));
}

static bool has_review(struct str text, const struct message *m, struct arena *arena)
{
	struct trailer_iter it;

	trailer_init_reply(&it, text, arena);
	it.sender_name = m->author_name;
	it.sender_addr = m->author_addr;
	while (trailer_next(&it))
		if (trailer_is_review(it.key))
			return true;
	return false;
}

/* Whether git am takes the text below an in-body header for a patch. */
static bool is_patch_inbody(const struct inbody *in)
{
	if (in->scissors && in->subject.len)
		return true;
	return in->from.len && str_ifind(in->subject, STR("[PATCH")) < in->subject.len;
}

static unsigned subject_clues(const struct subject *s)
{
	bool forward = s->clues & SUBJECT_FORWARD;

	return (forward ? CLUE_FORWARD : 0) |
	       (!forward && s->facts & FACT_REPLY_MARK ? CLUE_REPLY : 0) |
	       (s->clues & SUBJECT_PATCH ? CLUE_PATCH : 0) |
	       (s->facts & FACT_NUMBERED && s->number == 0 ? CLUE_COVER : 0) |
	       (s->clues & SUBJECT_PULL ? CLUE_PULL : 0) |
	       (s->clues & SUBJECT_PART ? CLUE_PART : 0) |
	       (s->clues & SUBJECT_PING ? CLUE_PING : 0) |
	       (s->clues & SUBJECT_SERIES ? CLUE_SERIES : 0) |
	       (s->clues & SUBJECT_NOTICE ? CLUE_NOTICE : 0);
}

/* Clues of the text that only some subjects leave open. */
static unsigned open_clues(const struct message *m, const struct patch *p, unsigned clues,
			   struct arena *arena)
{
	bool patch = clues & CLUE_PATCH && !(clues & CLUE_PART), review;

	if (clues & CLUE_REPLY)
		return 0;
	review = clues & CLUE_PARENT && !(clues & CLUE_DIFF) &&
		 (has_quotation(p->words) || has_review(p->words, m, arena));
	return (review ? CLUE_REVIEW : 0) |
	       (notice_is_order(p->words) ? CLUE_NOTICE : 0) |
	       (!patch && is_request(p) ? CLUE_REQUEST : 0) |
	       (!patch && has_shortlog(p->words) ? CLUE_SHORTLOG : 0);
}

unsigned classify_clues(const struct message *m, const struct subject *s,
			const struct patch *p, struct arena *arena)
{
	unsigned clues = subject_clues(s);
	bool in_body = is_patch_inbody(&p->inbody), diff = p->facts & FACT_DIFF;

	clues |= (robot_sender(m->from_name, m->from_addr) ? CLUE_ROBOT : 0) |
		 (review_tool_comments(m->from_name, m->from_addr, m->text) ? CLUE_COMMENT
									    : 0) |
		 (diff ? CLUE_DIFF : 0) | (p->facts & FACT_DIFFSTAT ? CLUE_STAT : 0) |
		 (p->inbody.from.len || in_body ? CLUE_AUTHOR : 0) |
		 (m->in_reply_to.len || m->references.len ? CLUE_PARENT : 0);
	clues |= open_clues(m, p, clues, arena);
	return clues | (in_body && diff ? CLUE_PATCH : 0);
}
