/* SPDX-License-Identifier: MIT */
#include "report/digest/archive_link.h"
#include "report/text/board_row_text.h"
#include "report/text/text_wrap.h"
#include "report/util/reader_text.h"

#define ROW_INDENT 2
#define AREA_COLUMNS 8
#define DAYS_COLUMNS 6
#define CONTINUE_INDENT 4 /* more than the row's */

/* The figures at the right end of a row. */
#define PARTS_COLUMNS 8
#define REST_FORMAT "  %-13s %8s %8s %4s"
#define FIGURES_COLUMNS 45

void board_add_name(struct buf *b, struct person p)
{
	reader_text_add(b, p.name.len ? p.name : p.addr, false);
}

void board_lines_print(struct board_printer *p, const char *lead, struct str text,
		       enum ink ink)
{
	size_t indent = text_columns(str_from(lead));
	struct str line;

	for (bool first = true; text_wrap_next(&text, p->columns - indent, &line);
	     first = false) {
		if (first)
			text_add(p->line, lead);
		else
			buf_addf(&p->line->text, "%*s", (int)indent, "");
		buf_adds(&p->line->text, line);
		text_end_line(p->line, ink);
	}
}

void board_heading_print(struct board_printer *p, struct str heading, bool figures)
{
	size_t used = figures ? heading.len : 0;

	buf_adds(&p->line->text, heading);
	if (used + FIGURES_COLUMNS >= p->columns) {
		text_end_line(p->line, INK_HEADING);
		used = 0;
	}
	if (figures)
		buf_addf(&p->line->text, "%*s%*s" REST_FORMAT,
			 (int)(p->columns - FIGURES_COLUMNS - used), "", PARTS_COLUMNS,
			 "parts", "size", "reviewed", "answers", "age");
	text_end_line(p->line, INK_HEADING);
}

/* A tag line with its author, in lines of some columns. */
struct title_lines {
	struct buf text; /* clean */
	size_t tag_len;	 /* of its bytes */
	struct str rest; /* what is not printed yet */
	size_t columns;
	struct buf url; /* empty: no link */
};

static void init_title(struct title_lines *t, const struct board_printer *p,
		       const struct board_row *row, size_t columns)
{
	*t = (struct title_lines){ .text = BUF_INIT, .columns = columns };
	reader_text_add(&t->text, row->post->subject, false);
	t->tag_len = t->text.len;
	buf_addstr(&t->text, "  (");
	board_add_name(&t->text, row->who);
	buf_addstr(&t->text, row->first_post ? ", first post)" : ")");
	t->rest = buf_str(&t->text);
	t->url = (struct buf)BUF_INIT;
	if (p->digest->options.archive_url && output_has_links(p->line->out))
		archive_link_add(&t->url, str_from(p->digest->options.archive_url),
				 row->post->message_id);
}

static void release_title(struct title_lines *t)
{
	buf_release(&t->text);
	buf_release(&t->url);
}

/* Prints the next line without its end. Returns the columns that it took; 0: no more. */
static size_t print_title_line(struct board_printer *p, struct title_lines *t)
{
	const char *author = t->text.data + t->tag_len;
	struct str line, tag;

	if (!text_wrap_next(&t->rest, t->columns, &line))
		return 0;
	tag = line;
	if (author < line.s)
		tag.len = 0;
	else if ((size_t)(author - line.s) < line.len)
		tag.len = (size_t)(author - line.s);
	if (t->url.len && tag.len)
		output_link(p->line->out, buf_str(&t->url));
	buf_adds(&p->line->text, tag);
	text_flush(p->line, INK_TAG);
	if (t->url.len && tag.len)
		output_end_link(p->line->out);
	buf_adds(&p->line->text, str_sub(line, tag.len, line.len));
	text_flush(p->line, INK_AUTHOR);
	return text_columns(line);
}

/* Prints the lines of a title after its first one. */
static void print_title_rest(struct board_printer *p, struct title_lines *t,
			     size_t indent)
{
	t->columns -= CONTINUE_INDENT;
	while (t->rest.len) {
		buf_addf(&p->line->text, "%*s", (int)(indent + CONTINUE_INDENT), "");
		print_title_line(p, t);
		text_end_line(p->line, INK_PLAIN);
	}
}

