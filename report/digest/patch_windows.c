/* SPDX-License-Identifier: MIT */
#include "report/digest/patch_windows.h"
#include "report/window/statement.h"

/* Mails that say that one series was applied, its parts, and ranges in such a mail: these
 * bound the time. */
#define APPLIED_MAILS_MAX 16
#define PARTS_MAX 1000
#define RANGES_MAX 64

/* The parts that a mail says were applied. */
struct part_ranges {
	struct statement list[RANGES_MAX];
	size_t n;
};

static void read_ranges(struct part_ranges *r, struct str statements)
{
	r->n = 0;
	while (r->n < RANGES_MAX && statement_next(&statements, &r->list[r->n]))
		r->n += r->list[r->n].kind == STATEMENT_APPLIED;
}

/* A mail that names no part is about all of them. */
static bool has_part(const struct part_ranges *r, uint32_t number)
{
	for (size_t i = 0; i < r->n; i++)
		if (number >= r->list[i].from && number <= r->list[i].to)
			return true;
	return !r->n;
}

/* Counts what a mail says of a patch that came before all windows. */
static void count_old_patch(struct patch_window *w, const struct part_ranges *r)
{
	uint32_t parts = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->list[i].to >= r->list[i].from && r->list[i].to < PARTS_MAX)
			parts += r->list[i].to - r->list[i].from + 1;
	w->applied += parts && parts < PARTS_MAX ? parts : 1;
}

static void apply_patch(struct past_mail *m, const struct past_mail *said)
{
	if (!m->committed && (m->applied == DATE_NONE || said->arrival < m->applied))
		m->applied = said->arrival;
}

static void apply_parts(const struct past_mails *past, size_t head,
			const struct past_mail *said, const struct part_ranges *r)
{
	size_t part = head;

	for (int i = 0; i < PARTS_MAX && part != PAST_NONE; i++) {
		struct past_mail *m = &past->list[part];

		if (m->patches && has_part(r, m->number ? m->number : 1))
			apply_patch(m, said);
		part = m->part;
	}
}

static void apply_said(struct patch_windows *w, const struct past_mails *past, size_t at)
{
	const struct past_mail *said = &past->list[at];
	size_t about = past_mails_about(past, at), head;
	struct part_ranges r;

	read_ranges(&r, said->statements);
	if (about == PAST_NONE) {
		count_old_patch(&w->list[past_mails_window_of(past, said->arrival)], &r);
		return;
	}
	head = past->list[about].head;
	if (!r.n && past->list[about].patches)
		apply_patch(&past->list[about], said);
	else if (past->list[head].applied_mails++ < APPLIED_MAILS_MAX)
		apply_parts(past, head, said, &r);
}

static void count_patch(struct patch_windows *w, const struct past_mails *past,
			const struct past_mail *m)
{
	w->list[past_mails_window_of(past, m->arrival)].posted += m->patches;
	if (m->applied != DATE_NONE)
		w->list[past_mails_window_of(past, m->applied)].applied += m->patches;
}

void patch_windows_count(struct patch_windows *w, const struct past_mails *past)
{
	*w = (struct patch_windows){ .n = past->windows };
	for (size_t i = 0; i < w->n; i++)
		w->list[i].since = past_mails_window(past, i);
	for (size_t i = 0; i < past->n; i++)
		if (past->list[i].says_applied)
			apply_said(w, past, i);
	for (size_t i = 0; i < past->n; i++)
		if (past->list[i].patches)
			count_patch(w, past, &past->list[i]);
	for (size_t i = 0; i < w->n; i++) {
		if (w->list[i].posted > w->most)
			w->most = w->list[i].posted;
		if (w->list[i].applied > w->most)
			w->most = w->list[i].applied;
	}
}
