/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and makes one of its system calls fail, or kills or stops it there.
 *
 * inject count COMMAND...                 prints each call: process, index, number
 * inject PROCESS INDEX kill COMMAND...    SIGKILL at the entry of the call
 * inject PROCESS INDEX stop COMMAND...    SIGSTOP at the entry of the call
 * inject PROCESS INDEX ERRNO COMMAND...   the call fails with ERRNO and does nothing
 * inject PROCESS INDEX ERRNO+ COMMAND...  so do all later calls of that number in PROCESS
 *
 * PROCESS: 0 is the command, 1 its first child, and so on. INDEX: counted from 0 in each
 * process; 0 is the first call after execve. INDEX:NUMBER is the first call of that
 * number from INDEX on: in a slow run a timer's signal may add calls before it. Exits as
 * the command does, with 128 + signal if it was killed, with 250 if the call was never
 * reached.
 */
#include <elf.h>
#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <unistd.h>

#include "tests/support/trace.h"

#define NOT_REACHED 250
#define ANY_NUMBER -1

enum action { COUNT, KILL, STOP, FAIL };

struct plan {
	enum action action;
	int process;
	long index;
	long wanted; /* the call's number; ANY_NUMBER: any */
	int error;
	bool all_later;
	long number; /* of the call that failed */
	bool reached;
	bool failing, brk; /* set until the call's exit */
	unsigned long argument;
};

#if defined(__x86_64__)
#define CALL_BRK 12

/* Returns the old value: a call leaves its argument in the register. */
static unsigned long set_argument(pid_t pid, unsigned long value)
{
	struct user_regs_struct r;
	unsigned long old;

	ptrace(PTRACE_GETREGS, pid, 0, &r);
	old = r.rdi;
	r.rdi = value;
	ptrace(PTRACE_SETREGS, pid, 0, &r);
	return old;
}

static void set_number(pid_t pid, long number)
{
	struct user_regs_struct r;

	ptrace(PTRACE_GETREGS, pid, 0, &r);
	r.orig_rax = (unsigned long)number;
	ptrace(PTRACE_SETREGS, pid, 0, &r);
}

static long get_number(pid_t pid)
{
	struct user_regs_struct r;

	ptrace(PTRACE_GETREGS, pid, 0, &r);
	return (long)r.orig_rax;
}

static void set_result(pid_t pid, long result)
{
	struct user_regs_struct r;

	ptrace(PTRACE_GETREGS, pid, 0, &r);
	r.rax = (unsigned long)result;
	ptrace(PTRACE_SETREGS, pid, 0, &r);
}
#elif defined(__aarch64__)
#define CALL_BRK 214

static unsigned long set_argument(pid_t pid, unsigned long value)
{
	(void)pid;
	return value; /* the argument's register is the result's */
}

static void set_number(pid_t pid, long number)
{
	int n = (int)number;
	struct iovec v = { &n, sizeof(n) };

	ptrace(PTRACE_SETREGSET, pid, (void *)NT_ARM_SYSTEM_CALL, &v);
}

static long get_number(pid_t pid)
{
	int n = -1;
	struct iovec v = { &n, sizeof(n) };

	ptrace(PTRACE_GETREGSET, pid, (void *)NT_ARM_SYSTEM_CALL, &v);
	return n;
}

static void set_result(pid_t pid, long result)
{
	struct user_regs_struct r;
	struct iovec v = { &r, sizeof(r) };

	ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &v);
	r.regs[0] = (unsigned long)result;
	ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &v);
}
#else
#error "which registers hold a system call's number and result here?"
#endif

static void fail_call(struct plan *p, pid_t pid)
{
	p->number = get_number(pid);
	/* brk returns no error: it fails if the break does not move, as in brk(0) */
	if (p->number == CALL_BRK) {
		p->argument = set_argument(pid, 0);
		p->brk = true;
	} else {
		set_number(pid, -1);
		p->failing = true;
	}
}

static bool is_due(const struct plan *p, const struct tracee *t)
{
	if (p->wanted == ANY_NUMBER)
		return t->calls == p->index;
	return !p->reached && t->calls >= p->index && get_number(t->pid) == p->wanted;
}

static void at_entry(void *arg, struct tracee *t, int process)
{
	struct plan *p = arg;

	if (p->action == COUNT)
		fprintf(stderr, "%d %ld %ld\n", process, t->calls, get_number(t->pid));
	if (process != p->process)
		return;
	if (!is_due(p, t)) {
		if (p->all_later && p->reached && get_number(t->pid) == p->number)
			fail_call(p, t->pid);
		return;
	}
	p->reached = true;
	if (p->action == KILL)
		kill(t->pid, SIGKILL);
	if (p->action == STOP) {
		ptrace(PTRACE_DETACH, t->pid, 0, SIGSTOP);
		t->pid = -1;
	}
	if (p->action == FAIL)
		fail_call(p, t->pid);
}

static void at_exit(void *arg, struct tracee *t, int process)
{
	struct plan *p = arg;

	if (process != p->process)
		return;
	if (p->failing)
		set_result(t->pid, -p->error);
	if (p->brk)
		set_argument(t->pid, p->argument);
	p->failing = p->brk = false;
}

int main(int argc, char **argv)
{
	struct plan p = { .action = COUNT, .process = -1 };
	struct trace t = { .entry = at_entry, .leave = at_exit, .arg = &p };
	char *end;
	int code;

	if (argc > 2 && strcmp(argv[1], "count") == 0)
		return trace_run(&t, argv + 2);
	if (argc < 5)
		errx(1,
		     "usage: inject count|PROCESS INDEX kill|stop|ERRNO[+] COMMAND...");
	p.process = atoi(argv[1]);
	p.index = strtol(argv[2], &end, 10);
	p.wanted = *end == ':' ? atol(end + 1) : ANY_NUMBER;
	p.error = atoi(argv[3]);
	p.all_later = strchr(argv[3], '+') != NULL;
	p.action = strcmp(argv[3], "kill") == 0	  ? KILL
		   : strcmp(argv[3], "stop") == 0 ? STOP
						  : FAIL;
	code = trace_run(&t, argv + 4);
	return p.reached ? code : NOT_REACHED;
}
