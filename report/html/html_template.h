/* SPDX-License-Identifier: MIT */
/*
 * A page's template: HTML with named fragments in it, and slots where values stand.
 *
 *   <!-- begin row --> ... <!-- end row -->   a fragment; it may hold others
 *   {{name}}     a text or a number
 *   {{&name}}    an address: the whole value of an attribute
 *   {{>name}}    what a function prints, most often other fragments
 *
 * A fragment is printed where the program says so: the fragment around it leaves it out.
 */
#ifndef REPORT_HTML_HTML_TEMPLATE_H
#define REPORT_HTML_HTML_TEMPLATE_H

#include <stdint.h>

#include "store/util/str.h"

enum html_piece_kind {
	PIECE_MARKUP, /* of the template */
	PIECE_VALUE,
	PIECE_ADDRESS,
	PIECE_FILL
};

/* text: the markup, or the name of the slot. */
struct html_piece {
	enum html_piece_kind kind;
	struct str text;
};

struct html_fragment {
	struct str name;
	struct html_piece *pieces;
	size_t n, cap;
	uint32_t printed; /* how often it was printed */
};

struct html_template {
	struct html_fragment *fragments; /* the first one is the whole page: "page" */
	size_t n, cap;
};

/*
 * Takes a template apart; it borrows the text. Returns false, with what could be read, if
 * a fragment or slot has no end, or if two fragments have one name.
 */
bool html_template_parse(struct html_template *, struct str text);
/* As html_template_parse(), of a template built into the program: it must be sound. */
void html_template_parse_built_in(struct html_template *, struct str text);
/* Returns NULL if there is no such fragment. */
struct html_fragment *html_template_find(const struct html_template *, struct str name);
void html_template_release(struct html_template *);

#endif
