/* SPDX-License-Identifier: MIT */
/* A digest with a board, made of a few mails. Include cmocka.h first. */
#ifndef TESTS_SUPPORT_DIGESTS_H
#define TESTS_SUPPORT_DIGESTS_H

#include "report/digest/digest.h"
#include "report/output/output.h"
#include "tests/support/posts.h"

#define DAY 1440 /* minutes */
#define HOSTILE "<script>\"'&]]>"

/* ROWS_EPOCH is 2025-11-13: the window is 20 to 26 November. */
#define DIGEST_FROM (7 * DAY)
#define DIGEST_TO (14 * DAY)

static const struct row digest_mails[] = {
	{ "old", NULL, "[PATCH v1] fix", "a", 3 * DAY, NULL, NULL, "old" },
	{ "new", NULL, "[PATCH v2] fix", "a", 8 * DAY, NULL, NULL,
	  "text\n---\n a.c | 2 +-\n", .insertions = 5 },
	{ "c", NULL, "[PATCH 0/3] " HOSTILE, "c", 8 * DAY, NULL, NULL, "cover" },
	{ "1", "c", "[PATCH 1/3] one", "c", 8 * DAY, NULL, NULL, "one" },
	{ "l", "x", "[PATCH 2/n] alone", "b", 8 * DAY, NULL, NULL, "alone" },
	{ "r", "c", "Re: [PATCH 0/3] x", "b", 9 * DAY },
	{ "g", NULL, "[GIT PULL] fixes", "d", 9 * DAY, NULL, NULL,
	  "The following changes:\n\nA (1):\n      one\n" },
};

struct made_digest {
	char *dir;
	struct inbox *ib;
	struct selection sel;
	struct digest digest;
};

/* now: minutes, as the window's ends. */
static inline void make_digest(struct made_digest *m, int from, int to, int now)
{
	const struct digest_options options = {
		.top = 2,
		.sections = { { { SECTION_BOARD, SECTION_STANDARD }, 2 },
			      .quiet_days = 3,
			      .top = 2,
			      .now = ROWS_EPOCH + 60 * now },
	};

	m->dir = temp_dir();
	m->ib = rows_store(m->dir, digest_mails, ARRAY_SIZE(digest_mails));
	rows_window(&m->sel, &m->ib, from, to);
	m->sel.window.kind = WINDOW_TIME;
	m->sel.lists = STR("toys.example.org");
	m->sel.n_lists = 1;
	m->sel.title = STR("Toys");
	digest_make(&m->digest, &m->sel, &options);
}

static inline void make_a_week(struct made_digest *m)
{
	make_digest(m, DIGEST_FROM, DIGEST_TO, DIGEST_TO + 60);
}

static inline void release_made_digest(struct made_digest *m)
{
	digest_release(&m->digest);
	rows_release(&m->sel);
	inbox_close(m->ib);
	temp_remove(m->dir);
}

/* Prints into memory. */
typedef void print_part_fn(struct output *, const void *arg);

static inline void print_to_memory(struct buf *text, print_part_fn *print,
				   const void *arg)
{
	struct output_options memory = { .into = text };
	struct buf why = BUF_INIT;
	struct output *out;
	bool taken;

	assert_int_equal(output_open(&out, &memory, &why), ST_OK);
	print(out, arg);
	assert_int_equal(output_finish(out, true, &taken, &why), ST_OK);
}

static inline void has_text(const struct buf *b, const char *text)
{
	if (!strstr(buf_cstr(b), text))
		fail_msg("'%s' is not in: %s", text, buf_cstr(b));
}

#endif
