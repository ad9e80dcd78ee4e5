/* SPDX-License-Identifier: MIT */
/*
 * What a process gives up before it looks into a mail: files by Landlock,
 * system calls by seccomp, as far as the kernel has them. A mail that takes
 * a parser over then finds no file of the user's, no network, no other
 * process and no program; what it can do is write into the store.
 *
 * It lasts for the process and its children. Nothing is said where the
 * kernel is too old, or refuses: then only memory safety stands between.
 */
#ifndef FILTER_SYSTEM_SANDBOX_H
#define FILTER_SYSTEM_SANDBOX_H

enum sandbox {
	SANDBOX_PARSE, /* reads what the C library needs, and the store */
	SANDBOX_READ,  /* reads any file: input comes from somewhere */
	SANDBOX_GIT,   /* ... and starts programs */
};

/* Which of the two took effect: for a test. */
#define SANDBOXED_FILES 1u
#define SANDBOXED_CALLS 2u

/*
 * store: a folder that stays writable, NULL for none; what is above must be
 * there. Files that are open stay so.
 */
unsigned sandbox_enter(enum sandbox, const char *store);

#endif
