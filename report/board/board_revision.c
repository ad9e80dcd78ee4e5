/* SPDX-License-Identifier: MIT */
#include "report/board/board_answers.h"
#include "report/board/board_revision.h"
#include "report/board/patch_ids.h"
#include "report/series/change_note.h"
#include "report/series/older_versions.h"
#include "report/series/version_order.h"
#include "store/util/utc.h"

static uint32_t days_between(int64_t from, int64_t to)
{
	return to > from ? (uint32_t)((to - from) / DAY_SECONDS) : 0;
}

static struct board_version board_version_of(const struct board_input *b,
					     const struct older_version *o)
{
	const struct threads *t = b->in.threads;
	struct board_version v = { o->head, o->version, o->after, o->rule, 0, false };
	size_t at = threads_find(t, o->head);

	if (at == THREAD_NONE)
		return v;
	v.in_window = t->mails[at].in_window;
	if (t->mails[at].series != THREAD_NONE)
		v.answers = board_answers_in_window(b, t->mails[at].series);
	return v;
}

void board_versions_find(struct board_candidate *c, const struct board_input *b)
{
	struct older_versions older = older_versions_of(c->row.series);
	struct board_row *row = &c->row;

	row->first_posted = row->post->arrival;
	row->versions = arena_alloc(b->in.arena, (older.n + 1) * sizeof(*row->versions));
	for (size_t i = 0; i < older.n; i++) {
		row->versions[i] = board_version_of(b, &older.list[i]);
		if (older.list[i].head->arrival < row->first_posted)
			row->first_posted = older.list[i].head->arrival;
	}
	row->n_versions = older.n;
	row->days = days_between(row->first_posted, b->end);
	older_versions_release(&older);
}

/* The patches that answer the head of a series. */
struct parts_reader {
	struct patch_ids *ids;
	const struct post *head;
};

static bool add_part_ids(void *arg, struct mail *m)
{
	const struct record *r = &m->record;
	struct parts_reader *rd = arg;

	if (r->kind == KIND_PATCH && (r->facts & FACT_NUMBERED) && r->number &&
	    r->total == rd->head->total &&
	    version_cmp(r->version, rd->head->version) == 0)
		patch_ids_add(rd->ids, r->patch_id, r->parts);
	return rd->ids->n <= rd->head->total;
}

/* A version from before the window has only its head here. */
static void read_older_ids(struct patch_ids *ids, const struct series *s,
			   struct board_input *b)
{
	struct parts_reader rd = { ids, s->head };
	unsigned char hash[ID_HASH];

	patch_ids_add_series(ids, s);
	if (s->n_mails > 1 || !post_in_series(s->head))
		return;
	id_hash(hash, s->head->message_id);
	if (inbox_replies(s->head->inbox, hash, s->head->arrival, add_part_ids, &rd) ==
	    ST_DAMAGED)
		b->st = ST_DAMAGED;
}

static void find_unchanged(struct board_row *row, struct board_input *b)
{
	const struct series *older = row->series->older;
	struct patch_ids now = PATCH_IDS_INIT, before = PATCH_IDS_INIT;

	if (!older)
		return;
	patch_ids_add_series(&now, row->series);
	read_older_ids(&before, older, b);
	row->unchanged_known = patch_ids_known(&now, row->announced) &&
			       patch_ids_known(&before, older->announced);
	if (row->unchanged_known) {
		row->unchanged_of = now.n;
		row->unchanged = patch_ids_common(&now, &before);
	}
	patch_ids_release(&now);
	patch_ids_release(&before);
}

/* A version that no subject says has no heading in its text. */
static void find_note(struct board_row *row, struct board_input *b)
{
	const struct post *p = row->post;
	struct buf note = BUF_INIT;

	if (!p->inbox || post_text(p, &b->text) != ST_OK)
		b->st = ST_DAMAGED;
	else if (change_note_add(&note, b->text.record.body, row->series->version,
				 p->facts & FACT_RFC))
		row->change_note = arena_str(b->in.arena, buf_str(&note));
	buf_release(&note);
}

void board_changes_find(struct board_row *row, struct board_input *b)
{
	selection_begin_reads(b->in.sel);
	find_unchanged(row, b);
	find_note(row, b);
	selection_end_reads(b->in.sel);
}
