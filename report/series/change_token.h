/* SPDX-License-Identifier: MIT */
/* The pieces of a line that may head the changes of a version (change_heading.h). */
#ifndef REPORT_SERIES_CHANGE_TOKEN_H
#define REPORT_SERIES_CHANGE_TOKEN_H

#include "store/util/str.h"

enum change_token_kind {
	TOKEN_END,
	TOKEN_WORD,    /* letters, also with ' and - inside */
	TOKEN_VERSION, /* "v3", "version 3", "[v3]", "RFCv3", "RFC PATCH v3", "RFC" */
	TOKEN_ARROW,   /* "->", "..", a dash, a slash */
	TOKEN_ASIDE,   /* "[1]", "(...)", "<...>", a URL */
	TOKEN_COLON,
	TOKEN_OTHER, /* a byte */
};

struct change_token {
	enum change_token_kind kind;
	struct str text; /* of a version: its number; empty: no number */
	bool rfc;
};

/*
 * Takes the next token off rest. Skips blanks, commas, quotes and marks of emphasis. The
 * text is a view into rest.
 */
struct change_token change_token_next(struct str *rest);

#endif
