/* SPDX-License-Identifier: MIT */
#include "store/inbox/robot_sender.h"
#include "store/util/array.h"

#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/* How the names and addresses of known robots begin. */
static const struct str known_names[] = {
	TEXT("kernel test robot"), TEXT("kbuild test robot"), TEXT("syzbot"),
	TEXT("patchwork-bot"),	   TEXT("tip-bot"),	      TEXT("KernelCI"),
	TEXT("patchew"),	   TEXT("pr-tracker-bot"),    TEXT("Patchwork"),
};
static const struct str known_addresses[] = {
	TEXT("lkp@"),	       TEXT("syzbot"),	       TEXT("tip-bot"),
	TEXT("patchwork-bot"), TEXT("pr-tracker-bot"), TEXT("bot+"),
	TEXT("bot@"),	       TEXT("no-reply@"),      TEXT("noreply@"),
	TEXT("kernelci"),      TEXT("buildbot"),       TEXT("robot@"),
	TEXT("patchbot"),      TEXT("lkft@"),	       TEXT("patchwork@"),
	TEXT("ci_"),
};
/* How a robot's local part ends, before a "+" and what follows it. */
static const struct str local_ends[] = { TEXT("-bot"), TEXT(".bot"), TEXT("-ci") };
/* The last word of a robot's name: "Ricci" and "Talbot" are names of people. */
static const struct str last_words[] = { TEXT("Bot"), TEXT("bot"), TEXT("CI"),
					 TEXT("Testing") };

static bool has_robot_address(struct str addr)
{
	struct str local = str_sub(addr, 0, str_chr(addr, '@'));

	local = str_sub(local, 0, str_chr(local, '+'));
	for (size_t i = 0; i < ARRAY_SIZE(local_ends); i++)
		if (local.len >= local_ends[i].len &&
		    str_ieq(str_sub(local, local.len - local_ends[i].len, local.len),
			    local_ends[i]))
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
		if (str_eq(last, last_words[i]))
			return true;
	return false;
}

bool robot_sender(struct str name, struct str addr)
{
	return str_starts_any(name, known_names, ARRAY_SIZE(known_names)) ||
	       str_starts_any(addr, known_addresses, ARRAY_SIZE(known_addresses)) ||
	       has_robot_address(addr) || has_robot_name(name);
}
