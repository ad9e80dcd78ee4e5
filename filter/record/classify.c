/* SPDX-License-Identifier: MIT */
#include "filter/record/classify.h"
#include "filter/patch/robot.h"
#include "filter/patch/trailer.h"
#include "filter/patch/trailer_key.h"
#include "store/util/array.h"

/* The first row whose clues are all there, and none of the others, wins. */
static const struct {
	unsigned with, without;
	enum kind kind;
} rules[] = {
	/* 13 */
	{ CLUE_NOTICE, CLUE_REPLY | CLUE_FORWARD, KIND_OTHER },
	/* 10: git am takes a reply that holds a patch with its author */
	{ CLUE_REPLY | CLUE_PATCH | CLUE_AUTHOR | CLUE_DIFF, 0, KIND_PATCH },
	/* 3 */
	{ CLUE_FORWARD | CLUE_DIFF, CLUE_REPLY, KIND_PATCH },
	{ CLUE_FORWARD, 0, KIND_REPLY },
	{ CLUE_REPLY, 0, KIND_REPLY },
	/* 9 */
	{ CLUE_PULL, 0, KIND_PULL },
	/* 10 */
	{ CLUE_PARENT | CLUE_REVIEW, CLUE_DIFF | CLUE_STAT, KIND_REPLY },
	/* 7 */
	{ CLUE_PATCH | CLUE_COVER, CLUE_DIFF, KIND_COVER },
	/* 5 */
	{ CLUE_PATCH, 0, KIND_PATCH },
	/* 13 */
	{ CLUE_ROBOT, 0, KIND_OTHER },
	/* 9 */
	{ CLUE_REQUEST, 0, KIND_PULL },
	/* 8 */
	{ CLUE_DIFF, 0, KIND_PATCH },
};

enum kind classify(unsigned clues)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		if ((clues & rules[i].with) == rules[i].with &&
		    !(clues & rules[i].without))
			return rules[i].kind;
	return KIND_OTHER;
}

/* What git request-pull writes; the line is wrapped differently by some. */
static bool is_request(struct str text)
{
	size_t at = str_find(text, STR("The following changes since commit "));

	text = str_sub(text, at, text.len);
	return text.len && str_ifind(str_sub(text, 0, 4096), STR("git repository at")) <
			       (text.len < 4096 ? text.len : 4096);
}

static bool quotes(struct str text)
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

static bool reviews(struct str text, struct arena *arena)
{
	struct trailer_iter it;

	trailer_init_reply(&it, text, arena);
	while (trailer_next(&it))
		if (trailer_is_review(it.key))
			return true;
	return false;
}

/* An in-body header that is a patch's by its own subject. */
static bool names_patch(const struct inbody *in)
{
	return in->from.len && str_ifind(in->subject, STR("[PATCH")) < in->subject.len;
}

unsigned classify_clues(const struct message *m, const struct subject *s,
			const struct patch *p, struct arena *arena)
{
	bool forward = s->marks & SUBJECT_FORWARD,
	     reply = s->facts & FACT_REPLY_MARK && !forward;
	bool patch = s->marks & SUBJECT_PATCH, in_body = names_patch(&p->inbody);
	bool diff = p->facts & FACT_DIFF,
	     parent = m->in_reply_to.len || m->references.len;

	return (reply ? CLUE_REPLY : 0) | (forward ? CLUE_FORWARD : 0) |
	       (patch || (in_body && diff) ? CLUE_PATCH : 0) |
	       (s->facts & FACT_NUMBERED && s->number == 0 ? CLUE_COVER : 0) |
	       (s->marks & SUBJECT_PULL ? CLUE_PULL : 0) |
	       (s->marks & SUBJECT_NOTICE ? CLUE_NOTICE : 0) |
	       (robot_sends(m->from_name, m->from_addr) ? CLUE_ROBOT : 0) |
	       (diff ? CLUE_DIFF : 0) | (p->facts & FACT_DIFFSTAT ? CLUE_STAT : 0) |
	       (p->inbody.from.len ? CLUE_AUTHOR : 0) | (parent ? CLUE_PARENT : 0) |
	       (!reply && !patch && is_request(p->words) ? CLUE_REQUEST : 0) |
	       (!reply && parent && !diff &&
			(quotes(p->words) || reviews(p->words, arena))
		    ? CLUE_REVIEW
		    : 0);
}
