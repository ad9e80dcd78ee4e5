/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>

#include "report/html/html_template.h"
#include "store/util/array.h"

#define BEGIN STR("<!-- begin ")
#define END STR("<!-- end ")
#define MARK_CLOSE STR(" -->")
#define SLOT_OPEN STR("{{")
#define SLOT_CLOSE STR("}}")
#define DEPTH_MAX 8 /* of fragments in fragments */

/* Indices into fragments: the fragment that is read, below those around it. */
struct template_reader {
	struct html_template *template;
	size_t open[DEPTH_MAX];
	size_t depth;
};

static void add_piece(struct template_reader *r, enum html_piece_kind kind,
		      struct str text)
{
	struct html_fragment *f = &r->template->fragments[r->open[r->depth - 1]];

	if (!text.len)
		return;
	f->pieces = array_grow(f->pieces, f->n, &f->cap, sizeof(*f->pieces));
	f->pieces[f->n++] = (struct html_piece){ kind, text };
}

static bool begin_fragment(struct template_reader *r, struct str name)
{
	struct html_template *t = r->template;

	if (r->depth == DEPTH_MAX || html_template_find(t, name))
		return false;
	t->fragments = array_grow(t->fragments, t->n, &t->cap, sizeof(*t->fragments));
	t->fragments[t->n] = (struct html_fragment){ .name = name };
	r->open[r->depth++] = t->n++;
	return true;
}

static bool end_fragment(struct template_reader *r, struct str name)
{
	const struct html_fragment *f = &r->template->fragments[r->open[r->depth - 1]];

	if (r->depth < 2 || !str_eq(f->name, name))
		return false;
	r->depth--;
	return true;
}

static void add_slot(struct template_reader *r, struct str name)
{
	if (str_starts(name, STR("&")))
		add_piece(r, PIECE_ADDRESS, str_sub(name, 1, name.len));
	else if (str_starts(name, STR(">")))
		add_piece(r, PIECE_FILL, str_sub(name, 1, name.len));
	else
		add_piece(r, PIECE_VALUE, name);
}

/* Takes the text between open and close off rest, which begins with open. */
static bool take_mark(struct str *rest, struct str open, struct str close,
		      struct str *inside)
{
	struct str after = str_sub(*rest, open.len, rest->len);
	size_t end = str_find(after, close);

	*inside = str_sub(after, 0, end);
	*rest = str_sub(after, end + close.len, after.len);
	return end < after.len;
}

static bool begins_mark(struct str text, size_t at)
{
	struct str rest = str_sub(text, at, text.len);

	return (rest.s[0] == '<' && (str_starts(rest, BEGIN) || str_starts(rest, END))) ||
	       str_starts(rest, SLOT_OPEN);
}

/* Takes the next mark or the markup before it off rest. */
static bool read_piece(struct template_reader *r, struct str *rest)
{
	size_t markup = 0;
	struct str name;

	if (str_starts(*rest, BEGIN))
		return take_mark(rest, BEGIN, MARK_CLOSE, &name) &&
		       begin_fragment(r, name);
	if (str_starts(*rest, END))
		return take_mark(rest, END, MARK_CLOSE, &name) && end_fragment(r, name);
	if (str_starts(*rest, SLOT_OPEN)) {
		if (!take_mark(rest, SLOT_OPEN, SLOT_CLOSE, &name))
			return false;
		add_slot(r, name);
		return true;
	}
	while (markup < rest->len && !begins_mark(*rest, markup))
		markup++;
	add_piece(r, PIECE_MARKUP, str_sub(*rest, 0, markup));
	*rest = str_sub(*rest, markup, rest->len);
	return true;
}

bool html_template_parse(struct html_template *t, struct str text)
{
	struct template_reader r = { .template = t };

	*t = (struct html_template){ .n = 0 };
	begin_fragment(&r, STR("page"));
	while (text.len)
		if (!read_piece(&r, &text))
			return false;
	return r.depth == 1;
}

void html_template_parse_built_in(struct html_template *t, struct str text)
{
	bool sound = html_template_parse(t, text);

	assert(sound);
	(void)sound;
}

struct html_fragment *html_template_find(const struct html_template *t, struct str name)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_eq(t->fragments[i].name, name))
			return &t->fragments[i];
	return NULL;
}

void html_template_release(struct html_template *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->fragments[i].pieces);
	free(t->fragments);
	*t = (struct html_template){ .n = 0 };
}
