/* SPDX-License-Identifier: MIT */
#include "report/digest/digest_subject.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"

#define DAY 1440 /* minutes; day 0 is 13 November 2025 */

/* wrong: a part of the message; NULL: the text is sound. */
static const struct check_case {
	const char *name, *text, *wrong;
	bool figures;
} texts[] = {
	{ "the default", DIGEST_SUBJECT, NULL, true },
	{ "without escapes", "weekly", NULL },
	{ "each", "%l%d%f%t%m%s%n%v%a%r%c%w%g%o%%", NULL, true },
	{ "no figure", "[%l] %d (%f %t)%o, 100%%m", NULL },
	{ "a figure at the end", "%%%w", NULL, true },
	{ "no such escape", "a %x", "'%x'" },
	{ "a percent sign at the end", "100%", "'%'" },
};

static void check_text(void **state)
{
	const struct check_case *c = *state;
	struct buf why = BUF_INIT;

	assert_int_equal(digest_subject_check(c->text, &why),
			 c->wrong ? ST_USAGE : ST_OK);
	if (c->wrong)
		assert_non_null(strstr(buf_cstr(&why), c->wrong));
	else
		assert_int_equal(digest_subject_has_figures(c->text), c->figures);
	buf_release(&why);
}

static const struct row mails[] = {
	{ "1", NULL, "[PATCH] one", "a", 1 * DAY },
	{ "2", NULL, "[PATCH v2] two", "a", 1 * DAY },
	{ "g", NULL, "[GIT PULL] fixes", "b", 2 * DAY },
	{ "l", "1", "applied", "b", 2 * DAY },
};

static const struct subject_case {
	const char *name;
	enum window_kind kind;
	int from, to; /* days */
	const char *author;
	const char *text, *subject;
} subjects[] = {
	{ "the default", WINDOW_TIME, 0, 7, NULL, DIGEST_SUBJECT,
	  "[kvm] 13-19 November 2025: 2 series, 1 applied, 0 ready" },
	{ "two months", WINDOW_TIME, 16, 19, NULL, "%d",
	  "29 November - 1 December 2025" },
	{ "a day", WINDOW_TIME, 1, 2, NULL, "%d", "14 November 2025" },
	{ "ends", WINDOW_TIME, 0, 7, NULL, "%f %t", "2025-11-13 2025-11-19" },
	{ "numbers", WINDOW_TIME, 0, 7, NULL, "%m %s %n %v %a %r %c %w %g",
	  "4 2 1 1 1 0 0 0 1" },
	{ "a selection", WINDOW_TIME, 0, 7, "a", "x%o 100%%", "x (Only: author a) 100%" },
	{ "commits", WINDOW_COMMITS, 0, 7, NULL, "%d", "13-19 November 2025" },
	{ "commits without mail", WINDOW_COMMITS, 9, 9, NULL, "%d",
	  "(start)..0123abcde" },
	{ "control characters", WINDOW_TIME, 0, 7, NULL, "a\033b\nc",
	  "a\xef\xbf\xbd"
	  "b\xef\xbf\xbd"
	  "c" },
};

static void check_subject(void **state)
{
	const struct subject_case *c = *state;
	struct series_match match = SERIES_MATCH_INIT;
	struct digest_options options = { .figures = digest_subject_has_figures(c->text),
					  .sections = { .now = INT64_MAX,
							.match = &match } };
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, mails, ARRAY_SIZE(mails));
	struct buf got = BUF_INIT;
	struct selection sel;
	struct digest digest;

	if (c->author)
		series_match_add(&match,
				 (struct series_match_rule){ MATCH_AUTHOR, c->author });
	rows_window(&sel, &ib, c->from * DAY, c->to * DAY);
	sel.window.kind = c->kind;
	digest_make(&digest, &sel, &options);
	digest_subject_add(&got, c->text, &digest);
	same_buf(&got, c->subject);
	digest_release(&digest);
	rows_release(&sel);
	series_match_release(&match);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, texts, ARRAY_SIZE(texts), sizeof(texts[0]), check_text);
	add_rows(&t, subjects, ARRAY_SIZE(subjects), sizeof(subjects[0]), check_subject);
	return run_group("digest_subject", &t);
}
