/* SPDX-License-Identifier: MIT */
#include "report/html/board_html.h"
#include "report/html/row_html.h"

static const struct {
	const char *name, *meaning;
} group_words[BOARD_GROUPS] = {
	[BOARD_CONTESTED] = { "Contested", "a NAK stands, or much is said about it" },
	[BOARD_READY] = { "Ready",
			  "every part is reviewed; no NAK; not known to be applied" },
	[BOARD_REVISED] = { "Revised", "a new version came" },
	[BOARD_NEW] = { "New", "the first version came" },
	[BOARD_PULLS] = { "Pull requests", "not known to be pulled" },
	[BOARD_WAITING] = { "Waiting", NULL },
	[BOARD_APPLIED] = { "Applied", "or merged" },
	[BOARD_DISCUSSED] = { "Still discussed", "answers to older versions and series" },
};

struct str board_html_name(enum board_group_id id)
{
	return str_from(group_words[id].name);
}

/* A group that is printed. */
struct board_html_group {
	enum board_group_id id;
	const struct board_group *rows;
};

static void print_group_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_html_group *g = arg;
	size_t n = p->top && p->top < g->rows->n ? p->top : g->rows->n;

	for (size_t i = 0; i < n && !output_failed(p->html.out); i++)
		row_html_print(p, g->id, &g->rows->rows[i]);
	if (n < g->rows->n)
		html_print(&p->html, "more",
			   HTML_SLOTS(html_number("number", (int64_t)(g->rows->n - n))));
}

static void add_meaning(struct buf *b, const struct page *p, enum board_group_id id)
{
	uint32_t days = p->digest->options.sections.quiet_days;

	if (id == BOARD_WAITING)
		buf_addf(b, "no answer of a human being for %u day%s or more", days,
			 days == 1 ? "" : "s");
	else
		buf_addstr(b, group_words[id].meaning);
}

static void print_groups(void *page, const void *arg)
{
	struct page *p = page;
	const struct board *board = arg;

	for (int id = 0; id < BOARD_GROUPS; id++) {
		const struct board_html_group g = { id, &board->groups[id] };
		struct buf meaning = BUF_INIT;

		if (!g.rows->n)
			continue;
		add_meaning(&meaning, p, id);
		html_print(&p->html, "group",
			   HTML_SLOTS(html_text("class", str_from(board_group_name(id))),
				      html_text("name", board_html_name(id)),
				      html_number("count", (int64_t)g.rows->n),
				      html_text("meaning", buf_str(&meaning)),
				      html_fill("rows", print_group_rows, p, &g)));
		buf_release(&meaning);
	}
}

void board_html_print_unknown(struct page *p, const struct board *b)
{
	struct buf what = BUF_INIT;

	board_add_unknown(&what, b);
	if (what.len)
		html_print(&p->html, "unknown-facts",
			   HTML_SLOTS(html_text("what", buf_str(&what))));
	buf_release(&what);
}

static bool has_rows(const struct board *board)
{
	for (int id = 0; id < BOARD_GROUPS; id++)
		if (board->groups[id].n)
			return true;
	return false;
}

/* The filter box, which works by the script. */
static void print_tools(void *page, const void *unused)
{
	struct page *p = page;

	(void)unused;
	if (!p->mail)
		html_print(&p->html, "tools", HTML_NO_SLOTS);
}

void board_html_print(struct page *p)
{
	const struct board *board = &p->digest->board;

	if (has_rows(board))
		html_print(&p->html, "board",
			   HTML_SLOTS(html_text("heading", STR("The board")),
				      html_fill("tools", print_tools, p, NULL),
				      html_fill("groups", print_groups, p, board)));
	else
		html_print(&p->html, "no-series", HTML_NO_SLOTS);
	board_html_print_unknown(p, board);
}
