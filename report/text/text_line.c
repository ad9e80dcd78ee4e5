/* SPDX-License-Identifier: MIT */
#include "report/digest/archive_link.h"
#include "report/text/text_line.h"
#include "report/util/clock.h"
#include "store/inbox/record.h"
#include "store/util/utc.h"
#include "report/util/reader_text.h"

void text_add(struct text_line *line, const char *text)
{
	buf_addstr(&line->text, text);
}

void text_add_clean(struct text_line *line, struct str text)
{
	reader_text_add(&line->text, text, false);
}

bool text_add_time(struct text_line *line, int64_t seconds, enum utc_form form)
{
	return clock_add(&line->text, seconds, form);
}

void text_add_edition(struct text_line *line, const struct post *head, struct str version,
		      struct str after)
{
	if (head->facts & FACT_RFC)
		text_add(line, "RFC ");
	if (head->facts & FACT_RESEND)
		text_add(line, "RESEND ");
	text_add(line, after.len ? "no version, after v" : "v");
	text_add_clean(line, after.len ? after : version);
}

void text_add_version(struct text_line *line, const struct post *p)
{
	text_add_edition(line, p, p->version, STR_EMPTY);
}

void text_add_address(struct text_line *line, const char *archive_url,
		      const struct post *p)
{
	if (archive_url) {
		archive_link_add(&line->text, str_from(archive_url), p->message_id);
	} else {
		text_add(line, "<");
		text_add_clean(line, p->message_id);
		text_add(line, ">");
	}
}

void text_flush(struct text_line *line, enum ink ink)
{
	output_ink(line->out, ink, buf_str(&line->text));
	buf_reset(&line->text);
}

void text_end_line(struct text_line *line, enum ink ink)
{
	text_flush(line, ink);
	output_add(line->out, STR("\n"));
}

void text_print_line(struct text_line *line, enum ink ink, const char *label,
		     struct str text)
{
	text_add(line, label);
	text_add_clean(line, text);
	text_end_line(line, ink);
}

void text_empty_line(struct text_line *line)
{
	output_add(line->out, STR("\n"));
}
