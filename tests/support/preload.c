/* SPDX-License-Identifier: MIT */
/*
 * Loaded into a program under test (LD_PRELOAD):
 *
 * PRELOAD_SYSLOG=FILE  appends "<facility and priority> text" to FILE, instead of syslog
 * PRELOAD_SYNC_MS=N    each sync takes so many milliseconds, as on a slow disk
 * PRELOAD_TIME=SECONDS  time() says so
 * charset "x-crash"    crashes when it is opened, as libraries have crashed
 * charset "x-sigsys"   is killed, as by a filter of system calls
 * charset "x-hang"     waits for ever when it is opened
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <iconv.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

static int facility;

static int sync_slowly(int fd, const char *call)
{
	const char *ms = getenv("PRELOAD_SYNC_MS");
	int (*next)(int);

	if (ms)
		usleep((useconds_t)atoi(ms) * 1000);
	*(void **)&next = dlsym(RTLD_NEXT, call);
	return next(fd);
}

time_t time(time_t *out)
{
	const char *seconds = getenv("PRELOAD_TIME");
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (seconds)
		now.tv_sec = atol(seconds);
	if (out)
		*out = now.tv_sec;
	return now.tv_sec;
}

int fsync(int fd)
{
	return sync_slowly(fd, "fsync");
}

int fdatasync(int fd)
{
	return sync_slowly(fd, "fdatasync");
}

void openlog(const char *ident, int option, int to)
{
	(void)ident;
	(void)option;
	facility = to;
}

static void log_to_file(int priority, const char *fmt, va_list ap)
{
	const char *file = getenv("PRELOAD_SYSLOG");
	int fd = file ? open(file, O_WRONLY | O_APPEND | O_CREAT, 0666) : -1;

	if (fd < 0)
		return;
	dprintf(fd, "<%d> ", facility | priority);
	vdprintf(fd, fmt, ap);
	dprintf(fd, "\n");
	close(fd);
}

void syslog(int priority, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void __syslog_chk(int priority, int flag, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

void syslog(int priority, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_to_file(priority, fmt, ap);
	va_end(ap);
}

/* syslog() calls this under _FORTIFY_SOURCE. */
void __syslog_chk(int priority, int flag, const char *fmt, ...)
{
	va_list ap;

	(void)flag;
	va_start(ap, fmt);
	log_to_file(priority, fmt, ap);
	va_end(ap);
}

iconv_t iconv_open(const char *to, const char *from)
{
	iconv_t (*next)(const char *, const char *);

	if (strcasecmp(from, "x-crash") == 0)
		raise(SIGSEGV);
	if (strcasecmp(from, "x-sigsys") == 0)
		raise(SIGSYS);
	while (strcasecmp(from, "x-hang") == 0)
		pause();
	*(void **)&next = dlsym(RTLD_NEXT, "iconv_open");
	return next(to, from);
}
