/* SPDX-License-Identifier: MIT */
#include "report/text/contributors_text.h"
#include "report/util/address_mask.h"
#include "report/util/reader_text.h"

static void print_table_rows(struct output *o, const struct contributor_table *t,
			     size_t top, const char *gap, const char *nothing)
{
	bool clean_it = output_is_terminal(o) || address_mask_is_used();
	struct buf clean = BUF_INIT;

	for (size_t i = 0; i < t->n && i < top; i++) {
		struct str text = t->rows[i].text;

		if (clean_it) {
			buf_reset(&clean);
			reader_text_add(&clean, text, false);
			text = buf_str(&clean);
		}
		output_addf(o, "%7zu%s", t->rows[i].count, gap);
		output_add(o, text);
		output_add(o, STR("\n"));
	}
	if (nothing && (!t->n || !top))
		output_addf(o, "%s\n", nothing);
	output_add(o, STR("\n"));
	buf_release(&clean);
}

static void print_table_heading(struct output *o, size_t top, const char *of)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "Top %zu %s (Based on Email Body)", top, of);
	output_ink(o, INK_HEADING, buf_str(&line));
	output_add(o, STR("\n\n"));
	buf_release(&line);
}

void contributors_text_print(struct output *o, const struct contributor_tables *t,
			     size_t top, const char *nothing)
{
	print_table_heading(
	    o, top, t->employers ? "contributor employers" : "contributor Email domains");
	print_table_rows(o, &t->domains, top, " ", nothing);
	print_table_heading(o, top, "contributors");
	print_table_rows(o, &t->people, top, "  ", nothing);
}
