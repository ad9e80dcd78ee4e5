/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and lets one of its system calls fail, or kills it there.
 *
 *	inject count COMMAND...			prints the calls of each of its processes: "0 fcntl's number"
 *	inject PROCESS INDEX kill COMMAND...	SIGKILL at the entry of that call
 *	inject PROCESS INDEX ERRNO COMMAND...	the call is not made and fails so (brk: gives no memory)
 *	inject PROCESS INDEX stop COMMAND...	SIGSTOP there
 *
 * PROCESS: 0 the command, 1 its first child, and so on; INDEX: from 0 in each
 * process, the first being the call after execve. Exits as the command does,
 * 128 + signal if it was killed, 250 if the call was never reached.
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
#include <sys/wait.h>
#include <unistd.h>

#define PROCESSES_MAX 16
#define NOT_REACHED 250

enum action { COUNT, KILL, STOP, FAIL };

struct tracee {
	pid_t pid;
	long calls;
	bool inside; /* between the entry and the exit of a call */
	bool failing, brk;
	unsigned long argument;
};

struct plan {
	enum action action;
	int process;
	long index;
	int error;
	bool reached;
};

#if defined(__x86_64__)
#define CALL_BRK 12

/* Returns what was there: a call leaves its argument in the register. */
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

static struct tracee *find(struct tracee *all, int *n, pid_t pid)
{
	for (int i = 0; i < *n; i++)
		if (all[i].pid == pid)
			return &all[i];
	if (*n == PROCESSES_MAX)
		errx(1, "too many processes");
	all[*n] = (struct tracee){ .pid = pid };
	return &all[(*n)++];
}

static void at_entry(struct plan *p, struct tracee *t, int process)
{
	long index = t->calls++;

	if (p->action == COUNT)
		fprintf(stderr, "%d %ld %ld\n", process, index, get_number(t->pid));
	if (process != p->process || index != p->index)
		return;
	p->reached = true;
	if (p->action == KILL)
		kill(t->pid, SIGKILL);
	if (p->action == STOP) {
		ptrace(PTRACE_DETACH, t->pid, 0, SIGSTOP);
		t->pid = -1;
	}
	/* brk has no error: it fails by staying where it is, as brk(0) does. */
	if (p->action == FAIL && get_number(t->pid) == CALL_BRK) {
		t->argument = set_argument(t->pid, 0);
		t->brk = true;
	} else if (p->action == FAIL) {
		set_number(t->pid, -1);
		t->failing = true;
	}
}

static void at_call(struct plan *p, struct tracee *t, int process)
{
	t->inside = !t->inside;
	if (t->inside) {
		at_entry(p, t, process);
	} else if (t->failing) {
		set_result(t->pid, -p->error);
		t->failing = false;
	} else if (t->brk) {
		set_argument(t->pid, t->argument);
		t->brk = false;
	}
}

/* What the tracee gets when it goes on: our own stops are no signals of its. */
static int signal_of(int status)
{
	int sig = WSTOPSIG(status);

	if (sig == (SIGTRAP | 0x80) || sig == SIGTRAP || status >> 16 || sig == SIGSTOP)
		return 0;
	return sig;
}

static int follow(struct plan *p, pid_t first)
{
	struct tracee all[PROCESSES_MAX];
	int n = 0, code = 1, status;
	pid_t pid;

	find(all, &n, first);
	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		struct tracee *t;

		if (WIFEXITED(status) || WIFSIGNALED(status)) {
			if (pid == first)
				code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
			continue;
		}
		t = find(all, &n, pid);
		if (WSTOPSIG(status) == (SIGTRAP | 0x80))
			at_call(p, t, (int)(t - all));
		if (t->pid > 0)
			ptrace(PTRACE_SYSCALL, pid, 0, signal_of(status));
	}
	return p->action != COUNT && !p->reached ? NOT_REACHED : code;
}

static pid_t start(char **argv)
{
	const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
			     PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		ptrace(PTRACE_TRACEME, 0, 0, 0);
		execv(argv[0], argv);
		_exit(127);
	}
	if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
		errx(1, "%s: cannot be traced", argv[0]);
	if (ptrace(PTRACE_SETOPTIONS, pid, 0, options) < 0)
		err(1, "ptrace");
	ptrace(PTRACE_SYSCALL, pid, 0, 0);
	return pid;
}

int main(int argc, char **argv)
{
	struct plan p = { .action = COUNT, .process = -1 };

	if (argc > 2 && strcmp(argv[1], "count") == 0)
		return follow(&p, start(argv + 2));
	if (argc < 5)
		errx(1, "usage: inject count|PROCESS INDEX kill|stop|ERRNO COMMAND...");
	p.process = atoi(argv[1]);
	p.index = atol(argv[2]);
	p.error = atoi(argv[3]);
	p.action = strcmp(argv[3], "kill") == 0 ? KILL : strcmp(argv[3], "stop") == 0 ? STOP : FAIL;
	return follow(&p, start(argv + 4));
}
