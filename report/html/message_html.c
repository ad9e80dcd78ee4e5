/* SPDX-License-Identifier: MIT */
#include "report/html/message_html.h"

/* " path | 12 ++--" */
struct stat_line {
	struct str plus, minus; /* the signs at its end */
};

static bool read_stat_line(struct str line, struct stat_line *s)
{
	size_t plus, minus = line.len, bar;
	uint32_t changed;

	while (minus && line.s[minus - 1] == '-')
		minus--;
	plus = minus;
	while (plus && line.s[plus - 1] == '+')
		plus--;
	s->plus = str_sub(line, plus, minus);
	s->minus = str_sub(line, minus, line.len);
	bar = str_rchr(str_sub(line, 0, plus), '|');
	return plus < line.len && bar < plus && line.s[0] == ' ' &&
	       str_number(str_trim(str_sub(line, bar + 1, plus)), &changed);
}

static void print_lines(struct html *h, struct str lines)
{
	if (lines.len)
		html_print(h, "lines", HTML_SLOTS(html_lines("lines", lines)));
}

void message_html_print(struct html *h, struct str body)
{
	struct str rest = body, before = body, line;
	struct stat_line s;

	while (str_line(&rest, &line)) {
		size_t at = (size_t)(line.s - before.s);

		if (!read_stat_line(line, &s))
			continue;
		html_print(
		    h, "stat",
		    HTML_SLOTS(html_lines("lines", str_sub(before, 0,
							   at + line.len - s.plus.len -
							       s.minus.len)),
			       html_text("plus", s.plus), html_text("minus", s.minus)));
		before = rest;
	}
	print_lines(h, before);
}
