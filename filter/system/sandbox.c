/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "filter/system/sandbox.h"
#include "filter/system/seccomp.h"
#include "store/util/array.h"

/*
 * Landlock's structures and constants from the kernel's ABI: a distribution's
 * headers may be older than the kernel that runs.
 */
struct landlock_ruleset {
	uint64_t files, network, scopes;
};

struct landlock_beneath {
	uint64_t rights;
	int32_t fd;
} __attribute__((packed));

enum {
	EXECUTE = 1 << 0,
	WRITE_FILE = 1 << 1,
	READ_FILE = 1 << 2,
	READ_DIR = 1 << 3,
	REMOVE_FILE = 1 << 5,
	MAKE_DIR = 1 << 7,
	MAKE_REG = 1 << 8,
	TRUNCATE = 1 << 14,
};

#define READ (READ_FILE | READ_DIR)
#define STORE_RIGHTS (READ | WRITE_FILE | REMOVE_FILE | MAKE_DIR | MAKE_REG | TRUNCATE)

/* The kernel's headers may be older than Landlock. Calls have one number on all machines
 * since 424, but on Alpha, which adds 110. */
#ifndef SYS_landlock_create_ruleset
#ifdef __alpha__
#define SYS_landlock_create_ruleset 554
#else
#define SYS_landlock_create_ruleset 444
#endif
#define SYS_landlock_add_rule (SYS_landlock_create_ruleset + 1)
#define SYS_landlock_restrict_self (SYS_landlock_create_ruleset + 2)
#endif

/* What each ABI version added to the rights that can be taken away. */
static const struct landlock_ruleset landlock_abis[] = {
	{ 0, 0, 0 },	    { 0x1fff, 0, 0 },
	{ 1 << 13, 0, 0 },		 /* links from folder to folder */
	{ TRUNCATE, 0, 0 }, { 0, 3, 0 }, /* TCP */
	{ 1 << 15, 0, 0 },		 /* ioctl() of devices */
	{ 0, 0, 3 }, /* sockets without a name in the file system, signals */
};

/* iconv opens its tables and converters when a mail needs them: below /usr, or
 * where other systems keep them. */
static const struct {
	const char *path;
	uint64_t rights[SANDBOX_NETWORK + 1];
} path_rules[] = {
	{ "/", { 0, READ, READ | EXECUTE } }, { "/dev/null", { 0, 0, WRITE_FILE } },
	{ "/usr", { READ, 0, 0 } },	      { "/lib", { READ, 0, 0 } },
	{ "/lib64", { READ, 0, 0 } },	      { "/etc/ld.so.cache", { READ_FILE, 0, 0 } },
	{ "/nix/store", { READ, 0, 0 } },     { "/gnu/store", { READ, 0, 0 } },
};

#define CREATE_RULESET_VERSION 1u
#define RULE_PATH_BENEATH 1

static void allow_path(int ruleset, const char *path, uint64_t rights)
{
	struct landlock_beneath b = { rights, -1 };

	if (!rights)
		return;
	b.fd = open(path, O_PATH | O_CLOEXEC);
	if (b.fd < 0)
		return;
	syscall(SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &b, 0);
	close(b.fd);
}

static bool restrict_files(enum sandbox how, const char *store)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_RULESET_VERSION);
	struct landlock_ruleset all = { 0, 0, 0 };
	int ruleset;
	bool done;

	for (long i = 0; i <= abi && i < (long)ARRAY_SIZE(landlock_abis); i++) {
		all.files |= landlock_abis[i].files;
		all.network |= landlock_abis[i].network;
		all.scopes |= landlock_abis[i].scopes;
	}
	/* an older kernel takes a longer structure only if the rest is zero */
	ruleset = abi < 1
		      ? -1
		      : (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);
	if (ruleset < 0)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(path_rules); i++)
		allow_path(ruleset, path_rules[i].path,
			   path_rules[i].rights[how] & all.files);
	if (store)
		allow_path(ruleset, store, STORE_RIGHTS & all.files);
	done = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close(ruleset);
	return done;
}

unsigned sandbox_enter(enum sandbox how, const char *store)
{
	unsigned done = 0;

	/* Landlock and seccomp require it: no program gains rights by its file's mode */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return 0;
	done |= restrict_files(how, store) ? SANDBOXED_FILES : 0;
	if (seccomp_refuse_calls(how != SANDBOX_GIT, how != SANDBOX_NETWORK))
		done |= SANDBOXED_CALLS;
	return done;
}
