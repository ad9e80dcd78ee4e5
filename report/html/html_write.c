/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "report/digest/archive_link.h"
#include "report/html/html_write.h"
#include "report/html/page_files.h"
#include "report/util/reader_text.h"
#include "store/util/utf8.h"

void html_init(struct html *h, struct output *out, struct html_template *template)
{
	*h = (struct html){ .out = out, .template = template, .scratch = BUF_INIT };
}

void html_release(struct html *h)
{
	buf_release(&h->scratch);
}

static struct str entity_of(char c)
{
	switch (c) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '>':
		return STR("&gt;");
	case '"':
		return STR("&quot;");
	case '\'':
		return STR("&#39;");
	}
	return STR_EMPTY;
}

/* Whether a character begins that HTML forbids though Unicode has it: U+FDD0 to U+FDEF,
 * and the last two of each plane. */
static bool is_noncharacter(struct str s)
{
	uint32_t c = utf8_next(&s);

	return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* Returns the text that replaces the character at that place; empty if it stays. */
static struct str replacement_at(struct str text, size_t i)
{
	unsigned char c = (unsigned char)text.s[i];

	if (c < 0x80)
		return entity_of((char)c);
	if (c >= 0xef && is_noncharacter(str_sub(text, i, text.len)))
		return STR(UTF8_REPLACEMENT);
	return STR_EMPTY;
}

static size_t replaced_length(struct str text, size_t i)
{
	struct str rest = str_sub(text, i, text.len);

	utf8_next(&rest);
	return text.len - i - rest.len;
}

/* text: clean */
static void print_escaped(struct html *h, struct str text)
{
	size_t from = 0, i = 0;

	while (i < text.len) {
		struct str instead = replacement_at(text, i);

		if (!instead.len) {
			i++;
			continue;
		}
		output_add(h->out, str_sub(text, from, i));
		output_add(h->out, instead);
		i += replaced_length(text, i);
		from = i;
	}
	output_add(h->out, str_sub(text, from, text.len));
}

static void print_text(struct html *h, struct str text, bool lines)
{
	buf_reset(&h->scratch);
	reader_text_add(&h->scratch, text, lines);
	print_escaped(h, buf_str(&h->scratch));
}

static const struct html_slot *find_slot(struct html_slots slots, struct str name)
{
	const struct html_slot *slot = slots.list, *end = slots.list + slots.n;

	for (; slot < end; slot++)
		if (strlen(slot->name) == name.len &&
		    memcmp(slot->name, name.s, name.len) == 0)
			return slot;
	return NULL;
}

static bool fits_piece(enum html_piece_kind piece, enum html_slot_kind slot)
{
	switch (slot) {
	case HTML_URL:
		return piece == PIECE_ADDRESS;
	case HTML_FILL:
	case HTML_STYLE:
	case HTML_SCRIPT:
		return piece == PIECE_FILL;
	default:
		return piece == PIECE_VALUE;
	}
}

static bool is_web_address(struct str url)
{
	return str_istarts(url, STR("http://")) || str_istarts(url, STR("https://"));
}

static void print_slot(struct html *h, const struct html_slot *slot)
{
	switch (slot->kind) {
	case HTML_TEXT:
	case HTML_LINES:
		print_text(h, slot->text, slot->kind == HTML_LINES);
		break;
	case HTML_EXACT:
		print_escaped(h, slot->text);
		break;
	case HTML_NUMBER:
		output_addf(h->out, "%" PRId64, slot->number);
		break;
	case HTML_URL:
		if (is_web_address(slot->url.clean))
			print_escaped(h, slot->url.clean);
		break;
	case HTML_FILL:
		slot->fill(slot->context, slot->arg);
		break;
	case HTML_STYLE:
		output_add(h->out, page_style());
		break;
	case HTML_SCRIPT:
		output_add(h->out, page_script());
		break;
	}
}

static void print_piece(struct html *h, const struct html_piece *piece,
			struct html_slots slots)
{
	const struct html_slot *slot;

	if (piece->kind == PIECE_MARKUP) {
		output_add(h->out, piece->text);
		return;
	}
	slot = find_slot(slots, piece->text);
	assert(slot && fits_piece(piece->kind, slot->kind));
	if (slot)
		print_slot(h, slot);
}

/* A page prints some fragments thousands of times. */
static struct html_fragment *find_fragment(struct html *h, const char *name)
{
	struct html_found *found = &h->found[((uintptr_t)name >> 2) % HTML_FOUND];

	if (found->name != name)
		*found = (struct html_found){ name, html_template_find(h->template,
								       str_from(name)) };
	return found->fragment;
}

void html_print(struct html *h, const char *name, struct html_slots slots)
{
	struct html_fragment *f = find_fragment(h, name);

	assert(f);
	if (!f)
		return;
	f->printed++;
	for (size_t i = 0; i < f->n; i++)
		print_piece(h, &f->pieces[i], slots);
}

struct html_url html_url_list(struct buf *into, const char *archive)
{
	struct str url = str_from(archive);

	buf_reset(into);
	if (is_web_address(url))
		utf8_add_clean(into, url, false);
	return (struct html_url){ buf_str(into) };
}

struct html_url html_url_archive(struct buf *into, const char *archive,
				 struct str message_id)
{
	struct str url = str_from(archive);

	buf_reset(into);
	if (is_web_address(url))
		archive_link_add(into, url, message_id);
	return (struct html_url){ buf_str(into) };
}