static bool is_incomplete(const struct board_row *row)
{
	return row->n_missing && !row->elsewhere;
}

static void add_parts(struct buf *b, const struct board_row *row)
{
	if (!row->arrived)
		return;
	buf_addf(b, "%u", row->arrived);
	if (row->announced)
		buf_addf(b, "/%u", row->announced);
	else if (row->series)
		buf_addstr(b, "/?");
}

/* Adds "12d". */
static void add_age(struct buf *b, const struct board_row *row)
{
	if (row->first_posted != DATE_NONE)
		buf_addf(b, "%ud", row->days);
}

static void add_reviewed(struct buf *b, const struct board_row *row)
{
	if (row->series)
		buf_addf(b, "%u/%u", row->reviewed,
			 row->announced ? row->announced : row->arrived);
}

/* The columns of a row, from left to right. */
enum figure {
	FIGURE_PARTS,
	FIGURE_SIZE,
	FIGURE_REVIEWED,
	FIGURE_ANSWERS,
	FIGURE_AGE,
	FIGURES
};

static void print_figures(struct board_printer *p, const struct board_row *row)
{
	struct buf f[FIGURES] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	struct buf *text = &p->line->text;

	add_parts(&f[FIGURE_PARTS], row);
	if (row->size_known)
		buf_addf(&f[FIGURE_SIZE], "+%u -%u", row->insertions, row->deletions);
	add_reviewed(&f[FIGURE_REVIEWED], row);
	if (row->answers)
		buf_addf(&f[FIGURE_ANSWERS], "%u", row->answers);
	else
		buf_addch(&f[FIGURE_ANSWERS], '-');
	add_age(&f[FIGURE_AGE], row);
	buf_addf(text, "%*s", PARTS_COLUMNS, buf_cstr(&f[FIGURE_PARTS]));
	text_flush(p->line, is_incomplete(row) ? INK_ALARM : INK_FIGURE);
	buf_addf(text, REST_FORMAT, buf_cstr(&f[FIGURE_SIZE]),
		 buf_cstr(&f[FIGURE_REVIEWED]), buf_cstr(&f[FIGURE_ANSWERS]),
		 buf_cstr(&f[FIGURE_AGE]));
	buf_trim(text, str_rtrim(buf_str(text)).len);
	text_end_line(p->line, INK_FIGURE);
	for (int i = 0; i < FIGURES; i++)
		buf_release(&f[i]);
}

void board_figures_print(struct board_printer *p, const struct board_row *row, bool areas)
{
	size_t indent = ROW_INDENT + (areas ? AREA_COLUMNS : 0), used;
	struct title_lines title;

	buf_addf(&p->line->text, "%*s", ROW_INDENT, "");
	if (areas) {
		size_t area = text_columns(row->area);

		text_add_clean(p->line, row->area);
		buf_addf(&p->line->text, "%*s",
			 area < AREA_COLUMNS ? (int)(AREA_COLUMNS - area) : 1, "");
	}
	text_flush(p->line, INK_META);
	init_title(&title, p, row, p->columns - FIGURES_COLUMNS - indent);
	used = print_title_line(p, &title);
	buf_addf(&p->line->text, "%*s", (int)(title.columns - used), "");
	print_figures(p, row);
	print_title_rest(p, &title, indent);
	release_title(&title);
}

void board_waiting_print(struct board_printer *p, const struct board_row *row)
{
	struct title_lines title;

	buf_addf(&p->line->text, "%*s%ud", row->days < 10 ? 3 : 2, "", row->days);
	while (p->line->text.len < ROW_INDENT + DAYS_COLUMNS)
		buf_addch(&p->line->text, ' ');
	text_flush(p->line, INK_FIGURE);
	init_title(&title, p, row, p->columns - ROW_INDENT - DAYS_COLUMNS);
	print_title_line(p, &title);
	text_end_line(p->line, INK_PLAIN);
	print_title_rest(p, &title, ROW_INDENT + DAYS_COLUMNS);
	release_title(&title);
}
