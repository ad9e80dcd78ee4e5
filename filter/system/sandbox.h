/* SPDX-License-Identifier: MIT */
/*
 * Before it parses a mail, a process gives up access to files (Landlock) and
 * system calls (seccomp), where the kernel supports them. A mail that takes over
 * a parser then reaches no file of the user's, no network, no other process and
 * no program. It can still write to the store.
 *
 * The sandbox lasts for the process and its children. An old kernel, or one
 * that refuses, gives no error: then memory safety is the only defence.
 */
#ifndef FILTER_SYSTEM_SANDBOX_H
#define FILTER_SYSTEM_SANDBOX_H

enum sandbox {
	SANDBOX_PARSE,	 /* may read what the C library needs, and the store */
	SANDBOX_READ,	 /* may read any file, since the input may lie anywhere */
	SANDBOX_GIT,	 /* may read any file and start programs */
	SANDBOX_NETWORK, /* may talk over connections that are open; reads no file */
};

/* What took effect, for a test: Landlock, seccomp. */
#define SANDBOXED_FILES 1u
#define SANDBOXED_CALLS 2u

/*
 * store: the folder that stays writable, NULL: no folder does. It must exist.
 * Open files stay open. Returns SANDBOXED_ bits.
 */
unsigned sandbox_enter(enum sandbox, const char *store);

#endif
