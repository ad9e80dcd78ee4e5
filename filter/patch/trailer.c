/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/util/array.h"
#include "store/util/buf.h"
#include "store/util/masked_at.h"
#include "filter/patch/trailer.h"
#include "filter/patch/trailer_key.h"

/* Lines that one trailer may be wrapped over. */
#define JOINED_LINES 4
/* Lines that a footer below a bare "--" may have. */
#define FOOTER_LINES 12
/* Lines that the header of a copied mail may have. */
#define COPIED_LINES 12
/* Paragraphs of notes after a log's trailers, which belong below "---". */
#define NOTE_PARAGRAPHS 2

/* Takes the last paragraph off text. */
static struct str take_paragraph(struct str *text)
{
	struct str t = str_rtrim(*text);
	size_t start = t.len;

	while (start > 0) {
		const char *nl = memrchr(t.s, '\n', start - 1);
		size_t line = nl ? (size_t)(nl - t.s) + 1 : 0;

		if (!str_trim(str_sub(t, line, start)).len)
			break;
		start = line;
		if (!nl)
			break;
	}
	*text = str_sub(t, 0, start);
	return str_sub(t, start, t.len);
}

/*
 * Counts the lines that are trailers, and those that are something else: folds and
 * "[name: note]" are neither.
 */
static void count_lines(const struct trailer_iter *it, struct str paragraph,
			size_t *trailers, size_t *others)
{
	struct str line;

	*trailers = *others = 0;
	while (str_line(&paragraph, &line)) {
		struct str value = line, key = trailer_take_key(&value);

		if (trailer_is(key, value, it->reply))
			++*trailers;
		else if (!line.len || !memchr(" \t[(<", line.s[0], 5))
			++*others;
	}
}

/* Whether rest, which follows a line "--", is a footer: it ends after few lines. */
static bool is_footer(struct str rest)
{
	struct str line;

	for (int n = 0; str_line(&rest, &line); n++)
		if (n == FOOTER_LINES)
			return false;
	return true;
}

/* Returns log up to a bare "--" that starts a footer. */
static struct str without_footer(struct str log)
{
	struct str mark = STR("\n--\n");
	size_t at = 0;

	while ((at += str_find(str_sub(log, at, log.len), mark)) < log.len) {
		if (is_footer(str_sub(log, at + mark.len, log.len)))
			return str_sub(log, 0, at);
		at++;
	}
	return log;
}

void trailer_init(struct trailer_iter *it, struct str log, struct arena *arena)
{
	size_t trailers, others, notes = 0;
	struct str end, block = STR_EMPTY;

	log = without_footer(log);
	end = str_rtrim(log);
	*it = (struct trailer_iter){ .sender_name = STR_EMPTY,
				     .sender_addr = STR_EMPTY,
				     .rest = STR_EMPTY,
				     .arena = arena };
	while (log.len && notes <= NOTE_PARAGRAPHS) {
		struct str p = take_paragraph(&log);

		count_lines(it, p, &trailers, &others);
		if (trailers && (!block.len || !others)) {
			if (!block.len)
				end = str_sub(end, 0, (size_t)(p.s + p.len - end.s));
			block = (struct str){ p.s, (size_t)(end.s + end.len - p.s) };
		} else if (block.len) {
			break;
		} else {
			notes++;
		}
	}
	it->rest = block;
}

void trailer_init_reply(struct trailer_iter *it, struct str text, struct arena *arena)
{
	*it = (struct trailer_iter){ .sender_name = STR_EMPTY,
				     .sender_addr = STR_EMPTY,
				     .rest = text,
				     .arena = arena,
				     .reply = true };
}

static struct str peek_line(struct str rest)
{
	struct str line = STR_EMPTY;

	str_line(&rest, &line);
	return line;
}

static bool contains_text(struct str s, const char *piece)
{
	return str_find(s, str_from(piece)) < s.len;
}

/* Whether value continues in the next line. */
static bool is_wrapped(const struct trailer_iter *it, enum key_kind kind,
		       struct str value, struct str next)
{
	struct str trimmed = str_trim(next), v = next;

	if (!trimmed.len || trailer_is(trailer_take_key(&v), v, it->reply))
		return false;
	if (kind == KEY_PERSON && str_chr(value, '@') == value.len)
		return trimmed.s[0] == '<' && str_ends(trimmed, STR(">"));
	if (kind == KEY_FIXES)
		return contains_text(value, "(") &&
		       !contains_text(value, contains_text(value, "(\"") ? "\")" : ")");
	/* an indented "[note]" is about the trailer, not of it */
	return !it->reply && next.s[0] != trimmed.s[0] && trimmed.s[0] != '[';
}

/* Drops the "<mailto:...>" that some mailers write into an address. */
static struct str drop_mailto(struct str value, struct arena *arena)
{
	size_t at = str_find(value, STR("<mailto:"));
	char *out, *end;

	if (at == value.len)
		return value;
	end = out = arena_alloc(arena, value.len);
	for (; at < value.len; at = str_find(value, STR("<mailto:"))) {
		memcpy(end, value.s, at);
		end += at;
		value = str_sub(value, at, value.len);
		value = str_sub(value, str_chr(value, '>') + 1, value.len);
	}
	memcpy(end, value.s, value.len);
	return (struct str){ out, (size_t)(end - out) + value.len };
}

