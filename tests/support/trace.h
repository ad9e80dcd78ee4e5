/* SPDX-License-Identifier: MIT */
/* Runs a command, and stops it and all processes that it starts at each system call. */
#ifndef TESTS_SUPPORT_TRACE_H
#define TESTS_SUPPORT_TRACE_H

#include <err.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define TRACE_PROCESSES_MAX 16

struct tracee {
	pid_t pid;   /* -1: no longer traced */
	long calls;  /* begun so far, after execve */
	bool inside; /* between the entry and the exit of a call */
};

/* process: 0 the command, 1 its first child, and so on. */
typedef void trace_fn(void *arg, struct tracee *, int process);

struct trace {
	trace_fn *entry, *leave;
	void *arg;
	struct tracee all[TRACE_PROCESSES_MAX];
	int n;
};

static struct tracee *trace_find(struct trace *t, pid_t pid)
{
	for (int i = 0; i < t->n; i++)
		if (t->all[i].pid == pid)
			return &t->all[i];
	if (t->n == TRACE_PROCESSES_MAX)
		errx(1, "too many processes");
	t->all[t->n] = (struct tracee){ .pid = pid };
	return &t->all[t->n++];
}

static void trace_call(struct trace *t, struct tracee *one)
{
	int process = (int)(one - t->all);

	one->inside = !one->inside;
	if (one->inside) {
		t->entry(t->arg, one, process);
		one->calls++;
	} else {
		t->leave(t->arg, one, process);
	}
}

/* Returns the signal to pass on to the tracee; 0 if the stop is one of ptrace(2). */
static int trace_signal(int status)
{
	int sig = WSTOPSIG(status);

	if (sig == (SIGTRAP | 0x80) || sig == SIGTRAP || status >> 16 || sig == SIGSTOP)
		return 0;
	return sig;
}

static pid_t trace_start(char **argv)
{
	const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK |
			     PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
			     PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
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

/* Returns when all processes have ended: the command's exit code, 128 + signal if it was
 * killed. */
static int trace_run(struct trace *t, char **argv)
{
	pid_t pid, first = trace_start(argv);
	int code = 1, status;

	trace_find(t, first);
	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		struct tracee *one;

		if (WIFEXITED(status) || WIFSIGNALED(status)) {
			if (pid == first)
				code = WIFEXITED(status) ? WEXITSTATUS(status)
							 : 128 + WTERMSIG(status);
			continue;
		}
		one = trace_find(t, pid);
		if (WSTOPSIG(status) == (SIGTRAP | 0x80))
			trace_call(t, one);
		if (one->pid > 0)
			ptrace(PTRACE_SYSCALL, pid, 0, trace_signal(status));
	}
	return code;
}

#endif
