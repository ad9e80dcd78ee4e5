/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/buf.h"
#include "filter/trailer.h"

/* Lines that one trailer may be wrapped over. */
#define JOINED_LINES 4
/* Paragraphs behind the trailers of a log, of notes that should have stood behind "---". */
#define NOTE_PARAGRAPHS 2

enum key_kind {
	KEY_NONE,    /* no trailer: a header field, a phone number */
	KEY_HEADER,  /* ... one that begins a pasted header */
	KEY_PERSON,  /* whose value is a person */
	KEY_LINK,    /* whose value is an address of the web */
	KEY_FIXES,   /* whose value is a commit */
	KEY_BUG,     /* whose value is a bug's number or address */
	KEY_ID,	     /* whose value is a mail or a change */
	KEY_OTHER,   /* any other word with a dash */
};

#define KEY(literal, kind) { { literal, sizeof(literal) - 1 }, kind }

static const struct {
	struct str key;
	enum key_kind kind;
} keys[] = {
	KEY("Cc", KEY_PERSON),		 KEY("Link", KEY_LINK),
	KEY("Closes", KEY_LINK),	 KEY("BugLink", KEY_LINK),
	KEY("Fixes", KEY_FIXES),	 KEY("Bug", KEY_BUG),
	KEY("Bugzilla", KEY_BUG),	 KEY("Resolves", KEY_BUG),
	KEY("References", KEY_ID),	 KEY("Supersedes", KEY_ID),
	KEY("From", KEY_HEADER),	 KEY("To", KEY_HEADER),
	KEY("Sent", KEY_HEADER),	 KEY("Date", KEY_HEADER),
	KEY("Subject", KEY_HEADER),	 KEY("Reply-To", KEY_HEADER),
	KEY("In-Reply-To", KEY_HEADER),	 KEY("Message-ID", KEY_ID),
	KEY("E-mail", KEY_NONE),	 KEY("Base-commit", KEY_NONE),
	KEY("Change-Id", KEY_ID),	 KEY("Prerequisite-message-id", KEY_NONE),
	KEY("Prerequisite-patch-id", KEY_NONE), KEY("Prerequisite-change-id", KEY_NONE),
};

/* Takes "Key:" off line; key is empty where there is none. */
static struct str take_key(struct str *line)
{
	size_t n = 0;
	struct str key;

	while (n < line->len &&
	       (is_alpha(line->s[n]) || is_digit(line->s[n]) || line->s[n] == '-'))
		n++;
	if (n == 0 || n == line->len || line->s[n] != ':' || !is_alpha(line->s[0]))
		return STR_EMPTY;
	key = str_sub(*line, 0, n);
	*line = str_trim(str_sub(*line, n + 1, line->len));
	return key;
}

static enum key_kind key_kind(struct str key)
{
	if (key.len > 3 && str_ieq(str_sub(key, key.len - 3, key.len), STR("-by")))
		return KEY_PERSON;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (str_ieq(key, keys[i].key))
			return keys[i].kind;
	/* "Upstream-Status:"; "x86-64:" begins a sentence */
	return str_chr(key, '-') < key.len && key.s[0] >= 'A' && key.s[0] <= 'Z' ? KEY_OTHER :
										    KEY_NONE;
}

/* "name@host.domain" anywhere in it. */
static bool has_address(struct str value)
{
	struct str host;
	size_t at = str_chr(value, '@'), dot;

	if (at == value.len || at == 0 || is_blank(value.s[at - 1]))
		return false;
	host = str_sub(value, at + 1, value.len);
	host = str_sub(host, 0, str_chr(host, ' '));
	dot = str_chr(host, '.');
	return dot > 0 && dot + 1 < host.len;
}

static bool has_url(struct str value)
{
	return str_find(value, STR("://")) < value.len;
}

/* A hash, "commit" and a hash, a bug's number or address. */
static bool names_commit(struct str value)
{
	size_t n = 0;

	if (str_istarts(value, STR("commit ")))
		value = str_ltrim(str_sub(value, 7, value.len));
	while (n < value.len && (is_digit(value.s[n]) || (to_lower(value.s[n]) >= 'a' &&
							  to_lower(value.s[n]) <= 'f')))
		n++;
	return n >= 6 || str_starts(value, STR("#")) || has_url(value);
}

