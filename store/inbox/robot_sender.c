/* SPDX-License-Identifier: MIT */
#include "store/inbox/robot_sender.h"
#include "store/util/array.h"

/* How the names and addresses of known robots begin. */
static const char known_names[][LISTED_ROOM] = {
	"kernel test robot", "kbuild test robot", "syzbot",  "patchwork-bot",
	"tip-bot",	     "KernelCI",	  "patchew", "pr-tracker-bot",
	"Patchwork",	     "CKI Project",
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

/* Compares the end of the local part, before a "+" and what follows it. */
static bool has_robot_address(struct str addr)
{
	struct str local = str_sub(addr, 0, str_chr(addr, '@'));

	if (ends_with(local, STR("[bot]")))
		return true;
	local = str_sub(local, 0, str_chr(local, '+'));
	return ends_with(local, STR("-bot")) || ends_with(local, STR(".bot")) ||
	       ends_with(local, STR("-robot")) || ends_with(local, STR(".robot")) ||
	       ends_with(local, STR("-ci"));
}

static bool ends_a_word(char c)
{
	return c == ' ' || c == '(' || c == '[' || c == ')' || c == ']';
}

/* The last word, without brackets around it: "frob[bot]", "Frob (CI)". */
static struct str last_word(struct str name)
{
	size_t first;

	name = str_trim(name);
	while (name.len && ends_a_word(name.s[name.len - 1]))
		name.len--;
	for (first = name.len; first > 0 && !ends_a_word(name.s[first - 1]);)
		first--;
	return str_sub(name, first, name.len);
}

/* Compares the last word: "Ricci" and "Talbot" are names of people. */
static bool has_robot_name(struct str name)
{
	static const char words[][LISTED_ROOM] = { "Bot",   "bot", "Robot",
						   "robot", "CI",  "Testing" };
	struct str last = last_word(name);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (str_eq(last, str_from(words[i])))
			return true;
	return false;
}

bool robot_sender(struct str name, struct str addr)
{
	return str_starts_any(name, known_names, ARRAY_SIZE(known_names)) ||
	       str_starts_any(addr, known_addresses, ARRAY_SIZE(known_addresses)) ||
	       has_robot_address(addr) || has_robot_name(name);
}
