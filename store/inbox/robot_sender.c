/* SPDX-License-Identifier: MIT */
#include "store/inbox/robot_sender.h"
#include "store/util/array.h"

/* How the names and addresses of known robots begin. */
static const char known_names[][LISTED_ROOM] = {
	"kernel test robot", "kbuild test robot", "syzbot",
	"patchwork-bot",     "tip-bot",		  "KernelCI",
	"patchew",	     "pr-tracker-bot",	  "Patchwork",
};
static const char known_addresses[][LISTED_ROOM] = {
	"lkp@",		  "syzbot",   "tip-bot",    "patchwork-bot",
	"pr-tracker-bot", "bot+",     "bot@",	    "no-reply@",
	"noreply@",	  "kernelci", "buildbot",   "robot@",
	"patchbot",	  "lkft@",    "patchwork@", "ci_",
};

/* In any case. */
static bool ends_with(struct str s, struct str end)
{
	return s.len >= end.len && str_ieq(str_sub(s, s.len - end.len, s.len), end);
}

/* By the end of the local part, before a "+" and what follows it. */
static bool has_robot_address(struct str addr)
{
	struct str local = str_sub(addr, 0, str_chr(addr, '@'));

	local = str_sub(local, 0, str_chr(local, '+'));
	return ends_with(local, STR("-bot")) || ends_with(local, STR(".bot")) ||
	       ends_with(local, STR("-ci"));
}

/* By the last word: "Ricci" and "Talbot" are names of people. */
static bool has_robot_name(struct str name)
{
	struct str last;
	size_t blank;

	name = str_trim(name);
	blank = str_rchr(name, ' ');
	last = blank < name.len ? str_sub(name, blank + 1, name.len) : name;
	return str_eq(last, STR("Bot")) || str_eq(last, STR("bot")) ||
	       str_eq(last, STR("CI")) || str_eq(last, STR("Testing"));
}

bool robot_sender(struct str name, struct str addr)
{
	return str_starts_any(name, known_names, ARRAY_SIZE(known_names)) ||
	       str_starts_any(addr, known_addresses, ARRAY_SIZE(known_addresses)) ||
	       has_robot_address(addr) || has_robot_name(name);
}