static bool is_trailer(const struct trailer_iter *it, struct str key, struct str value)
{
	enum key_kind kind = key.len && value.len ? key_kind(key) : KEY_NONE;

	switch (kind) {
	case KEY_NONE:
	case KEY_HEADER:
		return false;
	case KEY_FIXES:
		return names_commit(value);
	case KEY_ID:
		return !it->reply;
	case KEY_LINK:
		return !it->reply || has_url(value);
	case KEY_BUG:
		return !it->reply && (has_url(value) || value.s[0] == '#' || is_digit(value.s[0]));
	default:
		return !it->reply || (has_address(value) && !has_url(value));
	}
}

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

/* How many lines are trailers, and how many are something else: folds and "[name: note]" are neither. */
static void count_lines(const struct trailer_iter *it, struct str paragraph, size_t *trailers,
			size_t *others)
{
	struct str line;

	*trailers = *others = 0;
	while (str_line(&paragraph, &line)) {
		struct str value = line, key = take_key(&value);

		if (is_trailer(it, key, value))
			++*trailers;
		else if (!line.len || !memchr(" \t[(<", line.s[0], 5))
			++*others;
	}
}

void trailer_init(struct trailer_iter *it, struct str log, struct arena *arena)
{
	size_t trailers, others, notes = 0;
	struct str end, block = STR_EMPTY;

	log = str_sub(log, 0, str_find(log, STR("\n--\n")));
	end = str_rtrim(log);
	*it = (struct trailer_iter){ .rest = STR_EMPTY, .arena = arena };
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
	*it = (struct trailer_iter){ .rest = text, .arena = arena, .reply = true };
}

static struct str peek_line(struct str rest)
{
	struct str line = STR_EMPTY;

	str_line(&rest, &line);
	return line;
}

/* Whether what stands there so far goes on in the next line. */
static bool is_open(const struct trailer_iter *it, enum key_kind kind, struct str value, struct str next)
{
	struct str trimmed = str_trim(next), v = next;

	if (!trimmed.len || is_trailer(it, take_key(&v), v))
		return false;
	if (kind == KEY_PERSON && str_chr(value, '@') == value.len)
		return trimmed.s[0] == '<' && str_ends(trimmed, STR(">"));
	if (kind == KEY_FIXES && str_chr(value, '(') < value.len && !str_ends(value, STR(")")))
		return true;
	return !it->reply && next.s[0] != trimmed.s[0];
}

/* Without the "<mailto:...>" that some mailers write into an address. */
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

static void take_value(struct trailer_iter *it, struct str value)
{
	enum key_kind kind = key_kind(it->key);
	struct buf joined = BUF_INIT;
	struct str next;

	for (int n = 1; n < JOINED_LINES && it->rest.len && kind > KEY_HEADER; n++) {
		if (!is_open(it, kind, value, peek_line(it->rest)))
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
}

/* Where the part of a reply that its writer wrote ends. */
static bool ends_reply(struct str line)
{
	return str_eq(line, STR("-- ")) || str_eq(line, STR("--")) ||
	       (str_starts(line, STR("-----")) && str_find(line, STR("Original Message")) < line.len);
}

/* What a line that is no trailer means for those that follow. */
static void note_line(struct trailer_iter *it, struct str key, struct str line)
{
	if (!line.len) {
		it->header = false;
		return;
	}
	it->advice = line.s[line.len - 1] == ':' && str_find(line, STR(" tag")) < line.len;
	if (key.len && key_kind(key) == KEY_HEADER)
		it->header = true;
}

bool trailer_next(struct trailer_iter *it)
{
	struct str line, value;

	while (str_line(&it->rest, &line)) {
		if (line.len && !is_alpha(line.s[0]) && line.s[0] != '-')
			continue;
		if (it->reply && ends_reply(line))
			return false;
		value = line;
		it->key = take_key(&value);
		it->value = value;
		if (it->key.len && value.len)
			take_value(it, value);
		if (!is_trailer(it, it->key, it->value)) {
			if (it->reply)
				note_line(it, it->key, line);
			continue;
		}
		if (it->advice || (it->header && str_ieq(it->key, STR("Cc"))))
			continue;
		return true;
	}
	return false;
}

bool trailer_is_review(struct str key)
{
	static const char *const reviews[] = { "Reviewed-by", "Acked-by", "Tested-by", "Nacked-by",
					       "Reviewed-and-tested-by", "Acked-and-tested-by" };

	for (size_t i = 0; i < sizeof(reviews) / sizeof(reviews[0]); i++)
		if (str_ieq(key, str_from(reviews[i])))
			return true;
	return false;
}
