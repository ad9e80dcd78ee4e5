/* SPDX-License-Identifier: MIT */
/*
 * The parser looks for these forms in the file:
 *
 *	[section]		[section "sub\"section"]	[section.subsection]
 *		name = value	# comment
 *		name = "a quoted # \" text" that \
 *			continues in the next line
 *		name
 *
 * The first name may follow its section's heading in that line.
 */
#include "report/config/config_line.h"
#include "store/util/buf.h"

struct config_scan {
	struct str text;
	size_t at, line;
	struct buf section; /* "section." or "section.subsection." */
};

static char next_byte(const struct config_scan *s)
{
	return str_at(s->text, s->at);
}

static char take_byte(struct config_scan *s)
{
	char c = next_byte(s);

	s->line += c == '\n';
	s->at++;
	return c;
}

static bool at_end(const struct config_scan *s)
{
	return s->at >= s->text.len;
}

static void skip_line(struct config_scan *s)
{
	while (!at_end(s) && take_byte(s) != '\n')
		;
}

/* Adds the text between the quotes, of which the first was taken. */
static void take_subsection(struct config_scan *s)
{
	char c;

	while (!at_end(s) && (c = take_byte(s)) != '"')
		buf_addch(&s->section, c == '\\' ? take_byte(s) : c);
	buf_addch(&s->section, '.');
}

static void take_section(struct config_scan *s)
{
	char c;

	buf_reset(&s->section);
	take_byte(s);
	while (!at_end(s) && !is_blank(c = next_byte(s)) && c != ']')
		buf_addch(&s->section, to_lower(take_byte(s)));
	buf_addch(&s->section, '.');
	while (!at_end(s) && (c = take_byte(s)) != ']')
		if (c == '"')
			take_subsection(s);
}

static void take_name(struct config_scan *s, struct buf *name)
{
	char c;

	while (is_alpha(c = next_byte(s)) || is_digit(c) || c == '-')
		buf_addch(name, to_lower(take_byte(s)));
}

static void skip_value(struct config_scan *s)
{
	bool quoted = false;

	while (!at_end(s) && next_byte(s) != '\n') {
		char c = take_byte(s);

		if (c == '\\' && next_byte(s) == '\r')
			take_byte(s);
		if (c == '\\')
			take_byte(s);
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '#' || c == ';'))
			return skip_line(s);
	}
}

/* Takes the next name, and its value. Sets the key, and the line of the name. */
static bool next_key(struct config_scan *s, struct buf *key, size_t *line)
{
	buf_reset(key);
	while (!at_end(s)) {
		char c = next_byte(s);

		if (c == '[') {
			take_section(s);
		} else if (c == '#' || c == ';') {
			skip_line(s);
		} else if (is_alpha(c)) {
			*line = s->line;
			buf_adds(key, buf_str(&s->section));
			take_name(s, key);
			skip_value(s);
			return true;
		} else {
			take_byte(s);
		}
	}
	return false;
}

size_t config_line(struct str text, struct str key, size_t nth)
{
	struct config_scan s = { .text = text, .line = 1, .section = BUF_INIT };
	struct buf found = BUF_INIT;
	size_t line = 0, at = 0;

	while (!line && next_key(&s, &found, &at))
		if (str_eq(buf_str(&found), key) && nth-- == 0)
			line = at;
	buf_release(&found);
	buf_release(&s.section);
	return line;
}
