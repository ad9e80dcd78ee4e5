/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "filter/contain.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

/*
 * Landlock, as the kernel's ABI has it; the headers of a distribution know
 * less than its next kernel does.
 */
struct ruleset {
	uint64_t files, network, scopes;
};

struct beneath {
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

/* Everything that an ABI can take away: by its number, what came with it. */
static const struct ruleset abis[] = {
	{ 0, 0, 0 },
	{ 0x1fff, 0, 0 },
	{ 1 << 13, 0, 0 },	/* links from folder to folder */
	{ TRUNCATE, 0, 0 },
	{ 0, 3, 0 },		/* TCP */
	{ 1 << 15, 0, 0 },	/* ioctl() of devices */
	{ 0, 0, 3 },		/* sockets without a name in the file system, signals */
};

/* iconv opens its tables and converters when a mail asks for one: below /usr, or where its system has them. */
static const struct {
	const char *path;
	uint64_t rights[CONTAIN_GIT + 1];
} rules[] = {
	{ "/", { 0, READ, READ | EXECUTE } },
	{ "/dev/null", { 0, 0, WRITE_FILE } },
	{ "/usr", { READ, 0, 0 } },
	{ "/lib", { READ, 0, 0 } },
	{ "/lib64", { READ, 0, 0 } },
	{ "/etc/ld.so.cache", { READ_FILE, 0, 0 } },
	{ "/nix/store", { READ, 0, 0 } },
	{ "/gnu/store", { READ, 0, 0 } },
};

#ifdef SYS_landlock_create_ruleset
#define VERSION 1u
#define PATH_BENEATH 1

static void allow(int ruleset, const char *path, uint64_t rights)
{
	struct beneath b = { rights, -1 };

	if (!rights)
		return;
	b.fd = open(path, O_PATH | O_CLOEXEC);
	if (b.fd < 0)
		return;
	syscall(SYS_landlock_add_rule, ruleset, PATH_BENEATH, &b, 0);
	close(b.fd);
}

static bool contain_files(enum contain how, const char *store)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION);
	struct ruleset all = { 0, 0, 0 };
	int ruleset;
	bool done;

	for (long i = 0; i <= abi && i < (long)N(abis); i++) {
		all.files |= abis[i].files;
		all.network |= abis[i].network;
		all.scopes |= abis[i].scopes;
	}
	/* older kernels know a shorter structure, and refuse a longer one unless its end is zero */
	ruleset = abi < 1 ? -1 : (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);
	if (ruleset < 0)
		return false;
	for (size_t i = 0; i < N(rules); i++)
		allow(ruleset, rules[i].path, rules[i].rights[how] & all.files);
	if (store)
		allow(ruleset, store, STORE_RIGHTS & all.files);
	done = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close(ruleset);
	return done;
}
#else
static bool contain_files(enum contain how, const char *store)
{
	(void)how;
	(void)store;
	return false;
}
#endif

/*
 * seccomp: what no parser and no store needs. A list of what is refused, not
 * of what is allowed: the C library may change its mind about the calls it
 * makes, and no mail may wait for that. Calls that are newer than this
 * program are unknown to it: ENOSYS, as if the kernel were as old.
 */
#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
#define ARCH AUDIT_ARCH_PPC64LE
#elif defined(__s390x__)
#define ARCH AUDIT_ARCH_S390X
#endif

#if defined(ARCH) && defined(SYS_landlock_restrict_self)
#define NEWEST SYS_landlock_restrict_self

/* Programs and processes: git alone is one. */
static const uint16_t programs[] = {
	SYS_execve, SYS_execveat, SYS_clone, SYS_clone3,
#ifdef SYS_fork
	SYS_fork, SYS_vfork,
#endif
};

static const uint16_t refused[] = {
	/* the network, and whoever listens on this machine */
	SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept4,
	SYS_sendto, SYS_sendmsg, SYS_sendmmsg, SYS_recvmsg,
	/* other processes */
	SYS_kill, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open,
	SYS_pidfd_getfd, SYS_pidfd_send_signal, SYS_rt_sigqueueinfo,
	/* the kernel's large and seldom used parts */
	SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_bpf, SYS_perf_event_open,
	SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_init_module,
	SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff,
	SYS_memfd_create, SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_personality,
	/* what files look like */
	SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_open_tree,
	SYS_move_mount, SYS_fsopen, SYS_fsconfig, SYS_fsmount, SYS_fspick, SYS_mount_setattr,
};

/* A bit for each call, in words as the filter's registers are. */
#define WORD_BITS 32
#define WORDS (NEWEST / WORD_BITS + 1)

struct program {
	struct sock_filter code[16 + 3 * WORDS];
	unsigned short n;
};

static void add(struct program *p, struct sock_filter instruction)
{
	p->code[p->n++] = instruction;
}

static void add_load(struct program *p, size_t offset)
{
	add(p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void add_return(struct program *p, uint32_t what)
{
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
}

/* If the comparison is false, one instruction is left out: to follow this one. */
static void add_if(struct program *p, uint16_t comparison, uint32_t k)
{
	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | comparison | BPF_K, k, 0, 1));
}

static void set_bits(uint32_t words[], const uint16_t calls[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		words[calls[i] / WORD_BITS] |= 1u << calls[i] % WORD_BITS;
}

/*
 * The bit of the call, X its number in its word, decides. A short program with
 * a shift in it: the kernel translates it for each delivery (45 instead of 75 us
 * with a comparison for each call), and one that only compares it would run
 * once for every call there is, to remember the answers.
 */
static void add_words(struct program *p, const uint32_t words[])
{
	uint32_t left = 0;

	for (size_t i = 0; i < WORDS; i++)
		left += words[i] != 0;
	for (uint32_t i = 0; i < WORDS; i++) {
		if (!words[i])
			continue;
		left--;
		add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, i, 0, 2));
		add(p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_IMM, words[i]));
		add(p, (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, 3 * left + 1));
	}
	add_return(p, SECCOMP_RET_ALLOW);
	add(p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_RSH | BPF_X, 0));
	add_if(p, BPF_JSET, 1);
	add_return(p, SECCOMP_RET_ERRNO | EPERM);
	add_return(p, SECCOMP_RET_ALLOW);
}

static bool contain_calls(enum contain how)
{
	uint32_t words[WORDS] = { 0 };
	struct program p = { .n = 0 };
	struct sock_fprog f = { .filter = p.code };

	set_bits(words, refused, N(refused));
	if (how != CONTAIN_GIT)
		set_bits(words, programs, N(programs));
	add_load(&p, offsetof(struct seccomp_data, arch));
	add(&p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0));
	add_return(&p, SECCOMP_RET_KILL_PROCESS);
	add_load(&p, offsetof(struct seccomp_data, nr));
	add_if(&p, BPF_JGT, NEWEST);
	add_return(&p, SECCOMP_RET_ERRNO | ENOSYS);
	add(&p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, WORD_BITS - 1));
	add(&p, (struct sock_filter)BPF_STMT(BPF_MISC | BPF_TAX, 0));
	add_load(&p, offsetof(struct seccomp_data, nr));
	add(&p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_DIV | BPF_K, WORD_BITS));
	add_words(&p, words);
	f.len = p.n;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &f) == 0;
}
#else
static bool contain_calls(enum contain how)
{
	(void)how;
	return false;
}
#endif

unsigned contain(enum contain how, const char *store)
{
	unsigned done = 0;

	/* both ask for it: no program gets rights by its file's mode */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return 0;
	done |= contain_files(how, store) ? CONTAINED_FILES : 0;
	done |= contain_calls(how) ? CONTAINED_CALLS : 0;
	return done;
}
