/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "filter/system/seccomp.h"
#include "store/util/array.h"

/*
 * What no parser and no store needs. A list of what is refused, not of what
 * is allowed: the C library may change its mind about the calls it makes, and
 * no mail may wait for that. Calls that are newer than this program are
 * unknown to it: ENOSYS, as if the kernel were as old.
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

/* Newer than Landlock, and the same everywhere. */
#ifndef SYS_quotactl_fd
#define SYS_quotactl_fd 443
#endif
#ifndef PR_SCHED_CORE
#define PR_SCHED_CORE 62
#endif

/* Programs and processes: git alone is one. */
static const uint16_t programs[] = {
	SYS_execve, SYS_execveat, SYS_clone, SYS_clone3,
#ifdef SYS_fork
	SYS_fork,   SYS_vfork,
#endif
};

static const uint16_t refused[] = {
	/* the network, and whoever listens on this machine */
	SYS_socket,
	SYS_socketpair,
	SYS_connect,
	SYS_bind,
	SYS_listen,
	SYS_accept4,
	SYS_sendto,
	SYS_sendmsg,
	SYS_sendmmsg,
	SYS_recvfrom,
	SYS_recvmsg,
	SYS_recvmmsg,
	SYS_getsockname,
	SYS_getpeername,
	SYS_getsockopt,
	SYS_setsockopt,
	SYS_shutdown,
#ifdef SYS_accept
	SYS_accept,
#endif
#ifdef SYS_socketcall
	SYS_socketcall,
#endif
	/* other processes */
	SYS_kill,
	SYS_ptrace,
	SYS_process_vm_readv,
	SYS_process_vm_writev,
	SYS_process_madvise,
	SYS_pidfd_open,
	SYS_pidfd_getfd,
	SYS_pidfd_send_signal,
	SYS_rt_sigqueueinfo,
	SYS_rt_tgsigqueueinfo,
	SYS_kcmp,
	SYS_get_robust_list,
	SYS_move_pages,
	SYS_migrate_pages,
	SYS_setpriority,
	SYS_ioprio_set,
	SYS_sched_setparam,
	SYS_sched_setscheduler,
	SYS_sched_setattr,
	SYS_sched_setaffinity,
	SYS_setpgid,
	SYS_setsid,
	/* what processes have in common */
	SYS_shmget,
	SYS_shmat,
	SYS_shmctl,
	SYS_shmdt,
	SYS_semget,
	SYS_semctl,
	SYS_semtimedop,
	SYS_msgget,
	SYS_msgsnd,
	SYS_msgrcv,
	SYS_msgctl,
	SYS_mq_open,
	SYS_mq_unlink,
	SYS_mq_timedsend,
	SYS_mq_timedreceive,
	SYS_mq_notify,
	SYS_mq_getsetattr,
#ifdef SYS_semop
	SYS_semop,
#endif
#ifdef SYS_ipc
	SYS_ipc,
#endif
	/* files by their names or whoever has them open: Landlock asks for no right to do
	   it */
	SYS_fchmod,
	SYS_fchmodat,
	SYS_fchown,
	SYS_fchownat,
	SYS_utimensat,
	SYS_truncate,
	SYS_setxattr,
	SYS_lsetxattr,
	SYS_fsetxattr,
	SYS_removexattr,
	SYS_lremovexattr,
	SYS_fremovexattr,
	SYS_mknodat,
	SYS_symlinkat,
	SYS_inotify_init1,
	SYS_inotify_add_watch,
	SYS_inotify_rm_watch,
	SYS_fanotify_init,
	SYS_fanotify_mark,
#ifdef SYS_chmod
	SYS_chmod,
	SYS_chown,
	SYS_lchown,
	SYS_utime,
	SYS_utimes,
	SYS_futimesat,
	SYS_mknod,
	SYS_symlink,
	SYS_inotify_init,
#endif
	/* other users */
	SYS_setuid,
	SYS_setgid,
	SYS_setreuid,
	SYS_setregid,
	SYS_setresuid,
	SYS_setresgid,
	SYS_setfsuid,
	SYS_setfsgid,
	SYS_setgroups,
	SYS_capset,
	/* the whole machine */
	SYS_init_module,
	SYS_finit_module,
	SYS_delete_module,
	SYS_kexec_load,
	SYS_reboot,
	SYS_swapon,
	SYS_swapoff,
	SYS_syslog,
	SYS_acct,
	SYS_quotactl,
	SYS_quotactl_fd,
	SYS_settimeofday,
	SYS_clock_settime,
	SYS_adjtimex,
	SYS_clock_adjtime,
	SYS_sethostname,
	SYS_setdomainname,
	SYS_vhangup,
#ifdef SYS_kexec_file_load
	SYS_kexec_file_load,
#endif
#ifdef __x86_64__
	SYS_iopl,
	SYS_ioperm,
	SYS_modify_ldt,
#endif
	/* the kernel's large and seldom used parts */
	SYS_io_uring_setup,
	SYS_io_uring_enter,
	SYS_io_uring_register,
	SYS_io_setup,
	SYS_bpf,
	SYS_perf_event_open,
	SYS_userfaultfd,
	SYS_keyctl,
	SYS_add_key,
	SYS_request_key,
	SYS_memfd_create,
	SYS_open_by_handle_at,
	SYS_name_to_handle_at,
	SYS_personality,
	SYS_splice,
	SYS_tee,
	SYS_vmsplice,
	SYS_remap_file_pages,
	SYS_mbind,
	SYS_set_mempolicy,
	/* what files look like */
	SYS_mount,
	SYS_umount2,
	SYS_pivot_root,
	SYS_chroot,
	SYS_unshare,
	SYS_setns,
	SYS_open_tree,
	SYS_move_mount,
	SYS_fsopen,
	SYS_fsconfig,
	SYS_fsmount,
	SYS_fspick,
	SYS_mount_setattr,
};