static void take_trailer_value(struct trailer_iter *it, struct str value)
{
	enum key_kind kind = trailer_key_kind(it->key);
	struct buf joined = BUF_INIT;
	struct str next;

	for (int n = 1; n < JOINED_LINES && it->rest.len && kind > KEY_HEADER; n++) {
		if (!is_wrapped(it, kind, value, peek_line(it->rest)))
			break;
		str_line(&it->rest, &next);
		if (!joined.len)
			buf_adds(&joined, value);
		buf_addch(&joined, ' ');
		buf_adds(&joined, str_trim(next));
		value = buf_str(&joined);
	}
	if (joined.len)
		value = arena_str(it->arena, value);
	buf_release(&joined);
	it->value = kind > KEY_HEADER ? drop_mailto(value, it->arena) : value;
	if (kind == KEY_PERSON)
		it->value = masked_at_undo(it->value, it->arena);
}

/* The words that begin a field of a mail header as Outlook copies it. */
enum copied_field { COPIED_FROM = 1, COPIED_DATE = 2, COPIED_TO = 4, COPIED_SUBJECT = 8 };

static unsigned copied_field(struct str line)
{
	static const struct {
		const char *word;
		unsigned field;
	} words[] = {
		{ "From:", COPIED_FROM },	{ "Sent:", COPIED_DATE },
		{ "Date:", COPIED_DATE },	{ "To:", COPIED_TO },
		{ "Subject:", COPIED_SUBJECT }, { "Von:", COPIED_FROM },
		{ "Gesendet:", COPIED_DATE },	{ "An:", COPIED_TO },
		{ "Betreff:", COPIED_SUBJECT }, { "De :", COPIED_FROM },
		{ "Envoyé :", COPIED_DATE },	{ "À :", COPIED_TO },
		{ "Objet :", COPIED_SUBJECT },	{ "De:", COPIED_FROM },
		{ "Enviado", COPIED_DATE },	{ "Para:", COPIED_TO },
		{ "Asunto:", COPIED_SUBJECT },	{ "发件人", COPIED_FROM },
		{ "发送时间", COPIED_DATE },	{ "收件人", COPIED_TO },
		{ "主题", COPIED_SUBJECT },
	};

	while (line.len && line.s[0] == '*')
		line = str_sub(line, 1, line.len);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (str_starts(line, str_from(words[i].word)))
			return words[i].field;
	return 0;
}

/*
 * Whether a copy of the mail that is answered begins at line, as Outlook writes it:
 * From, Sent, To and Subject without an empty line between them.
 */
static bool begins_copy(struct str line, struct str rest)
{
	unsigned fields;

	/* the first bytes of the words for From: most lines begin otherwise */
	if (!line.len || !memchr("*FVD\xe5", line.s[0], 5))
		return false;
	fields = copied_field(line);
	if (fields != COPIED_FROM)
		return false;
	for (int n = 0; n < COPIED_LINES && str_line(&rest, &line) && line.len; n++)
		fields |= copied_field(line);
	return fields == (COPIED_FROM | COPIED_DATE | COPIED_TO | COPIED_SUBJECT);
}

/* Whether the writer's own text ends at line, which rest follows. */
static bool ends_reply(struct str line, struct str rest)
{
	if (line.len && line.s[0] != '-')
		return begins_copy(line, rest);
	return str_eq(line, STR("-- ")) || (str_eq(line, STR("--")) && is_footer(rest)) ||
	       (str_starts(line, STR("-----")) &&
		str_find(line, STR("Original Message")) < line.len);
}

/* "please add the following tag": what follows is no trailer of the writer's. */
static bool is_advice(struct str line)
{
	if (line.s[line.len - 1] == ':')
		return str_find(line, STR(" tag")) < line.len;
	return str_find(line, STR("following tag")) < line.len;
}

/* Reads a line that is no trailer: it may change what later trailers mean. */
static void read_other_line(struct trailer_iter *it, struct str key, struct str line)
{
	if (!line.len) {
		it->header = false;
		return;
	}
	it->advice = is_advice(line);
	if (key.len && trailer_key_kind(key) == KEY_HEADER)
		it->header = true;
}

/* Whether line, which is indented, is a trailer that the sender gives. */
static bool is_senders_own(const struct trailer_iter *it, struct str line)
{
	struct str value, key;

	if (!it->sender_addr.len)
		return false;
	value = str_ltrim(line);
	key = trailer_take_key(&value);
	if (!key.len || trailer_key_kind(key) != KEY_PERSON)
		return false;
	if (str_ifind(value, it->sender_addr) < value.len)
		return true;
	return it->sender_name.len && str_istarts(value, it->sender_name) &&
	       str_starts(str_sub(value, it->sender_name.len, value.len), STR(" <"));
}

/* Takes the next line that may be a trailer; false at the end of the writer's text. */
static bool take_candidate(struct trailer_iter *it, struct str *line)
{
	while (str_line(&it->rest, line)) {
		char c = line->len ? line->s[0] : '-'; /* an empty line counts */

		if (c == ' ' || c == '\t') {
			if (is_senders_own(it, *line)) {
				*line = str_ltrim(*line);
				return true;
			}
			continue;
		}
		if (it->reply && c != '>' && ends_reply(*line, it->rest))
			return false;
		if (is_alpha(c) || c == '-')
			return true;
		/* text after a quotation is about something else */
		it->advice = it->advice && c != '>';
	}
	return false;
}

bool trailer_next(struct trailer_iter *it)
{
	struct str line, value;

	while (take_candidate(it, &line)) {
		value = line;
		it->key = trailer_take_key(&value);
		it->value = value;
		if (it->key.len && value.len)
			take_trailer_value(it, value);
		if (!trailer_is(it->key, it->value, it->reply)) {
			if (it->reply)
				read_other_line(it, it->key, line);
			continue;
		}
		if ((it->advice && !trailer_is_review(it->key)) ||
		    (it->header && str_ieq(it->key, STR("Cc"))))
			continue;
		return true;
	}
	return false;
}
