/* SPDX-License-Identifier: MIT */
/*
 * The words of a subject's bracket groups: PATCH, version, counter, flags
 * (patchdigest-rules(7), rules 4 through 8).
 */
#ifndef FILTER_PATCH_SUBJECT_PREFIX_H
#define FILTER_PATCH_SUBJECT_PREFIX_H

#include "store/util/str.h"

enum prefix_word_kind {
	WORD_FLAG,     /* any other word */
	WORD_PATCH,    /* PATCH, PATCHES; no flag */
	WORD_PATCHSET, /* PATCHSET; no flag */
	WORD_PULL,     /* PULL, GIT-PULL; a flag unless the mail is a pull request */
	WORD_RFC,      /* a flag and a fact */
	WORD_RESEND,   /* a flag and a fact */
	/* v2, v4a, v5.1; a dotted version is a flag if another version counts */
	WORD_VERSION,
	WORD_COUNTER, /* 3/7; no flag */
};

struct prefix_word {
	enum prefix_word_kind kind;
	struct str text;	/* as spelled */
	struct str version;	/* text without v and leading zeros */
	bool dotted;		/* version 5.1: maybe a kernel series */
	uint32_t number, total; /* of a counter */
	bool open;		/* "1/n", "00/XX": the total is unknown */
};

/* People write a handful of words; further words are skipped. */
#define PREFIX_WORDS 64

struct subject_prefix {
	struct prefix_word words[PREFIX_WORDS];
	size_t n;
};

/* Adds the words of group, the text between brackets. Nested brackets are flattened. */
void subject_prefix_add_group(struct subject_prefix *, struct str group);
/* Whether a word of that kind is among words[from..]. */
bool subject_prefix_has(const struct subject_prefix *, size_t from,
			enum prefix_word_kind);
/* Whether a flag spelled so, in any case, is among words[from..]. */
bool subject_prefix_has_flag(const struct subject_prefix *, size_t from, struct str flag);

#endif
