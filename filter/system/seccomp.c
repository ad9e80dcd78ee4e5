/* SPDX-License-Identifier: MIT */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/net.h>
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
 * make other calls, and no mail may fail for that. Calls newer than this program, or
 * than the headers that it was built with, give ENOSYS, as on a kernel of that age.
 */
#if defined(__NR_landlock_restrict_self)
#define NEWEST_CALL __NR_landlock_restrict_self /* Linux 5.13 */
#elif defined(__NR_process_madvise)
#define NEWEST_CALL __NR_process_madvise /* Linux 5.10 */
#endif

#ifdef NEWEST_CALL

/* The kernel's headers may lack it. */
#ifndef PR_SCHED_CORE
#define PR_SCHED_CORE 62
#endif

/* When a call is refused; seccomp.h says which processes want what. */
enum refused { ALWAYS, PROGRAMS, CONNECTIONS };

/* Made from refused_calls, of those calls that the kernel's headers know here. */
static const struct {
	uint16_t number;
	uint8_t when; /* enum refused */
} refused_calls[] = {
#include "filter/system/refused_calls.inc"
#if defined(__NR_landlock_restrict_self) && !defined(__NR_quotactl_fd)
	{ __NR_landlock_restrict_self - 3, ALWAYS }, /* quotactl_fd, of Linux 5.14 */
#endif
};

/* The values by which the kernel names an architecture: all that its headers have. */
static const uint32_t architectures[] = {
#include "filter/system/architectures.inc"
};

/* The head of this program, as the linker has placed it. */
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

/*
 * Makes the kernel's name of the architecture from the program's head. False if its
 * headers have no such name, or if the architecture has a second set of calls: a wrong
 * name would end every process at its next call.
 */
static bool find_own_architecture(uint32_t *own)
{
#if (defined(__x86_64__) && defined(__ILP32__)) || \
    (defined(_ABIN32) && _MIPS_SIM == _ABIN32)
	return false;
#else
	*own = __ehdr_start.e_machine;
	if (__ehdr_start.e_ident[EI_CLASS] == ELFCLASS64)
		*own |= __AUDIT_ARCH_64BIT;
	if (__ehdr_start.e_ident[EI_DATA] == ELFDATA2LSB)
		*own |= __AUDIT_ARCH_LE;
	for (size_t i = 0; i < ARRAY_SIZE(architectures); i++)
		if (architectures[i] == *own)
			return true;
	return false;
#endif
}

#define MOST_VALUES 10

/*
 * An argument decides about these calls: only these values are allowed, or all
 * but these. The kernel looks at 32 bits of it, and so does the comparison.
 */
struct argument_rule {
	uint16_t call;
	uint8_t argument;
	bool allowed; /* with these values; else with all others */
	uint8_t n;
	uint32_t values[MOST_VALUES];
};

#define OWN_PID UINT32_MAX
/* F_SETFL is the last one: see rule_for */
#define FCNTL_COMMANDS                                                         \
	{                                                                      \
		F_SETOWN, F_SETOWN_EX, F_SETSIG, F_SETLEASE, F_NOTIFY, F_SETFL \
	}

static const struct argument_rule argument_rules[] = {
	/* signals to a file's reader; flags and leases that other processes notice */
	{ __NR_fcntl, 1, false, 6, FCNTL_COMMANDS },
#ifdef __NR_fcntl64
	{ __NR_fcntl64, 1, false, 6, FCNTL_COMMANDS },
#endif
	/* signals to a file's reader; input that a terminal takes for typed */
	{ __NR_ioctl,
	  1,
	  false,
	  6,
	  { FIOASYNC, FIOSETOWN, SIOCSPGRP, TIOCSPGRP, TIOCSTI, TIOCLINUX } },
	/* getrlimit() and setrlimit() pass 0 */
	{ __NR_prlimit64, 0, true, 2, { 0, OWN_PID } },
	/* abort and raise signal their own process */
	{ __NR_tgkill, 0, true, 1, { OWN_PID } },
	{ __NR_tkill, 0, true, 1, { OWN_PID } },
	{ __NR_prctl, 0, false, 1, { PR_SCHED_CORE } },
#ifdef __NR_socketcall
	/* the calls of an open connection, by another way */
	{ __NR_socketcall,
	  0,
	  true,
	  10,
	  { SYS_SEND, SYS_SENDTO, SYS_SENDMSG, SYS_RECV, SYS_RECVFROM, SYS_RECVMSG,
	    SYS_GETPEERNAME, SYS_GETSOCKOPT, SYS_SETSOCKOPT, SYS_SHUTDOWN } },
#endif
};

/* A bit for each call, in words as wide as the filter's registers. */
#define WORD_BITS 32
#define WORDS (NEWEST_CALL / WORD_BITS + 1)

struct bpf_program {
	struct sock_filter
	    code[20 + 3 * WORDS + (MOST_VALUES + 4) * ARRAY_SIZE(argument_rules)];
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

static void mark_call(uint32_t words[], uint32_t number)
{
	words[number / WORD_BITS] |= 1u << number % WORD_BITS;
}

static void mark_calls(uint32_t words[], bool programs_too, bool connections_too)
{
	const bool wanted[] = { [ALWAYS] = true,
				[PROGRAMS] = programs_too,
				[CONNECTIONS] = connections_too };

	for (size_t i = 0; i < ARRAY_SIZE(refused_calls); i++)
		if (wanted[refused_calls[i].when])
			mark_call(words, refused_calls[i].number);
	for (size_t i = 0; i < ARRAY_SIZE(argument_rules); i++)
		mark_call(words, argument_rules[i].call);
}

static bool is_fcntl(uint16_t call)
{
#ifdef __NR_fcntl64
	if (call == __NR_fcntl64)
		return true;
#endif
	return call == __NR_fcntl;
}

static bool is_socketcall(uint16_t call)
{
#ifdef __NR_socketcall
	return call == __NR_socketcall;
#else
	(void)call;
	return false;
#endif
}

static struct argument_rule rule_for(struct argument_rule rule, bool programs_too,
				     bool connections_too)
{
	/* xz sets a flag of its own pipe */
	if (is_fcntl(rule.call) && !programs_too)
		rule.n--;
	if (is_socketcall(rule.call) && connections_too)
		rule.n = 0;
	return rule;
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

/* Makes the filter's first part: calls of another architecture kill, newer calls give
 * ENOSYS, and those without a bit in words are allowed. */
static void add_choice_of_calls(struct bpf_program *p, uint32_t architecture,
				const uint32_t words[])
{
	add_load(p, offsetof(struct seccomp_data, arch));
	add_instruction(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
							architecture, 1, 0));
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
}

bool seccomp_refuse_calls(bool programs_too, bool connections_too)
{
	uint32_t words[WORDS] = { 0 }, architecture;
	struct bpf_program p = { .n = 0 };
	struct sock_fprog f = { .filter = p.code };

	if (!find_own_architecture(&architecture))
		return false;
	mark_calls(words, programs_too, connections_too);
	add_choice_of_calls(&p, architecture, words);
	add_load(&p, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < ARRAY_SIZE(argument_rules); i++) {
		struct argument_rule rule =
		    rule_for(argument_rules[i], programs_too, connections_too);

		add_argument_rule(&p, &rule);
	}
	add_return(&p, SECCOMP_RET_ERRNO | EPERM);
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
