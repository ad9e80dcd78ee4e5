/* SPDX-License-Identifier: MIT */
/* Asks for lists of stores as a command line does. */
#ifndef TESTS_SUPPORT_LISTS_H
#define TESTS_SUPPORT_LISTS_H

#include <assert.h>
#include <string.h>

#include "report/window/stores.h"

#define LISTS_ASKED 8

/* A request for lists. The words of a text name them, with a blank between two words. */
struct asked_lists {
	char text[256];
	const char *words[LISTS_ASKED];
	struct list_request request;
};

/* words: NULL for the only list. */
static inline const struct list_request *ask_lists(struct asked_lists *a,
						   const char *const *dirs, size_t n,
						   const char *words)
{
	size_t n_words = 0;
	char *rest = NULL;

	assert(!words || strlen(words) < sizeof(a->text));
	strcpy(a->text, words ? words : "");
	for (char *word = strtok_r(a->text, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest)) {
		assert(n_words < LISTS_ASKED);
		a->words[n_words++] = word;
	}
	a->request = (struct list_request){ dirs, n, a->words, n_words };
	return &a->request;
}

static inline enum status open_lists(struct stores *s, const char *const *dirs, size_t n,
				     const char *words, struct buf *why)
{
	struct asked_lists asked;

	return stores_open(s, ask_lists(&asked, dirs, n, words), why);
}

#endif
