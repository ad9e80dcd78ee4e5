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
/* How a robot's local part ends, before a "+" and what follows it. */
static const char local_ends[][LISTED_ROOM] = { "-bot", ".bot", "-ci" };
/* The last word of a robot's name: "Ricci" and "Talbot" are names of people. */
static const char last_words[][LISTED_ROOM] = { "Bot", "bot", "CI", "Testing" };

/* In any case. */
static bool ends_with(struct str s, struct str end)
{
	return s.len >= end.len && str_ieq(str_sub(s, s.len - end.len, s.len), end);
}

static bool has_robot_address(struct str addr)
{
	struct str local = str_sub(addr, 0, str_chr(addr, '@'));

	local = str_sub(local, 0, str_chr(local, '+'));
	for (size_t i = 0; i < ARRAY_SIZE(local_ends); i++)
		if (ends_with(local, str_from(local_ends[i])))
			return true;
	return false;
}

static bool has_robot_name(struct str name)
{
	struct str last;
	size_t blank;

	name = str_trim(name);
	blank = str_rchr(name, ' ');
	last = blank < name.len ? str_sub(name, blank + 1, name.len) : name;
	for (size_t i = 0; i < ARRAY_SIZE(last_words); i++)
		if (str_eq(last, str_from(last_words[i])))
			return true;
	return false;
}

bool robot_sender(struct str name, struct str addr)
{
	return str_starts_any(name, known_names, ARRAY_SIZE(known_names)) ||
	       str_starts_any(addr, known_addresses, ARRAY_SIZE(known_addresses)) ||
	       has_robot_address(addr) || has_robot_name(name);
}
