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
 * The filter lists what is refused, not what is allowed: the next C library may
 * make other calls, and no mail may fail for that. Calls newer than this program
 * give ENOSYS, as on a kernel of its age.
 */
#if defined(__x86_64__)
#define OWN_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define OWN_ARCH AUDIT_ARCH_RISCV64
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
#define OWN_ARCH AUDIT_ARCH_PPC64LE
#elif defined(__s390x__)
#define OWN_ARCH AUDIT_ARCH_S390X
#endif

#if defined(OWN_ARCH) && defined(SYS_landlock_restrict_self)
#define NEWEST_CALL SYS_landlock_restrict_self

/* Headers may lack these; the numbers are the same on every architecture. */
#ifndef SYS_quotactl_fd
#define SYS_quotactl_fd 443
#endif
#ifndef PR_SCHED_CORE
#define PR_SCHED_CORE 62
#endif

/* These start programs and processes; only reading an archive needs them, for git. */
static const uint16_t program_calls[] = {
	SYS_execve, SYS_execveat, SYS_clone, SYS_clone3,
#ifdef SYS_fork
	SYS_fork,   SYS_vfork,
#endif
};

/* These use a connection that is open; only the process that fetches mail needs them. */
static const uint16_t connection_calls[] = {
	SYS_sendto,	 SYS_sendmsg,	 SYS_recvfrom,	 SYS_recvmsg,
	SYS_getpeername, SYS_getsockopt, SYS_setsockopt, SYS_shutdown,
};

