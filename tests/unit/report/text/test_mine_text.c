/* SPDX-License-Identifier: MIT */
#include "report/people/viewers.h"
#include "report/text/mine_text.h"
#include "tests/support/rows.h"
#include "tests/support/printed.h"

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#define JULY_6 INT64_C(1783296000) /* 2026-07-06 00:00 UTC, a Monday */
#define HEAD "===== For jane@x, \357\277\275@y =====\n\n"
#define COLUMNS_HEAD                                            \
	"YOURS                                                " \
	"     parts  size          reviewed  answers  age\n"
#define ROW_HEAD "  [PATCH 0/5] work  (Ada)                              "
#define ID_NOTE "      [<c@x>]\n"

static const struct post patch = { .subject = STR("[PATCH 0/5] work"),
				   .message_id = STR("c@x"),
				   .version = STR("1"),
				   .date = JULY_6 },
			 reply = { .subject = STR("Re: \033[2J"),
				   .message_id = STR("r@x"),
				   .arrival = JULY_6 };
static struct series series = { .head = &patch, .version = STR("1") };
static struct section_range parts[] = { { 1, 2 }, { 5, 5 } };

#define ROW                                                                             \
	{                                                                               \
		.post = &patch, .series = &series, .who = { STR("Ada"), STR("ada@x") }, \
		.arrived = 5, .announced = 5, .reviewed = 2, .first_posted = JULY_6,    \
		.days = 7                                                               \
	}

static struct mine_own contested = { ROW, BOARD_CONTESTED, false, parts, 2 },
		       applied = { ROW, BOARD_GROUPS, true },
		       nowhere = { ROW, BOARD_GROUPS, false, parts, 2 };
static struct mine_asked asked[] = { { ROW, true, true, false },
				     { ROW, false, false, true } };
static struct mine_answer answer = { &reply, { STR("Bob"), STR("bob@x") }, &patch };

static const struct mine_text_row {
	const char *name;
	struct mine mine;
	const char *printed;
} mine_text_rows[] = {
	{ "nothing", { NULL }, HEAD "(none)\n\n" },
	{ "theirs, on the board",
	  { .own = &contested, .n_own = 1 },
	  HEAD COLUMNS_HEAD ROW_HEAD "     5/5                     2/5        -   7d\n"
				     "      contested; no review of 1-2, 5\n" ID_NOTE
				     "\n" },
	{ "theirs, applied before the window",
	  { .own = &applied, .n_own = 1 },
	  HEAD COLUMNS_HEAD ROW_HEAD "     5/5                     2/5        -   7d\n"
				     "      applied\n" ID_NOTE "\n" },
	{ "theirs, not on the board",
	  { .own = &nowhere, .n_own = 1 },
	  HEAD COLUMNS_HEAD ROW_HEAD
	  "     5/5                     2/5        -   7d\n"
	  "      not on the board; no review of 1-2, 5\n" ID_NOTE "\n" },
	{ "asked of them",
	  { .asked = asked, .n_asked = 2 },
	  HEAD "ASKED OF YOU: no answer of yours to this version\n"
	       "   7d   [PATCH 0/5] work  (Ada)\n"
	       "      in To or Cc; by MAINTAINERS\n" ID_NOTE
	       "   7d   [PATCH 0/5] work  (Ada)\n"
	       "      an older version was answered\n" ID_NOTE "\n" },
	{ "an answer, and what is not known",
	  { .answers = &answer, .n_answers = 1, .recipients_unknown = true },
	  HEAD "ANSWERED YOU: not answered by you yet\n"
	       "  Mon, Bob: Re: \357\277\275[2J\n"
	       "      [<r@x>]\n"
	       "Not known: whom some mails were sent to. Their records are of an older "
	       "format: patchdigest-filter\n"
	       "           --rebuild\n\n" },
};

static void check_mine_text(void **state)
{
	const struct mine_text_row *row = *state;
	struct viewers viewers = VIEWERS_INIT;
	struct selection sel = { .viewers = &viewers,
				 .window.until = JULY_6 + DAY_SECONDS };
	struct digest digest = { .sel = &sel, .options.top = 15, .mine = row->mine };
	struct buf text = BUF_INIT;
	struct output_options memory = { .into = &text };
	struct buf why = BUF_INIT;
	struct text_line line;
	bool taken;

	viewers_add(&viewers, STR("jane@x"));
	viewers_add(&viewers, STR("\342\200\256@y"));
	assert_int_equal(output_open(&line.out, &memory, &why), ST_OK);
	line.text = (struct buf)BUF_INIT;
	mine_text_print(&line, &digest);
	assert_int_equal(output_finish(line.out, true, &taken, &why), ST_OK);
	same_buf(&text, row->printed);
	buf_release(&line.text);
	viewers_release(&viewers);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, mine_text_rows, ARRAY_SIZE(mine_text_rows),
		 sizeof(mine_text_rows[0]), check_mine_text);
	return run_group("mine text", &t);
}
