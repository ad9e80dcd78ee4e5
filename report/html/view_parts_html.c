/* SPDX-License-Identifier: MIT */
#include "report/html/view_parts_html.h"
#include "report/window/window_words.h"

#define COMMIT_DIGITS 12

/* Prints a note, if there is one, and empties it. */
static void print_part_note(struct page *p, struct buf *note)
{
	if (note->len)
		html_print(&p->html, "note",
			   HTML_SLOTS(html_text("note", buf_str(note))));
	buf_reset(note);
}

/* "Reviewed-by: NAME, NAME": those of one key that follow each other */
static void print_part_trailers(struct page *p, struct buf *note,
				const struct view_trailer *t)
{
	struct str key = STR_EMPTY;

	for (; t; t = t->next) {
		if (str_ieq(key, t->key)) {
			buf_addstr(note, ", ");
		} else {
			print_part_note(p, note);
			buf_adds(note, t->key);
			buf_addstr(note, ": ");
		}
		key = t->key;
		buf_adds(note, page_person(t->who));
	}
	print_part_note(p, note);
}

static void print_part_notes(void *page, const void *arg)
{
	struct page *p = page;
	const struct view_part *part = arg;
	struct buf note = BUF_INIT;

	print_part_trailers(p, &note, part->trailers);
	if (part->answers)
		buf_addf(&note, "%u answer%s", part->answers,
			 part->answers == 1 ? "" : "s");
	print_part_note(p, &note);
	if (part->commit.len) {
		buf_addstr(&note, "commit ");
		buf_adds(&note, str_sub(part->commit, 0, COMMIT_DIGITS));
	}
	print_part_note(p, &note);
	if (part->posted_anew) {
		buf_addstr(&note, "posted anew, ");
		window_words_day(&note, part->posted_anew->date, p->until);
	}
	print_part_note(p, &note);
	buf_release(&note);
}

static void print_part_number(void *page, const void *arg)
{
	struct page *p = page;
	const struct post *post = ((const struct view_part *)arg)->post;

	html_print(&p->html, "count", HTML_SLOTS(html_number("count", post->number)));
}

static void print_part_lines(void *page, const void *arg)
{
	const struct post *post = ((const struct view_part *)arg)->post;

	if (post->facts & FACT_STAT)
		page_print_size(page, post->insertions, post->deletions);
}

static void print_part_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct view_parts *parts = arg;

	for (size_t i = 0; i < parts->n && !output_failed(p->html.out); i++) {
		const struct view_part *part = &parts->list[i];
		bool numbered = post_in_series(part->post) && !post_is_cover(part->post);

		html_print(
		    &p->html, "view-part",
		    HTML_SLOTS(
			html_fill("number",
				  numbered ? print_part_number : page_print_nothing, p,
				  part),
			html_fill("title", page_print_short_title, p, part->post),
			html_fill("notes", print_part_notes, p, part),
			html_fill("size", print_part_lines, p, part)));
	}
}

void view_parts_html_print(struct page *p, const struct view_parts *parts)
{
	if (parts->n)
		html_print(&p->html, "parts",
			   HTML_SLOTS(html_fill("rows", print_part_rows, p, parts)));
}
