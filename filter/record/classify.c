/* SPDX-License-Identifier: MIT */
#include "filter/record/classify.h"
#include "filter/patch/trailer.h"
#include "filter/patch/trailer_key.h"
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
	/* rule 9 */
	{ CLUE_PULL, 0, KIND_PULL },
	/* rule 10 */
	{ CLUE_PARENT | CLUE_REVIEW, CLUE_DIFF | CLUE_STAT, KIND_REPLY },
	/* rule 7 */
	{ CLUE_PATCH | CLUE_COVER, CLUE_DIFF, KIND_COVER },
	/* rule 5 */
	{ CLUE_PATCH, 0, KIND_PATCH },
	/* rule 13 */
	{ CLUE_ROBOT, 0, KIND_OTHER },
	/* rule 9 */
	{ CLUE_REQUEST, 0, KIND_PULL },
	/* rule 8 */
	{ CLUE_DIFF, 0, KIND_PATCH },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum kind classify_kind(unsigned clues)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if ((clues & rules[i].with) == rules[i].with &&
		    !(clues & rules[i].without))
			return rules[i].kind;
	return KIND_OTHER;
}

/* git request-pull writes these words; some mailers wrap the lines elsewhere. */
static bool is_request(struct str text)
{
	size_t at = str_find(text, STR("The following changes since commit "));

	text = str_sub(text, at, text.len);
	return text.len && str_ifind(str_sub(text, 0, 4096), STR("git repository at")) <
			       (text.len < 4096 ? text.len : 4096);
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

static bool has_review(struct str text, struct arena *arena)
{
	struct trailer_iter it;

	trailer_init_reply(&it, text, arena);
	while (trailer_next(&it))
		if (trailer_is_review(it.key))
			return true;
	return false;
}

/* Whether an in-body header has an author and a patch's subject. */
static bool is_patch_inbody(const struct inbody *in)
{
	return in->from.len && str_ifind(in->subject, STR("[PATCH")) < in->subject.len;
}

unsigned classify_clues(const struct message *m, const struct subject *s,
			const struct patch *p, struct arena *arena)
{
	bool forward = s->clues & SUBJECT_FORWARD,
	     reply = s->facts & FACT_REPLY_MARK && !forward;
	bool patch = s->clues & SUBJECT_PATCH, in_body = is_patch_inbody(&p->inbody);
	bool diff = p->facts & FACT_DIFF,
	     parent = m->in_reply_to.len || m->references.len;

	return (reply ? CLUE_REPLY : 0) | (forward ? CLUE_FORWARD : 0) |
	       (patch || (in_body && diff) ? CLUE_PATCH : 0) |
	       (s->facts & FACT_NUMBERED && s->number == 0 ? CLUE_COVER : 0) |
	       (s->clues & SUBJECT_PULL ? CLUE_PULL : 0) |
	       (s->clues & SUBJECT_NOTICE ? CLUE_NOTICE : 0) |
	       (robot_sender(m->from_name, m->from_addr) ? CLUE_ROBOT : 0) |
	       (diff ? CLUE_DIFF : 0) | (p->facts & FACT_DIFFSTAT ? CLUE_STAT : 0) |
	       (p->inbody.from.len ? CLUE_AUTHOR : 0) | (parent ? CLUE_PARENT : 0) |
	       (!reply && !patch && is_request(p->words) ? CLUE_REQUEST : 0) |
	       (!reply && parent && !diff &&
			(has_quotation(p->words) || has_review(p->words, arena))
		    ? CLUE_REVIEW
		    : 0);
}
