/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/contributors.h"
#include "report/text/contributors_text.h"
#include "store/util/utf8.h"

/* Classic writes bytes, except on a terminal. */
static void print_rows(struct output *o, struct tally *t, size_t top, const char *gap)
{
	bool terminal = output_is_terminal(o);
	struct buf clean = BUF_INIT;
	struct tally_row *rows;
	size_t n;

	rows = tally_rows(t, &n);
	for (size_t i = 0; i < n && i < top; i++) {
		struct str text = rows[i].text;

		if (terminal) {
			buf_reset(&clean);
			utf8_add_clean(&clean, text, false);
			text = buf_str(&clean);
		}
		output_addf(o, "%7zu%s", rows[i].count, gap);
		output_add(o, text);
		output_add(o, STR("\n"));
	}
	output_add(o, STR("\n"));
	buf_release(&clean);
	free(rows);
}

static void print_heading(struct output *o, size_t top, const char *of)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "Top %zu %s (Based on Email Body)", top, of);
	output_ink(o, INK_HEADING, buf_str(&line));
	output_add(o, STR("\n\n"));
	buf_release(&line);
}

void contributors_print(struct output *o, const struct selection *s, size_t top,
			bool classic)
{
	struct contributors t;

	contributors_count(&t, s, classic);
	print_heading(o, top,
		      !classic && s->employers ? "contributor employers"
					       : "contributor Email domains");
	print_rows(o, &t.domains, top, " ");
	print_heading(o, top, "contributors");
	print_rows(o, &t.people, top, "  ");
	contributors_release(&t);
}