static const uint16_t refused_calls[] = {
	/* the network, and whoever listens on this machine */
	SYS_socket,
	SYS_socketpair,
	SYS_connect,
	SYS_bind,
	SYS_listen,
	SYS_accept4,
	SYS_sendmmsg,
	SYS_recvmmsg,
	SYS_getsockname,
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
	/* memory and queues that processes share */
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
	/* changes to files that Landlock has no right for */
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
	/* large, seldom used parts of the kernel */
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
	/* mounts and name spaces */
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
 * An argument decides about these calls: only these values are allowed, or all
 * but these. The kernel looks at 32 bits of it, and so does the comparison.
 */
struct argument_rule {
	uint16_t call;
	uint8_t argument;
	bool allowed; /* with these values; else with all others */
	uint8_t n;
	uint32_t values[6];
};

#define OWN_PID UINT32_MAX

static const struct argument_rule argument_rules[] = {
	/* signals to a file's reader; flags and leases that other processes notice */
	{ SYS_fcntl,
	  1,
	  false,
	  6,
	  { F_SETOWN, F_SETOWN_EX, F_SETSIG, F_SETLEASE, F_NOTIFY, F_SETFL } },
	/* signals to a file's reader; input that a terminal takes for typed */
	{ SYS_ioctl,
	  1,
	  false,
	  6,
	  { FIOASYNC, FIOSETOWN, SIOCSPGRP, TIOCSPGRP, TIOCSTI, TIOCLINUX } },
	/* getrlimit() and setrlimit() pass 0 */
	{ SYS_prlimit64, 0, true, 2, { 0, OWN_PID } },
	/* abort and raise signal their own process */
	{ SYS_tgkill, 0, true, 1, { OWN_PID } },
	{ SYS_tkill, 0, true, 1, { OWN_PID } },
	{ SYS_prctl, 0, false, 1, { PR_SCHED_CORE } },
};

/* A bit for each call, in words as wide as the filter's registers. */
#define WORD_BITS 32
#define WORDS (NEWEST_CALL / WORD_BITS + 1)

struct bpf_program {
	struct sock_filter code[20 + 3 * WORDS + 10 * ARRAY_SIZE(argument_rules)];
	unsigned short n;
};

static void add_instruction(struct bpf_program *p, struct sock_filter instruction)
{
	p->code[p->n++] = instruction;
}

static void add_load(struct bpf_program *p, size_t offset)
{
	add_instruction(
	    p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

/* The lower half of an argument. */
static void add_load_argument(struct bpf_program *p, unsigned argument)
{
	size_t lower = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? sizeof(uint32_t) : 0;

	add_load(p, offsetof(struct seccomp_data, args) + argument * sizeof(uint64_t) +
			lower);
}

static void add_return(struct bpf_program *p, uint32_t what)
{
	add_instruction(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
}

static void add_jump(struct bpf_program *p, uint16_t comparison, uint32_t k,
		     size_t left_out_if_false)
{
	add_instruction(p, (struct sock_filter)BPF_JUMP(BPF_JMP | comparison | BPF_K, k,
							0, (uint8_t)left_out_if_false));
}

static void mark_calls(uint32_t words[], const uint16_t calls[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		words[calls[i] / WORD_BITS] |= 1u << calls[i] % WORD_BITS;
}

static void add_argument_rule(struct bpf_program *p, const struct argument_rule *b)
{
	const uint32_t what[] = { SECCOMP_RET_ERRNO | EPERM, SECCOMP_RET_ALLOW };

	add_jump(p, BPF_JEQ, b->call, b->n + 3u);
	add_load_argument(p, b->argument);
	for (uint8_t i = 0; i < b->n; i++) {
		uint32_t value =
		    b->values[i] == OWN_PID ? (uint32_t)getpid() : b->values[i];

		add_instruction(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
								value,
								(uint8_t)(b->n - i), 0));
	}
	add_return(p, what[!b->allowed]);
	add_return(p, what[b->allowed]);
}

/*
 * Tests the call's bit: A is the number of its word, X its number in the word.
 * The kernel translates the filter for each delivery, so that a short one saves
 * time (45 us instead of 75 for a comparison with each call). The shift saves
 * more: the kernel runs a filter without one for every call there is beforehand.
 */
static void add_call_lookup(struct bpf_program *p, const uint32_t words[])
{
	uint32_t left = 0;

	for (size_t i = 0; i < WORDS; i++)
		left += words[i] != 0;
	for (uint32_t i = 0; i < WORDS; i++) {
		if (!words[i])
			continue;
		left--;
		add_jump(p, BPF_JEQ, i, 2);
		add_instruction(p,
				(struct sock_filter)BPF_STMT(BPF_LD | BPF_IMM, words[i]));
		add_instruction(
		    p, (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, 3 * left + 1));
	}
	add_return(p, SECCOMP_RET_ALLOW);
	add_instruction(p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_RSH | BPF_X, 0));
	add_instruction(
	    p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 1, 1, 0));
	add_return(p, SECCOMP_RET_ALLOW);
}

/* Makes the filter: calls of another architecture kill, newer calls give ENOSYS, and
 * the words and argument rules decide about the others. */
static void build_program(struct bpf_program *p, const uint32_t words[],
			  bool programs_too)
{
	add_load(p, offsetof(struct seccomp_data, arch));
	add_instruction(
	    p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCH, 1, 0));
	add_return(p, SECCOMP_RET_KILL_PROCESS);
	add_load(p, offsetof(struct seccomp_data, nr));
	add_jump(p, BPF_JGT, NEWEST_CALL, 1);
	add_return(p, SECCOMP_RET_ERRNO | ENOSYS);
	add_instruction(
	    p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, WORD_BITS - 1));
	add_instruction(p, (struct sock_filter)BPF_STMT(BPF_MISC | BPF_TAX, 0));
	add_load(p, offsetof(struct seccomp_data, nr));
	add_instruction(
	    p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_DIV | BPF_K, WORD_BITS));
	add_call_lookup(p, words);
	add_load(p, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < ARRAY_SIZE(argument_rules); i++) {
		struct argument_rule rule = argument_rules[i];

		/* xz sets a flag of its own pipe: F_SETFL, the last one, is left out */
		if (rule.call == SYS_fcntl && !programs_too)
			rule.n--;
		add_argument_rule(p, &rule);
	}
	add_return(p, SECCOMP_RET_ERRNO | EPERM);
}

bool seccomp_refuse_calls(bool programs_too, bool connections_too)
{
	uint32_t words[WORDS] = { 0 };
	struct bpf_program p = { .n = 0 };
	struct sock_fprog f = { .filter = p.code };

	mark_calls(words, refused_calls, ARRAY_SIZE(refused_calls));
	for (size_t i = 0; i < ARRAY_SIZE(argument_rules); i++)
		mark_calls(words, &argument_rules[i].call, 1);
	if (programs_too)
		mark_calls(words, program_calls, ARRAY_SIZE(program_calls));
	if (connections_too)
		mark_calls(words, connection_calls, ARRAY_SIZE(connection_calls));
	build_program(&p, words, programs_too);
	f.len = p.n;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &f) == 0;
}
#else
bool seccomp_refuse_calls(bool programs_too, bool connections_too)
{
	(void)programs_too;
	(void)connections_too;
	return false;
}
#endif
