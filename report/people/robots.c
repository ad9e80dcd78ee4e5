/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/robots.h"
#include "store/inbox/robot_sender.h"
#include "store/util/file.h"

#define QUOTE_MAX 60 /* bytes of a line that a message quotes */

/* Takes "!" off a line, and the blanks after it. */
static struct str without_mark(struct str line)
{
	return str_at(line, 0) == '!' ? str_ltrim(str_sub(line, 1, line.len)) : line;
}

const char *robot_pattern_fault(struct str line)
{
	struct str pattern = without_mark(line);
	size_t open = str_chr(pattern, '[');

	if (!pattern.len)
		return "a '!' without a pattern";
	if (str_chr(pattern, '\0') < pattern.len)
		return "a NUL byte";
	if (open < pattern.len &&
	    str_chr(str_sub(pattern, open, pattern.len), ']') + open == pattern.len)
		return "a '[' without a ']'";
	return NULL;
}

void robots_add(struct robots *r, struct str line)
{
	r->list = xrealloc(r->list, (r->n + 1) * sizeof(*r->list));
	r->list[r->n++] =
	    (struct robot_pattern){ arena_str(&r->arena, without_mark(line)).s,
				    str_at(line, 0) == '!' };
}

enum status robots_parse(struct robots *r, struct str text, const char *file,
			 struct buf *why)
{
	struct str line;

	for (size_t n = 1; str_line(&text, &line); n++) {
		const char *fault;

		line = str_trim(str_sub(line, 0, str_chr(line, '#')));
		if (!line.len)
			continue;
		fault = robot_pattern_fault(line);
		if (fault) {
			buf_addf(why, "%s:%zu: %s: ", file, n, fault);
			buf_adds(why, str_sub(line, 0, QUOTE_MAX));
			return ST_USAGE;
		}
		robots_add(r, line);
	}
	return ST_OK;
}

enum status robots_read(struct robots *r, const char *file, struct buf *why)
{
	struct buf text = BUF_INIT;
	enum status st = file_read_text(&text, file, why);

	if (st == ST_OK)
		st = robots_parse(r, buf_str(&text), file, why);
	buf_release(&text);
	return st == ST_NOTFOUND ? ST_NOINPUT : st;
}

void robots_release(struct robots *r)
{
	free(r->list);
	arena_release(&r->arena);
	*r = (struct robots)ROBOTS_INIT;
}

bool robots_have(const struct robots *r, struct person p, bool otherwise)
{
	for (size_t i = r ? r->n : 0; i-- > 0;)
		if (person_matches(p, r->list[i].text))
			return !r->list[i].person;
	return otherwise;
}

bool robots_named(const struct robots *r, struct person p)
{
	return robots_have(r, p, robot_sender(p.name, p.addr));
}

bool robots_posted(const struct robots *r, const struct post *p)
{
	return robots_have(r, (struct person){ p->from_name, p->from_addr },
			   p->facts & FACT_BOT);
}

bool robots_sent(const struct robots *r, const struct post *p)
{
	return robots_have(r, (struct person){ p->from_name, p->from_addr },
			   (p->facts & FACT_AUTO_SUBMITTED) ||
			       robot_sender(p->from_name, p->from_addr));
}
