/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/areas/area_name.h"
#include "report/areas/maintainers.h"
#include "store/util/array.h"
#include "store/util/file.h"

/* The state of the reader before it reads the current line of a file. */
struct maintainers_reader {
	struct maintainers *m;
	struct str title; /* the last line that may be one */
	bool in_area;	  /* the last line was one of an area */
	size_t line;	  /* counts from 1 */
};

/* "M: text": a capital letter at the beginning of the line, and a colon. */
static bool is_area_line(struct str line)
{
	return str_at(line, 0) >= 'A' && str_at(line, 0) <= 'Z' && str_at(line, 1) == ':';
}

/* Below a title, as in QEMU's file. */
static bool is_underline(struct str line)
{
	size_t n = 0;

	while (n < line.len && (line.s[n] == '-' || line.s[n] == '='))
		n++;
	return n >= 3 && n == line.len;
}

static void begin_area(struct maintainers_reader *rd)
{
	struct maintainers *m = rd->m;

	m->areas = array_grow(m->areas, m->n, &m->cap, sizeof(*m->areas));
	m->areas[m->n++] = (struct area){ .title = arena_str(&m->arena, rd->title),
					  .name = STR_EMPTY,
					  .lines = m->n_lines };
	rd->in_area = true;
}

static void add_pattern(struct maintainers *m, const struct area_line *line)
{
	struct area_pattern *p;

	if (!line->value.len)
		return;
	m->patterns =
	    array_grow(m->patterns, m->n_patterns, &m->patterns_cap, sizeof(*p));
	p = &m->patterns[m->n_patterns++];
	p->area = m->n - 1;
	p->excludes = line->letter == 'X';
	file_pattern_parse(&p->pattern, line->value, &m->arena);
	p->letters = letters_of(p->pattern.inner);
	if (!p->excludes && p->pattern.holds_all)
		m->areas[p->area].holds_all = true;
}

static void add_regex(struct maintainers_reader *rd, const struct area_line *line)
{
	struct maintainers *m = rd->m;
	struct area_regex *r;

	m->regexes = array_grow(m->regexes, m->n_regexes, &m->regexes_cap, sizeof(*r));
	r = &m->regexes[m->n_regexes];
	r->area = m->n - 1;
	if (m->n_regexes < MAINTAINERS_REGEXES &&
	    path_regex_parse(&r->regex, line->value, &m->arena)) {
		r->letters = letters_of(r->regex.literal);
		m->n_regexes++;
	} else if (m->n_passed_over++ == 0) {
		m->first_passed_over = rd->line;
	}
}

static void add_area_line(struct maintainers_reader *rd, struct str text)
{
	struct maintainers *m = rd->m;
	struct area_line *line;

	if (!rd->in_area)
		begin_area(rd);
	m->lines = array_grow(m->lines, m->n_lines, &m->lines_cap, sizeof(*line));
	line = &m->lines[m->n_lines++];
	line->letter = text.s[0];
	line->value = arena_str(&m->arena, str_trim(str_sub(text, 2, text.len)));
	m->areas[m->n - 1].n_lines++;
	if (line->letter == 'F' || line->letter == 'X')
		add_pattern(m, line);
	else if (line->letter == 'N')
		add_regex(rd, line);
}

/* Blank lines and comments do not end an area; any other text does. */
static void read_line(struct maintainers_reader *rd, struct str line)
{
	struct str text = str_trim(line);

	rd->line++;
	if (is_area_line(line)) {
		add_area_line(rd, line);
	} else if (text.len && text.s[0] != '#') {
		if (!is_underline(text))
			rd->title = text;
		rd->in_area = false;
	}
}

/* The file's first line of text, for a message. */
static struct str first_text(struct str text)
{
	struct str line;

	while (str_line(&text, &line))
		if (str_trim(line).len)
			return str_sub(str_trim(line), 0, 60);
	return STR_EMPTY;
}

static enum status say_no_areas(struct str text, const char *file, struct buf *why)
{
	struct str first = first_text(text);

	buf_addf(why,
		 "%s: no MAINTAINERS file: expected titles, and below each of them lines "
		 "such as \"M: Name <address>\" and \"F: folder/\"; it ",
		 file);
	if (!first.len)
		return status_say(why, ST_NOINPUT, "is empty");
	return status_say(why, ST_NOINPUT, "begins with \"%.*s\"", (int)first.len,
			  first.s);
}

static void index_patterns(struct maintainers *m)
{
	for (size_t i = 0; i < m->n_patterns; i++)
		path_index_add(&m->index, m->patterns[i].pattern.literal, i);
	path_index_sort(&m->index);
}

enum status maintainers_parse(struct maintainers *m, struct str text, const char *file,
			      struct buf *why)
{
	struct maintainers_reader rd = { .m = m, .title = STR_EMPTY };
	struct str rest = text, line;

	m->file = file;
	while (str_line(&rest, &line))
		read_line(&rd, line);
	if (!m->n_patterns && !m->n_regexes)
		return say_no_areas(text, file, why);
	index_patterns(m);
	area_names_make(m);
	return ST_OK;
}

enum status maintainers_read(struct maintainers *m, const char *file, struct buf *why)
{
	struct buf text = BUF_INIT;
	enum status st = file_read_text(&text, file, why);

	if (st == ST_OK)
		st = maintainers_parse(m, buf_str(&text), file, why);
	buf_release(&text);
	return st == ST_NOTFOUND ? ST_NOINPUT : st;
}

void maintainers_release(struct maintainers *m)
{
	for (size_t i = 0; i < m->n_regexes; i++)
		path_regex_release(&m->regexes[i].regex);
	free(m->regexes);
	free(m->patterns);
	free(m->lines);
	free(m->areas);
	path_index_release(&m->index);
	arena_release(&m->arena);
	*m = MAINTAINERS_INIT;
}

bool area_next_value(const struct maintainers *m, const struct area *a,
		     const char *letters, size_t *at, struct str *value)
{
	while (*at < a->n_lines) {
		const struct area_line *line = &m->lines[a->lines + (*at)++];

		*value = line->value;
		if (strchr(letters, line->letter))
			return true;
	}
	return false;
}

struct str area_address(struct str value)
{
	size_t open = str_chr(value, '<');

	if (open < value.len)
		value = str_sub(value, open + 1, value.len);
	return str_sub(value, 0, strcspn(value.s, "> \t"));
}

uint64_t letters_of(struct str text)
{
	uint64_t letters = 0;

	for (size_t i = 0; i < text.len; i++)
		letters |= (uint64_t)1
			   << ((text.s[i] & 31) | (is_alpha(text.s[i]) ? 0 : 32));
	return letters;
}
