/* SPDX-License-Identifier: MIT */
#include "filter/patch/mail_links.h"
#include "store/util/array.h"
#include "store/util/linked_id.h"

/* Bytes at a diff's end: b4 writes the change-id of a patch without a cover there. */
#define FOOTER_MAX 4096
/* Bytes that are searched for links: bounds the work on hostile text. */
#define WORDS_MAX (128u << 10)

/* Appends a line, unless out has it: mails often repeat a link. */
static void add_link_line(struct buf *out, const char *word, struct str value,
			  size_t limit)
{
	struct str rest = buf_str(out), line;
	struct str w = str_from(word);

	if (!value.len || out->len + w.len + value.len + 2 > limit)
		return;
	while (str_line(&rest, &line))
		if (line.len == w.len + 1 + value.len && str_starts(line, w) &&
		    str_ends(line, value))
			return;
	buf_adds(out, w);
	buf_addch(out, ' ');
	buf_adds(out, value);
	buf_addch(out, '\n');
}

/* Adds the Message-IDs of all URLs in text. */
static void add_urls(struct buf *out, const char *word, struct str text, size_t limit)
{
	struct linked_id room;
	size_t at;

	while (out->len < limit && (at = str_find(text, STR("://"))) < text.len) {
		struct str url = linked_url_at(str_sub(text, at, text.len));

		if (at >= 4 && (text.s[at - 1] == 'p' || text.s[at - 1] == 's'))
			add_link_line(out, word, linked_id_of_url(&room, url), limit);
		text = str_sub(text, at + (url.len > 3 ? url.len : 3), text.len);
	}
}

/* Adds the id of "Supersedes: <id>", a bare id, or a URL. */
static void add_superseded(struct buf *out, struct str value, size_t limit)
{
	size_t open = str_chr(value, '<');
	struct linked_id room;

	if (str_find(value, STR("://")) < value.len) {
		add_urls(out, "supersedes", value, limit);
		return;
	}
	if (open < value.len)
		value = str_sub(value, open + 1, value.len);
	value = str_sub(value, 0, str_chr(value, '>'));
	value = str_sub(value, 0, str_chr(value, ' '));
	add_link_line(out, "supersedes", linked_id_decode(&room, value), limit);
}

/* "base-commit: HEX" and the like, as git format-patch --base and people write them. */
static void add_base(struct buf *out, struct str line, size_t limit)
{
	static const struct str keys[] = { STR("base-commit:"),
					   STR("prerequisite-patch-id:"),
					   STR("depends-on:"), STR("based-on:") };
	static const char *const words[] = { "base-commit", "prerequisite-patch-id",
					     "depends-on", "based-on" };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		struct str value;

		if (!str_istarts(line, keys[i]))
			continue;
		value = str_trim(str_sub(line, keys[i].len, line.len));
		if (value.len <= LINKED_ID_MAX)
			add_link_line(out, words[i], value, limit);
	}
}

static void add_change_id(struct buf *out, struct str value, size_t limit)
{
	if (value.len <= LINKED_ID_MAX && str_chr(value, ' ') == value.len)
		add_link_line(out, "change-id", value, limit);
}

static bool ends_key(char c, bool changes)
{
	c = to_lower(c);
	return c == 's' || (changes && (c == 'd' || c == 'n' || c == 't'));
}

/*
 * Takes the text through the next line that may have a key off text: most lines have no
 * colon, and most colons follow another letter than a key's last one.
 */
static bool next_keyed(struct str *text, bool changes, struct str *line)
{
	size_t at = 0, before;

	while ((at += str_chr(str_sub(*text, at, text->len), ':')) < text->len) {
		if (at && ends_key(text->s[at - 1], changes)) {
			before = str_rchr(str_sub(*text, 0, at), '\n');
			*text = str_sub(*text, before < at ? before + 1 : 0, text->len);
			return str_line(text, line);
		}
		at++;
	}
	return false;
}

/* Adds the "Supersedes: ID" lines; if changes is set also those of ids and of bases. */
static void add_values(struct buf *out, struct str text, bool changes, size_t limit)
{
	struct str line;

	while (out->len < limit && next_keyed(&text, changes, &line)) {
		char c = line.len ? to_lower(line.s[0]) : '\0';

		if (c == 'c' && changes && str_istarts(line, STR("change-id:")))
			add_change_id(out, str_trim(str_sub(line, 10, line.len)), limit);
		else if ((c == 'b' || c == 'p' || c == 'd') && changes)
			add_base(out, line, limit);
		else if (c == 's' && str_istarts(line, STR("supersedes:")))
			add_superseded(out, str_trim(str_sub(line, 11, line.len)), limit);
	}
}

static struct str diff_footer(struct str diff)
{
	return diff.len > FOOTER_MAX ? str_sub(diff, diff.len - FOOTER_MAX, diff.len)
				     : diff;
}

void mail_links_collect(struct buf *out, const struct patch *p, size_t limit)
{
	struct str words = str_sub(p->words, 0, WORDS_MAX);
	struct str carried = str_sub(p->carried, 0, WORDS_MAX);

	add_values(out, words, true, limit);
	add_values(out, carried, true, limit);
	add_values(out, diff_footer(p->diff), true, limit);
	add_urls(out, "link", words, limit);
	add_urls(out, "link", carried, limit);
}

void mail_links_collect_reply(struct buf *out, struct str text, size_t limit)
{
	add_values(out, str_sub(text, 0, WORDS_MAX), false, limit);
}

void mail_links_add_superseded(struct buf *out, struct str value, size_t limit)
{
	if (value.len)
		add_superseded(out, value, limit);
}
