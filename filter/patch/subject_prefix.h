/* SPDX-License-Identifier: MIT */
/*
 * The words of a subject's bracket groups: PATCH, version, counter, flags (CLASSIFY.md,
 * rules 4 to 8).
 */
#ifndef FILTER_PATCH_SUBJECT_PREFIX_H
#define FILTER_PATCH_SUBJECT_PREFIX_H

#include "store/util/str.h"

enum prefix_word_kind {
	WORD_FLAG,    /* whatever is none of the others */
	WORD_PATCH,   /* PATCH, PATCHES; no flag */
	WORD_PULL,    /* PULL, GIT-PULL; a flag unless the mail is a pull request */
	WORD_RFC,     /* a flag that is a fact too */
	WORD_RESEND,  /* the same */
	WORD_VERSION, /* v2, 5.1 in text; a flag where it is not the one that counts */
	WORD_COUNTER, /* 3/7; no flag */
};

struct prefix_word {
	enum prefix_word_kind kind;
	struct str text;	/* as spelled */
	struct str version;	/* text without v and leading zeros */
	bool dotted;		/* version 5.1: maybe a kernel series */
	uint32_t number, total; /* of a counter */
	bool open;		/* "1/n": nobody said a total */
};

/* A person's subject has a handful; further words of a prefix are passed over. */
#define PREFIX_WORDS 64

struct subject_prefix {
	struct prefix_word words[PREFIX_WORDS];
	size_t n;
};

/* Adds the words of one group: the text between its brackets, nested ones flattened. */
void subject_prefix_add_group(struct subject_prefix *, struct str group);
/* Whether a word of that kind is among words[from..]. */
bool subject_prefix_has(const struct subject_prefix *, size_t from,
			enum prefix_word_kind);
/* Whether one of the words words[from..] is a flag so spelled, any case. */
bool subject_prefix_has_flag(const struct subject_prefix *, size_t from, struct str flag);

#endif
