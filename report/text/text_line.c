/* SPDX-License-Identifier: MIT */
#include "report/text/text_line.h"
#include "store/inbox/record.h"
#include "store/util/utf8.h"

void text_line_release(struct text_line *p)
{
	buf_release(&p->text);
}

void text_add(struct text_line *p, const char *text)
{
	buf_addstr(&p->text, text);
}

void text_add_clean(struct text_line *p, struct str text)
{
	utf8_add_clean(&p->text, text, false);
}

bool text_add_time(struct text_line *p, int64_t seconds, enum utc_form form)
{
	return utc_add(&p->text, seconds, form);
}

void text_add_version(struct text_line *line, const struct post *p)
{
	if (p->facts & FACT_RFC)
		text_add(line, "RFC ");
	if (p->facts & FACT_RESEND)
		text_add(line, "RESEND ");
	text_add(line, "v");
	text_add_clean(line, p->version);
}

void text_flush(struct text_line *p, enum ink ink)
{
	output_ink(p->out, ink, buf_str(&p->text));
	buf_reset(&p->text);
}

void text_end_line(struct text_line *p, enum ink ink)
{
	text_flush(p, ink);
	output_add(p->out, STR("\n"));
}

void text_print_line(struct text_line *p, enum ink ink, const char *label,
		     struct str text)
{
	text_add(p, label);
	text_add_clean(p, text);
	text_end_line(p, ink);
}

void text_empty_line(struct text_line *p)
{
	output_add(p->out, STR("\n"));
}
