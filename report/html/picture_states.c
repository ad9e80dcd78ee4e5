/* SPDX-License-Identifier: MIT */
#include "report/html/board_html.h"
#include "report/html/pictures.h"

#define BARS_HEIGHT 132 /* of all bars, if they are many */
#define BAR_STEP_MAX 24 /* from one bar to the next */
#define BAR_GAP 5
#define BAR_LEFT 92
#define BAR_LONGEST 158

static int64_t bar_step(const struct board *b)
{
	int64_t states = 0;

	for (int id = 0; id < BOARD_GROUPS; id++)
		states += b->groups[id].n > 0;
	return states * BAR_STEP_MAX < BARS_HEIGHT ? BAR_STEP_MAX : BARS_HEIGHT / states;
}

static size_t most_rows(const struct board *b)
{
	size_t most = 0;

	for (int id = 0; id < BOARD_GROUPS; id++)
		if (b->groups[id].n > most)
			most = b->groups[id].n;
	return most;
}

static void print_state_bars(void *page, const void *arg)
{
	struct page *p = page;
	const struct board *b = arg;
	int64_t step = bar_step(b), height = step - BAR_GAP, y = BAR_GAP / 2;

	for (int id = 0; id < BOARD_GROUPS; id++) {
		int64_t width =
		    picture_length(b->groups[id].n, most_rows(b), BAR_LONGEST);

		if (!b->groups[id].n)
			continue;
		html_print(&p->html, "state-bar",
			   HTML_SLOTS(html_text("state", board_html_name(id)),
				      html_text("class", str_from(board_group_name(id))),
				      html_number("y", y), html_number("width", width),
				      html_number("height", height),
				      html_number("text-x", BAR_LEFT + width + 6),
				      html_number("text-y", y + height / 2 + 4),
				      html_number("count", (int64_t)b->groups[id].n)));
		y += step;
	}
}

static void print_state_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct board *b = arg;

	for (int id = 0; id < BOARD_GROUPS; id++)
		if (b->groups[id].n)
			html_print(
			    &p->html, "state-row",
			    HTML_SLOTS(html_text("state", board_html_name(id)),
				       html_number("count", (int64_t)b->groups[id].n)));
}

void picture_states_print(struct page *p)
{
	const struct board *b = &p->digest->board;

	if (most_rows(b))
		html_print(&p->html, "states",
			   HTML_SLOTS(html_number("height", BARS_HEIGHT),
				      html_fill("bars", print_state_bars, p, b),
				      html_fill("rows", print_state_rows, p, b)));
}
