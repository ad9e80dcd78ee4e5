/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "report/text/text_line.h"
#include "store/inbox/record.h"
#include "store/util/utf8.h"

void pen_release(struct pen *p)
{
	buf_release(&p->line);
}

void pen_add(struct pen *p, const char *text)
{
	buf_addstr(&p->line, text);
}

void pen_clean(struct pen *p, struct str text)
{
	utf8_add_clean(&p->line, text, false);
}

bool pen_time(struct pen *p, int64_t seconds, enum pen_time upto)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (seconds == DATE_NONE || t != seconds || !gmtime_r(&t, &tm))
		return false;
	buf_addf(&p->line, "%04lld-%02d-%02d", tm.tm_year + 1900LL, tm.tm_mon + 1, tm.tm_mday);
	if (upto >= PEN_MINUTE)
		buf_addf(&p->line, " %02d:%02d", tm.tm_hour, tm.tm_min);
	if (upto >= PEN_SECOND && tm.tm_sec)
		buf_addf(&p->line, ":%02d", tm.tm_sec);
	return true;
}

void pen_version(struct pen *pen, const struct post *p)
{
	if (p->facts & FACT_RFC)
		pen_add(pen, "RFC ");
	if (p->facts & FACT_RESEND)
		pen_add(pen, "RESEND ");
	pen_add(pen, "v");
	pen_clean(pen, p->version);
}

void pen_piece(struct pen *p, enum ink ink)
{
	output_ink(p->out, ink, buf_str(&p->line));
	buf_reset(&p->line);
}

void pen_line(struct pen *p, enum ink ink)
{
	pen_piece(p, ink);
	output_add(p->out, STR("\n"));
}

void pen_text(struct pen *p, enum ink ink, const char *label, struct str text)
{
	pen_add(p, label);
	pen_clean(p, text);
	pen_line(p, ink);
}

void pen_gap(struct pen *p)
{
	output_add(p->out, STR("\n"));
}
