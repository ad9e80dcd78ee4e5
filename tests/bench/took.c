/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and measures it from its start to its end.
 *
 * usage: took [-i INPUT] [-o OUTPUT] COMMAND [ARGUMENT...]
 *
 * Writes "nanoseconds user-microseconds system-microseconds kilobytes status" to standard
 * error. It is small, so that starting the command costs little, and the memory that
 * counts is the command's.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* In the child of vfork(): fork() would add the time that copying page tables takes. */
static void redirect(const char *path, int flags, int fd)
{
	int file = open(path, flags, 0600);

	if (file < 0 || dup2(file, fd) < 0) {
		perror(path);
		_exit(127);
	}
	close(file);
}

static long long clock_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long long microseconds(struct timeval t)
{
	return t.tv_sec * 1000000LL + t.tv_usec;
}

static pid_t start(const char *in, const char *out, char **command)
{
	pid_t pid = vfork();

	if (pid == 0) {
		redirect(in, O_RDONLY, STDIN_FILENO);
		redirect(out, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
		execvp(command[0], command);
		_exit(127);
	}
	return pid;
}

int main(int argc, char **argv)
{
	const char *in = "/dev/null", *out = "/dev/null";
	struct rusage use;
	long long before;
	int c, status;
	pid_t pid;

	while ((c = getopt(argc, argv, "+i:o:")) != -1) {
		if (c == 'i')
			in = optarg;
		else if (c == 'o')
			out = optarg;
		else
			return 64;
	}
	if (optind == argc)
		return 64;
	before = clock_ns();
	pid = start(in, out, argv + optind);
	if (pid < 0 || wait4(pid, &status, 0, &use) != pid)
		return 71;
	fprintf(stderr, "%lld %lld %lld %ld %d\n", clock_ns() - before,
		microseconds(use.ru_utime), microseconds(use.ru_stime), use.ru_maxrss,
		WIFEXITED(status) ? WEXITSTATUS(status) : 128);
	return 0;
}
