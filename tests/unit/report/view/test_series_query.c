/* SPDX-License-Identifier: MIT */
#include "report/view/series_query.h"
#include "tests/support/rows.h"

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/* A case that has no id and no words is an error. The error says why. */
static const struct query_case {
	const char *name, *text, *id, *words, *why;
} parse_cases[] = {
	{ "a Message-ID", "a@x", "a@x" },
	{ "in <>", "<a@x>", "a@x" },
	{ "in <>, without @", " <a> ", "a" },
	{ "a URL", "https://lore.kernel.org/kvm/a@x/", "a@x" },
	{ "a short URL", "http://lore.kernel.org/r/a@x", "a@x" },
	{ "a thread's URL", "https://lore.kernel.org/kvm/a@x/T/#u", "a@x" },
	{ "a flat thread's URL", "https://lore.kernel.org/all/a@x/t/", "a@x" },
	{ "a mail in a thread's page", "https://lore.kernel.org/kvm/a@x/#t", "a@x" },
	{ "raw", "https://lore.kernel.org/kvm/a@x/raw", "a@x" },
	{ "encoded", "https://lore.kernel.org/kvm/a%2Bb%40x/", "a+b@x" },
	{ "words", " arm64: fix it ", NULL, "arm64: fix it" },
	{ "one word", "fix", NULL, "fix" },
	{ "words with an address", "by a@x", NULL, "by a@x" },
	{ "a reply's subject", "Re: [PATCH] fix it", NULL, "[PATCH] fix it" },
	{ "a URL of no mail", "https://lore.kernel.org/kvm/", NULL, NULL,
	  "--series https://lore.kernel.org/kvm/: expected the URL of a mail: "
	  "https://HOST/LIST/MESSAGE-ID/" },
	{ "nothing", " ", NULL, NULL,
	  "--series ' ': expected a Message-ID, the URL of a mail, or words of a title" },
	{ "an empty Message-ID", "<>", NULL, NULL,
	  "--series '<>': expected a Message-ID, the URL of a mail, or words of a "
	  "title" },
};

static void check_parse(void **state)
{
	const struct query_case *c = *state;
	struct series_query q;
	struct buf why = BUF_INIT;

	assert_int_equal(series_query_parse(&q, c->text, &why),
			 c->why ? ST_USAGE : ST_OK);
	same_str(q.message_id, c->id ? c->id : "");
	same_str(q.words, c->words ? c->words : "");
	same_buf(&why, c->why ? c->why : "");
}

static const struct fit_case {
	const char *name, *words, *subject, *title;
	enum kind kind;
	uint32_t number; /* of 3; UINT32_MAX: a lone patch */
	const char *parent;
	enum query_fit fit;
} fit_cases[] = {
	{ "no word", "wheel", "[PATCH] fix it", "fix it", KIND_PATCH, UINT32_MAX, "",
	  FITS_NOT },
	{ "one of two words", "fix wheel", "[PATCH] fix it", "fix it", KIND_PATCH,
	  UINT32_MAX, "", FITS_NOT },
	{ "all words, in any case and order", "IT Fix", "[PATCH] fix it now",
	  "fix it now", KIND_PATCH, UINT32_MAX, "", FITS_HEAD },
	{ "a part", "fix", "[PATCH 2/3] fix it", "fix it", KIND_PATCH, 2, "c",
	  FITS_PART },
	{ "a first patch below a cover", "fix", "[PATCH 1/3] fix it", "fix it",
	  KIND_PATCH, 1, "c", FITS_PART },
	{ "a first patch without a cover", "fix", "[PATCH 1/3] fix it", "fix it",
	  KIND_PATCH, 1, "", FITS_HEAD },
	{ "a cover", "fix", "[PATCH 0/3] fix it", "fix it", KIND_COVER, 0, "",
	  FITS_HEAD },
	{ "a whole title", "Fix  IT", "[PATCH] fix it", "fix it", KIND_PATCH, UINT32_MAX,
	  "", FITS_HEAD_WHOLE },
	{ "a whole subject", "[PATCH] fix it", "[PATCH] fix it", "fix it", KIND_PATCH,
	  UINT32_MAX, "", FITS_HEAD_WHOLE },
	{ "a part's whole title", "fix it", "[PATCH 2/3] fix it", "fix it", KIND_PATCH, 2,
	  "c", FITS_PART_WHOLE },
};

static void check_fit(void **state)
{
	const struct fit_case *c = *state;
	struct series_query q;
	struct record r = RECORD_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(series_query_parse(&q, c->words, &why), ST_OK);
	r.subject = str_from(c->subject);
	r.title = str_from(c->title);
	r.in_reply_to = str_from(c->parent);
	r.kind = c->kind;
	r.facts = c->number == UINT32_MAX ? 0 : FACT_NUMBERED;
	r.number = c->number;
	assert_int_equal(series_query_fit(&q, &r), c->fit);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, parse_cases, ARRAY_SIZE(parse_cases), sizeof(*parse_cases),
		 check_parse);
	add_rows(&t, fit_cases, ARRAY_SIZE(fit_cases), sizeof(*fit_cases), check_fit);
	return run_group("series_query", &t);
}
