/* SPDX-License-Identifier: MIT */
#include "filter/mail/message_header.h"
#include "filter/patch/patch_id.h"
#include "filter/record/attached_patches.h"
#include "filter/record/mail_patches.h"
#include "filter/record/trailer_lines.h"
#include "store/inbox/record.h"
#include "store/inbox/record_parts.h"
#include "store/util/hex.h"

struct patches_reader {
	struct mail_patches *to;
	int patches_left; /* that may be read; repeated ones count too */
	int trailers_left;
	size_t paths_max;
	struct arena *arena;
};

/* Whether the line at start is equal to an earlier one. */
static bool is_known_part(struct str parts, size_t start)
{
	struct str line = str_rtrim(str_sub(parts, start, parts.len));
	struct str rest = str_sub(parts, 0, start), old;

	while (str_line(&rest, &old))
		if (str_eq(str_rtrim(old), line))
			return true;
	return false;
}

/* Adds the patch's line. Returns false if the line doesn't fit. */
static bool add_part(struct buf *parts, const struct attached_patch *a)
{
	struct record_part p = {
		.number = a->subject.number,
		.files = a->patch.sums.files,
		.insertions = a->patch.sums.insertions,
		.deletions = a->patch.sums.deletions,
		.patch_id = STR_EMPTY,
		.name = a->author.name,
		.addr = a->author.addr,
		.title = a->subject.title,
	};
	struct str diff = a->patch.diff.len ? a->patch.diff : a->patch.more;
	unsigned char id[PATCH_ID_SIZE];
	char hex[2 * PATCH_ID_SIZE + 1];

	if (patch_id_make(id, diff)) {
		hex_write(hex, id, 2 * PATCH_ID_SIZE);
		p.patch_id = (struct str){ hex, 2 * PATCH_ID_SIZE };
	}
	return record_part_add(parts, &p);
}

/* The lines above the text of a patch that is not the first. */
static void add_part_head(struct buf *body, const struct attached_patch *a,
			  struct arena *arena)
{
	buf_addch(body, '\n');
	buf_adds(body, message_header_text(arena, a->patch.inbody.subject));
	buf_addstr(body, "\nAuthor: ");
	author_line(body, a->author.name, a->author.addr);
	buf_addstr(body, "\n\n");
}

static void add_text(struct mail_patches *to, struct attached_patch *a,
		     struct arena *arena)
{
	struct str text = patch_body(&a->patch, arena);
	size_t before = to->body.len;

	if (to->n > 1)
		add_part_head(&to->body, a, arena);
	buf_adds(&to->body, text);
	to->cut = to->cut || a->patch.facts & FACT_BODY_CUT;
	if (to->body.len <= PATCH_BODY_MAX || to->n == 1)
		return;
	buf_trim(&to->body, before);
	to->cut = true;
}

/* Returns false if the patch's line doesn't fit any more. */
static bool add_patch(struct patches_reader *r, struct attached_patch *a)
{
	struct mail_patches *to = r->to;
	size_t before = to->parts.len;
	struct trailer_iter it;

	if (!add_part(&to->parts, a))
		return false;
	if (is_known_part(buf_str(&to->parts), before)) {
		buf_trim(&to->parts, before);
		return true;
	}
	to->n++;
	to->sums.files += a->patch.sums.files;
	to->sums.insertions += a->patch.sums.insertions;
	to->sums.deletions += a->patch.sums.deletions;
	add_text(to, a, r->arena);
	trailer_init(&it, a->patch.log, r->arena);
	trailer_lines_add(&to->trailers, &it, &r->trailers_left);
	patch_paths(&a->patch, &to->paths, r->paths_max);
	return true;
}

static void read_patches(struct patches_reader *r, struct str text)
{
	struct attached_patch a;

	while (r->patches_left > 0 && attached_patch_next(&text, &a, r->arena)) {
		if (!(a.patch.facts & FACT_DIFF))
			continue;
		r->patches_left--;
		if (!add_patch(r, &a))
			r->patches_left = 0;
	}
}

void mail_patches_read(struct mail_patches *to, struct str text, struct str more,
		       size_t paths_max, struct arena *arena)
{
	struct patches_reader r = { to, RECORD_PARTS_MAX, TRAILERS, paths_max, arena };

	*to = (struct mail_patches){ .n = 0 };
	read_patches(&r, text);
	read_patches(&r, more);
}

void mail_patches_release(struct mail_patches *p)
{
	buf_release(&p->parts);
	buf_release(&p->body);
	buf_release(&p->trailers);
	buf_release(&p->paths);
}