/*
 * What an argument decides: these values are let through, or all but these.
 * The kernel takes each for 32 bits, and so does the comparison.
 */
struct by_argument {
	uint16_t call;
	uint8_t argument;
	bool allowed; /* by these values; else by all others */
	uint8_t n;
	uint32_t values[6];
};

#define OWN_PID UINT32_MAX

static const struct by_argument by_argument[] = {
	/* who gets which signal when there is something to read; flags and leases that
	   others feel */
	{ SYS_fcntl,
	  1,
	  false,
	  6,
	  { F_SETOWN, F_SETOWN_EX, F_SETSIG, F_SETFL, F_SETLEASE, F_NOTIFY } },
	/* the same, and what a terminal takes for typed */
	{ SYS_ioctl,
	  1,
	  false,
	  6,
	  { FIOASYNC, FIOSETOWN, SIOCSPGRP, TIOCSPGRP, TIOCSTI, TIOCLINUX } },
	/* getrlimit() and setrlimit() say 0 */
	{ SYS_prlimit64, 0, true, 2, { 0, OWN_PID } },
	/* how the C library ends the process that it is in */
	{ SYS_tgkill, 0, true, 1, { OWN_PID } },
	{ SYS_tkill, 0, true, 1, { OWN_PID } },
	{ SYS_prctl, 0, false, 1, { PR_SCHED_CORE } },
};

/* A bit for each call, in words as the filter's registers are. */
#define WORD_BITS 32
#define WORDS (NEWEST / WORD_BITS + 1)

struct program {
	struct sock_filter code[20 + 3 * WORDS + 10 * ARRAY_SIZE(by_argument)];
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

/* The lower half of an argument. */
static void add_load_argument(struct program *p, unsigned argument)
{
	size_t lower = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? sizeof(uint32_t) : 0;

	add_load(p, offsetof(struct seccomp_data, args) + argument * sizeof(uint64_t) +
			lower);
}

static void add_return(struct program *p, uint32_t what)
{
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
}

static void add_jump(struct program *p, uint16_t comparison, uint32_t k,
		     size_t left_out_if_false)
{
	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | comparison | BPF_K, k, 0,
					    (uint8_t)left_out_if_false));
}

static void set_bits(uint32_t words[], const uint16_t calls[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		words[calls[i] / WORD_BITS] |= 1u << calls[i] % WORD_BITS;
}

static void add_call(struct program *p, const struct by_argument *b)
{
	const uint32_t what[] = { SECCOMP_RET_ERRNO | EPERM, SECCOMP_RET_ALLOW };

	add_jump(p, BPF_JEQ, b->call, b->n + 3u);
	add_load_argument(p, b->argument);
	for (uint8_t i = 0; i < b->n; i++) {
		uint32_t value =
		    b->values[i] == OWN_PID ? (uint32_t)getpid() : b->values[i];

		add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value,
						    (uint8_t)(b->n - i), 0));
	}
	add_return(p, what[!b->allowed]);
	add_return(p, what[b->allowed]);
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
		add_jump(p, BPF_JEQ, i, 2);
		add(p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_IMM, words[i]));
		add(p, (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, 3 * left + 1));
	}
	add_return(p, SECCOMP_RET_ALLOW);
	add(p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_RSH | BPF_X, 0));
	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 1, 1, 0));
	add_return(p, SECCOMP_RET_ALLOW);
}

/* A program that says what becomes of a call. */
static void fill(struct program *p, const uint32_t words[])
{
	add_load(p, offsetof(struct seccomp_data, arch));
	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0));
	add_return(p, SECCOMP_RET_KILL_PROCESS);
	add_load(p, offsetof(struct seccomp_data, nr));
	add_jump(p, BPF_JGT, NEWEST, 1);
	add_return(p, SECCOMP_RET_ERRNO | ENOSYS);
	add(p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, WORD_BITS - 1));
	add(p, (struct sock_filter)BPF_STMT(BPF_MISC | BPF_TAX, 0));
	add_load(p, offsetof(struct seccomp_data, nr));
	add(p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_DIV | BPF_K, WORD_BITS));
	add_words(p, words);
	add_load(p, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < ARRAY_SIZE(by_argument); i++)
		add_call(p, &by_argument[i]);
	add_return(p, SECCOMP_RET_ERRNO | EPERM);
}

bool seccomp_refuse_calls(bool programs_too)
{
	uint32_t words[WORDS] = { 0 };
	struct program p = { .n = 0 };
	struct sock_fprog f = { .filter = p.code };

	set_bits(words, refused, ARRAY_SIZE(refused));
	for (size_t i = 0; i < ARRAY_SIZE(by_argument); i++)
		set_bits(words, &by_argument[i].call, 1);
	if (programs_too)
		set_bits(words, programs, ARRAY_SIZE(programs));
	fill(&p, words);
	f.len = p.n;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &f) == 0;
}
#else
bool seccomp_refuse_calls(bool programs_too)
{
	(void)programs_too;
	return false;
}
#endif
