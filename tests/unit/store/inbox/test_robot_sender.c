/* SPDX-License-Identifier: MIT */
#include "store/inbox/robot_sender.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *addr;
	bool robot;
} rows[] = {
	{ "kernel test robot", "lkp@intel.example", true },
	{ "A", "syzbot+12@x.example", true },
	{ "pr-tracker-bot@x.example", "pr-tracker-bot@x.example", true },
	{ "Sashiko", "sashiko-bot@kernel.example", true },
	{ "frob.bot", "frob.bot@x.example", true },
	{ "Frob checks", "ci_frob@x.example", true },
	{ "Frob builds", "frob-ci@x.example", true },
	{ "frob-bot with detail", "frob-bot+42@x.example", true },
	{ "Frob Bot", "info@x.example", true },
	{ "Frob CI", "info@x.example", true },
	{ "Linux Frob Functional Testing", "lkft@x.example", true },
	{ "bot", "x@x.example", true },
	{ "Frob", "bot+bpf-ci@x.example", true },
	{ "frob[bot]", "49+frob[bot]@users.noreply.x.example", true },
	{ "frob", "frob[bot]@x.example", true },
	{ "Frob (CI)", "x@x.example", true },
	{ "[bot]", "x@x.example", true },
	{ "frob build robot", "x@x.example", true },
	{ "Frob", "frob-robot@x.example", true },
	{ "CKI Project", "cki@x.example", true },
	{ "Robot Jones", "robot.jones@x.example", false },
	{ "Jane Doe [Frob]", "jane@x.example", false },
	{ "Jane (", "jane@x.example", false },
	{ "Jane Ricci", "ricci@x.example", false },
	{ "Jim Talbot", "talbot@x.example", false },
	{ "Abbott", "abbott@x.example", false },
	{ "Jane Doe", "jane.ci@x.example", false },
	{ "Bot Jones", "bjones@x.example", false },
	{ "", "", false },
	{ "Jane", "cicely@x.example", false },
};

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_int_equal(robot_sender(str_from(row->name), str_from(row->addr)),
			 row->robot);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("robot_sender", &t);
}
