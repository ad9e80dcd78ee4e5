/* SPDX-License-Identifier: MIT */
/* A sandboxed process can't do some things any more; others it still can, such as
 * converting every charset. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

#include "filter/mail/charset.h"
#include "filter/system/sandbox.h"
#include "filter/system/guard.h"
#include "store/util/array.h"
#include "tests/support/temp.h"

/* The kernel's headers may be older than Landlock; all machines have these numbers. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self 446
#endif

/* A user's files: one in the store, one outside it. */
struct files {
	char *dir;
	char store[256], stored[256], outside[256];
};

/* Each does one thing; true if it could. */
typedef bool try_fn(const struct files *);

static bool opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	return fd >= 0 && close(fd) == 0;
}

static bool reads_stored(const struct files *f)
{
	return opens(f->stored, O_RDONLY);
}

static bool reads_outside(const struct files *f)
{
	return opens(f->outside, O_RDONLY);
}

static bool lists_outside(const struct files *f)
{
	return opens(f->dir, O_RDONLY | O_DIRECTORY);
}

static bool writes_stored(const struct files *f)
{
	return opens(f->stored, O_RDWR | O_TRUNC);
}

static bool makes_stored(const struct files *f)
{
	char list[300], temporary[320], path[320];

	snprintf(list, sizeof(list), "%s/list", f->store);
	snprintf(temporary, sizeof(temporary), "%s/.0.tdb", list);
	snprintf(path, sizeof(path), "%s/0.tdb", list);
	return mkdir(list, 0700) == 0 && opens(temporary, O_RDWR | O_CREAT | O_EXCL) &&
	       link(temporary, path) == 0 && unlink(temporary) == 0;
}

static bool writes_outside(const struct files *f)
{
	return opens(f->outside, O_WRONLY) || opens(f->outside, O_WRONLY | O_TRUNC) ||
	       truncate(f->outside, 0) == 0;
}

static bool makes_outside(const struct files *f)
{
	char path[300];

	snprintf(path, sizeof(path), "%s/made", f->dir);
	return opens(path, O_WRONLY | O_CREAT) || mkdir(path, 0700) == 0 ||
	       symlink("x", path) == 0;
}

static bool removes_outside(const struct files *f)
{
	char to[300];

	snprintf(to, sizeof(to), "%s/moved", f->store);
	return rename(f->outside, to) == 0 || unlink(f->outside) == 0;
}

static bool reads_passwords(const struct files *f)
{
	(void)f;
	return opens("/etc/passwd", O_RDONLY);
}

static bool writes_null(const struct files *f)
{
	(void)f;
	return opens("/dev/null", O_WRONLY);
}

static bool starts_program(const struct files *f)
{
	int status = 0;
	pid_t pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);

	(void)f;
	if (pid == 0) {
		execl("/bin/true", "true", (char *)NULL);
		_exit(1);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static bool becomes_program(const struct files *f)
{
	(void)f;
	execl("/bin/sh", "sh", "-c", "exit 100", (char *)NULL);
	return false;
}

static bool makes_socket(const struct files *f)
{
	(void)f;
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
	       socket(AF_INET, SOCK_DGRAM, 0) >= 0 ||
	       socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool kills_parent(const struct files *f)
{
	(void)f;
	return kill(getppid(), 0) == 0;
}

static bool traces_parent(const struct files *f)
{
	(void)f;
	return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0;
}

/* As abort() and raise() do, but to another process. */
static bool signals_parent(const struct files *f)
{
	pid_t pid = getppid();

	(void)f;
	return syscall(SYS_tgkill, pid, pid, 0) == 0 || syscall(SYS_tkill, pid, 0) == 0;
}

static bool limits_parent(const struct files *f)
{
	struct rlimit limit;

	(void)f;
	return prlimit(getppid(), RLIMIT_CPU, NULL, &limit) == 0 ||
	       prlimit(getppid(), RLIMIT_CORE, &(struct rlimit){ 0, 0 }, NULL) == 0;
}

static bool slows_parent(const struct files *f)
{
	struct sched_param param = { 0 };
	cpu_set_t cpus;

	(void)f;
	CPU_ZERO(&cpus);
	CPU_SET(0, &cpus);
	return setpriority(PRIO_PROCESS, (id_t)getppid(), 0) == 0 ||
	       sched_setscheduler(getppid(), SCHED_OTHER, &param) == 0 ||
	       sched_setaffinity(getppid(), sizeof(cpus), &cpus) == 0;
}

/* The kernel sends a signal when the pipe has something to read. */
static bool has_parent_signalled(const struct files *f)
{
	int ends[2];

	(void)f;
	return pipe(ends) == 0 && (fcntl(ends[0], F_SETOWN, getppid()) == 0 ||
				   fcntl(ends[0], F_SETSIG, SIGURG) == 0);
}

static bool signals_itself(const struct files *f)
{
	(void)f;
	return syscall(SYS_tgkill, getpid(), gettid(), 0) == 0 &&
	       signal(SIGURG, SIG_IGN) != SIG_ERR && raise(SIGURG) == 0;
}

static bool limits_itself(const struct files *f)
{
	struct rlimit limit;

	(void)f;
	return getrlimit(RLIMIT_CORE, &limit) == 0 &&
	       setrlimit(RLIMIT_CORE, &limit) == 0 &&
	       prlimit(getpid(), RLIMIT_CORE, NULL, &limit) == 0;
}

static bool locks_stored(const struct files *f)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
	int fd = open(f->stored, O_RDWR | O_CLOEXEC);

	return fd >= 0 && fcntl(fd, F_SETLKW, &lock) == 0 &&
	       fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

static bool changes_mode(const struct files *f)
{
	int fd = open(f->stored, O_RDONLY | O_CLOEXEC);

	return chmod(f->outside, 0777) == 0 ||
	       fchmodat(AT_FDCWD, f->outside, 0777, 0) == 0 || fchmod(fd, 0777) == 0;
}

static bool changes_owner(const struct files *f)
{
	return chown(f->outside, geteuid(), getegid()) == 0 ||
	       lchown(f->outside, geteuid(), getegid()) == 0;
}

static bool changes_times(const struct files *f)
{
	const struct timespec times[2] = { { 0, 0 }, { 0, 0 } };

	return utimensat(AT_FDCWD, f->outside, times, 0) == 0 ||
	       utimensat(AT_FDCWD, f->outside, NULL, 0) == 0;
}

static bool sets_attribute(const struct files *f)
{
	return setxattr(f->outside, "user.x", "y", 1, 0) == 0 || errno != EPERM;
}

static bool shares_memory(const struct files *f)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);

	(void)f;
	return id >= 0 && shmctl(id, IPC_RMID, NULL) == 0;
}

static bool leaves_namespace(const struct files *f)
{
	(void)f;
	return syscall(SYS_unshare, 0) == 0;
}

/* A call that is newer than this program. */
static bool calls_the_future(const struct files *f)
{
	(void)f;
	return syscall(SYS_landlock_restrict_self + 1, 0, 0, 0, 0, 0, 0) >= 0 ||
	       errno != ENOSYS;
}

/* Each charset for the first time in this process: iconv has to open its files. */
static bool converts(const struct files *f)
{
	static const struct {
		const char *charset, *in, *out;
	} rows[] = {
		{ "iso-8859-2", "\xb1", "ą" },
		{ "iso-8859-15", "\xa4", "€" },
		{ "koi8-r", "\xc1", "а" },
		{ "windows-1251", "\xe0", "а" },
		{ "gb2312", "\xd6\xd0", "中" },
		{ "gb18030", "\xd6\xd0", "中" },
		{ "big5", "\xa4\xa4", "中" },
		{ "iso-2022-jp", "\x1b$BCf\x1b(B", "中" },
		{ "shift_jis", "\x92\x86", "中" },
		{ "euc-jp", "\xc3\xe6", "中" },
		{ "euc-kr", "\xb0\xa1", "가" },
		{ "utf-7", "+Ti0-", "中" },
		{ "utf-16", "\xff\xfe-N", "中" },
	};
	bool all = true;

	(void)f;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct charset c = CHARSET_INIT;
		struct buf out = BUF_INIT;

		charset_add(&c, &out, str_from(rows[i].in), str_from(rows[i].charset));
		all = all && strcmp(buf_cstr(&out), rows[i].out) == 0;
		charset_release(&c);
		buf_release(&out);
	}
	return all;
}

static bool ends_by_abort(const struct files *f)
{
	struct sigaction dfl = { .sa_handler = SIG_DFL };

	(void)f;
	sigaction(SIGABRT, &dfl, NULL);
	abort();
}

/* Which SANDBOXED_ bits keep it from succeeding; CAN: it succeeds. */
#define CAN 0
#define FILES SANDBOXED_FILES
#define CALLS SANDBOXED_CALLS

static const struct row {
	const char *name;
	try_fn *try;
	unsigned kept_by[SANDBOX_NETWORK + 1];
} rows[] = {
	{ "reads the store", reads_stored, { CAN, CAN, CAN, CAN } },
	{ "writes to the store", writes_stored, { CAN, CAN, CAN, CAN } },
	{ "makes a file of the store", makes_stored, { CAN, CAN, CAN, CAN } },
	{ "converts every charset", converts, { CAN, CAN, CAN, FILES } },
	{ "reads a file of the user's", reads_outside, { FILES, CAN, CAN, FILES } },
	{ "lists a folder of the user's", lists_outside, { FILES, CAN, CAN, FILES } },
	{ "reads /etc/passwd", reads_passwords, { FILES, CAN, CAN, FILES } },
	{ "writes to a file of the user's",
	  writes_outside,
	  { FILES, FILES, FILES, FILES } },
	{ "makes a file of the user's", makes_outside, { FILES, FILES, FILES, FILES } },
	{ "removes a file of the user's",
	  removes_outside,
	  { FILES, FILES, FILES, FILES } },
	{ "writes to /dev/null", writes_null, { FILES, FILES, CAN, FILES } },
	{ "starts a program", starts_program, { CALLS, CALLS, CAN, CALLS } },
	{ "becomes a program",
	  becomes_program,
	  { FILES | CALLS, FILES | CALLS, CAN, FILES | CALLS } },
	{ "makes a socket", makes_socket, { CALLS, CALLS, CALLS, CALLS } },
	{ "kills its parent", kills_parent, { CALLS, CALLS, CALLS, CALLS } },
	{ "traces its parent", traces_parent, { CALLS, CALLS, CALLS, CALLS } },
	{ "signals its parent", signals_parent, { CALLS, CALLS, CALLS, CALLS } },
	{ "limits its parent", limits_parent, { CALLS, CALLS, CALLS, CALLS } },
	{ "slows its parent", slows_parent, { CALLS, CALLS, CALLS, CALLS } },
	{ "has its parent signalled",
	  has_parent_signalled,
	  { CALLS, CALLS, CALLS, CALLS } },
	{ "signals itself", signals_itself, { CAN, CAN, CAN, CAN } },
	{ "limits itself", limits_itself, { CAN, CAN, CAN, CAN } },
	{ "locks a file of the store", locks_stored, { CAN, CAN, CAN, CAN } },
	{ "changes a file's mode", changes_mode, { CALLS, CALLS, CALLS, CALLS } },
	{ "changes a file's owner", changes_owner, { CALLS, CALLS, CALLS, CALLS } },
	{ "changes a file's times", changes_times, { CALLS, CALLS, CALLS, CALLS } },
	{ "sets a file's attribute", sets_attribute, { CALLS, CALLS, CALLS, CALLS } },
	{ "shares memory", shares_memory, { CALLS, CALLS, CALLS, CALLS } },
	{ "leaves its name space", leaves_namespace, { CALLS, CALLS, CALLS, CALLS } },
	{ "makes a call of the future",
	  calls_the_future,
	  { CALLS, CALLS, CALLS, CALLS } },
};

/* Each call has arguments that make no sense: where it is allowed, it changes nothing. */
struct refused_call {
	const char *name;
	long number, first, second;
};

#define CALL(name)                        \
	{                                 \
#name, SYS_##name, -1, -1 \
	}
#define COMMAND(call, command)                              \
	{                                                   \
#call " " #command, SYS_##call, -1, command \
	}

/* Newer calls than a C library of 2020 knows, and those that not all machines have, are
 * #ifdef. */
static const struct refused_call calls[] = {
	CALL(socket),
	CALL(socketpair),
	CALL(connect),
	CALL(bind),
	CALL(listen),
	CALL(accept4),
	CALL(sendto),
	CALL(sendmsg),
	CALL(sendmmsg),
	CALL(recvfrom),
	CALL(recvmsg),
	CALL(recvmmsg),
	CALL(getsockname),
	CALL(getpeername),
	CALL(getsockopt),
	CALL(setsockopt),
	CALL(shutdown),
#ifdef SYS_accept
	CALL(accept),
#endif
#ifdef SYS_socketcall
	CALL(socketcall),
#endif
	CALL(kill),
	CALL(ptrace),
	CALL(process_vm_readv),
	CALL(process_vm_writev),
#ifdef SYS_process_madvise
	CALL(process_madvise),
#endif
	CALL(pidfd_open),
#ifdef SYS_pidfd_getfd
	CALL(pidfd_getfd),
#endif
	CALL(pidfd_send_signal),
	CALL(rt_sigqueueinfo),
	CALL(rt_tgsigqueueinfo),
	CALL(kcmp),
	CALL(get_robust_list),
	CALL(move_pages),
	CALL(migrate_pages),
	CALL(setpriority),
	CALL(ioprio_set),
	CALL(sched_setparam),
	CALL(sched_setscheduler),
	CALL(sched_setattr),
	CALL(sched_setaffinity),
	CALL(setpgid),
	CALL(setsid),
	CALL(shmget),
	CALL(shmat),
	CALL(shmctl),
	CALL(shmdt),
	CALL(semget),
	CALL(semctl),
#ifdef SYS_semtimedop
	CALL(semtimedop),
#endif
	CALL(msgget),
	CALL(msgsnd),
	CALL(msgrcv),
	CALL(msgctl),
	CALL(mq_open),
	CALL(mq_unlink),
	CALL(mq_timedsend),
	CALL(mq_timedreceive),
	CALL(mq_notify),
	CALL(mq_getsetattr),
#ifdef SYS_semop
	CALL(semop),
#endif
#ifdef SYS_ipc
	CALL(ipc),
#endif
	CALL(fchmod),
	CALL(fchmodat),
	CALL(fchown),
	CALL(fchownat),
	CALL(utimensat),
	CALL(truncate),
	CALL(setxattr),
	CALL(lsetxattr),
	CALL(fsetxattr),
	CALL(removexattr),
	CALL(lremovexattr),
	CALL(fremovexattr),
	CALL(mknodat),
	CALL(symlinkat),
	CALL(inotify_init1),
	CALL(inotify_add_watch),
	CALL(inotify_rm_watch),
	CALL(fanotify_init),
	CALL(fanotify_mark),
#ifdef SYS_chmod
	CALL(chmod),
	CALL(chown),
	CALL(lchown),
#ifdef SYS_utime
	CALL(utime),
#endif
	CALL(utimes),
	CALL(futimesat),
	CALL(mknod),
	CALL(symlink),
	CALL(inotify_init),
#endif
	CALL(setuid),
	CALL(setgid),
	CALL(setreuid),
	CALL(setregid),
	CALL(setresuid),
	CALL(setresgid),
	CALL(setfsuid),
	CALL(setfsgid),
	CALL(setgroups),
	CALL(capset),
	CALL(init_module),
	CALL(finit_module),
	CALL(delete_module),
	CALL(kexec_load),
	CALL(reboot),
	CALL(swapon),
	CALL(swapoff),
	CALL(syslog),
	CALL(acct),
	CALL(quotactl),
#ifdef SYS_quotactl_fd
	CALL(quotactl_fd),
#endif
	CALL(settimeofday),
	CALL(clock_settime),
	CALL(adjtimex),
	CALL(clock_adjtime),
	CALL(sethostname),
	CALL(setdomainname),
	CALL(vhangup),
#ifdef SYS_kexec_file_load
	CALL(kexec_file_load),
#endif
#ifdef __x86_64__
	CALL(iopl),
	CALL(ioperm),
	CALL(modify_ldt),
#endif
	CALL(io_uring_setup),
	CALL(io_uring_enter),
	CALL(io_uring_register),
	CALL(io_setup),
	CALL(bpf),
	CALL(perf_event_open),
	CALL(userfaultfd),
	CALL(keyctl),
	CALL(add_key),
	CALL(request_key),
	CALL(memfd_create),
	CALL(open_by_handle_at),
	CALL(name_to_handle_at),
	CALL(personality),
	CALL(splice),
	CALL(tee),
	CALL(vmsplice),
	CALL(remap_file_pages),
	CALL(mbind),
	CALL(set_mempolicy),
	CALL(mount),
	CALL(umount2),
	CALL(pivot_root),
	CALL(chroot),
	CALL(unshare),
	CALL(setns),
	CALL(open_tree),
	CALL(move_mount),
	CALL(fsopen),
	CALL(fsconfig),
	CALL(fsmount),
	CALL(fspick),
#ifdef SYS_mount_setattr
	CALL(mount_setattr),
#endif
	COMMAND(fcntl, F_SETOWN),
	COMMAND(fcntl, F_SETOWN_EX),
	COMMAND(fcntl, F_SETSIG),
	COMMAND(fcntl, F_SETFL),
	COMMAND(fcntl, F_SETLEASE),
	COMMAND(fcntl, F_NOTIFY),
	COMMAND(ioctl, FIOASYNC),
	COMMAND(ioctl, FIOSETOWN),
	COMMAND(ioctl, SIOCSPGRP),
	COMMAND(ioctl, TIOCSPGRP),
	COMMAND(ioctl, TIOCSTI),
	COMMAND(ioctl, TIOCLINUX),
#if __SIZEOF_LONG__ == 8
	/* the kernel looks at 32 bits */
	{ "fcntl F_SETOWN, and more bits", SYS_fcntl, -1, 1L << 32 | F_SETOWN },
#else
	/* these calls have wider arguments */
	CALL(semtimedop_time64),
	CALL(mq_timedsend_time64),
	CALL(utimensat_time64),
	CALL(clock_settime64),
	CALL(truncate64),
	COMMAND(fcntl64, F_SETOWN),
#endif
#ifdef SYS_chown32
	CALL(chown32),
	CALL(setuid32),
	CALL(setgroups32),
#endif
	CALL(tgkill),
	CALL(tkill),
	CALL(prlimit64),
	{ "prctl PR_SCHED_CORE", SYS_prctl, 62, -1 },
};

/* Seen by both processes. */
struct try_result {
	unsigned done; /* SANDBOXED_ bits */
	bool returned, could;
};

struct sandbox_try {
	const struct files *files;
	enum sandbox how;
	try_fn *try;
	struct try_result *result;
	/* try NULL: made if seccomp took effect, so that it is surely refused */
	const struct refused_call *call;
	bool no_landlock; /* as on a kernel too old for it */
};

static void hide_landlock(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_landlock_create_ruleset, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = ARRAY_SIZE(code), .filter = code };

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static bool could_call(const struct refused_call *c)
{
	return syscall(c->number, c->first, c->second, -1, -1, -1, -1) != -1 ||
	       errno != EPERM;
}

static enum status make_try(void *arg, struct buf *said)
{
	const struct sandbox_try *a = arg;

	(void)said;
	if (a->no_landlock)
		hide_landlock();
	a->result->done = sandbox_enter(a->how, a->files->store);
	if (a->try)
		a->result->could = a->try(a->files);
	else if (a->result->done & CALLS)
		a->result->could = could_call(a->call);
	a->result->returned = true;
	return ST_OK;
}

static enum guard_end run_try(struct sandbox_try *a, struct try_result *result, int *sig)
{
	struct guard_result r;

	a->result = mmap(NULL, sizeof(*a->result), PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(a->result != MAP_FAILED);
	guard_run(&r, make_try, a, 10000, true, NULL);
	*result = *a->result;
	*sig = r.signal;
	munmap(a->result, sizeof(*a->result));
	buf_release(&r.said);
	return r.end;
}

/* Asks the kernel what it offers: sandbox_enter() has to use that. */
static unsigned offered(void)
{
	unsigned by = 0;

	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) < 0 && errno == EFAULT)
		by |= CALLS;
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) > 0)
		by |= FILES;
	return by;
}

/* Fails if the kernel offers what would have kept the process from it. */
static void expect_not_offered(unsigned kept_by, const char *name, enum sandbox how)
{
	if (kept_by & offered())
		fail_msg("way %d: the kernel's %s is not used", how,
			 kept_by & offered() & FILES ? "Landlock" : "seccomp");
	printf("skip: this kernel has no %s: %s, way %d\n",
	       kept_by & FILES ? "Landlock" : "seccomp", name, how);
}

static void check_row(const struct row *row, struct sandbox_try *a)
{
	unsigned kept_by = row->kept_by[a->how];
	struct try_result r;
	bool could;
	int sig;

	if (a->no_landlock && kept_by == FILES)
		return;
	assert_int_equal(run_try(a, &r, &sig), GUARD_DONE);
	could = row->try == becomes_program ? !r.returned : r.returned && r.could;
	if (!kept_by && !could)
		fail_msg("way %d: can't any more", a->how);
	if (!kept_by || (r.done & kept_by)) {
		if (kept_by && could)
			fail_msg("way %d%s: still can", a->how,
				 a->no_landlock ? ", no Landlock" : "");
	} else {
		expect_not_offered(kept_by & ~(a->no_landlock ? FILES : 0), row->name,
				   a->how);
	}
}

static void write_text(const char *path)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs("text\n", f);
	fclose(f);
}

static void check_way(const struct row *row, enum sandbox how, bool no_landlock)
{
	struct files f = { .dir = temp_dir() };
	struct sandbox_try a = {
		.files = &f, .how = how, .try = row->try, .no_landlock = no_landlock
	};

	snprintf(f.store, sizeof(f.store), "%s/store", f.dir);
	snprintf(f.stored, sizeof(f.stored), "%s/store/0.tdb", f.dir);
	snprintf(f.outside, sizeof(f.outside), "%s/outside", f.dir);
	assert_int_equal(mkdir(f.store, 0700), 0);
	write_text(f.stored);
	write_text(f.outside);
	check_row(row, &a);
	temp_remove(f.dir);
}

static void check(void **state)
{
	for (int how = SANDBOX_PARSE; how <= SANDBOX_NETWORK; how++) {
		check_way(*state, (enum sandbox)how, false);
		check_way(*state, (enum sandbox)how, true);
	}
}

/* These go on over a connection that was open before. */
static bool is_for_connections(const struct refused_call *c)
{
	static const long numbers[] = {
		SYS_sendto,	 SYS_sendmsg,	 SYS_recvfrom,	 SYS_recvmsg,
		SYS_getpeername, SYS_getsockopt, SYS_setsockopt, SYS_shutdown,
	};

	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		if (c->number == numbers[i])
			return true;
	return false;
}

/* Programs set flags of their own pipes. */
static bool is_for_programs(const struct refused_call *c)
{
	return c->number == SYS_fcntl && strcmp(c->name, "fcntl F_SETFL") == 0;
}

static void check_call(void **state)
{
	const struct files none = { .dir = NULL };

	for (int how = SANDBOX_PARSE; how <= SANDBOX_NETWORK; how++) {
		struct sandbox_try a = { .files = &none,
					 .how = (enum sandbox)how,
					 .call = *state,
					 .no_landlock = true };
		struct try_result r;
		int sig;

		assert_int_equal(run_try(&a, &r, &sig), GUARD_DONE);
		if (r.could && !(how == SANDBOX_NETWORK && is_for_connections(a.call)) &&
		    !(how == SANDBOX_GIT && is_for_programs(a.call)))
			fail_msg("way %d: still can", how);
		if (!(r.done & CALLS))
			expect_not_offered(CALLS, a.call->name, a.how);
	}
}

/* A crash still counts as a crash. */
static void check_abort(void **state)
{
	struct files f = { .dir = temp_dir() };

	(void)state;
	strcpy(f.store, f.dir);
	for (int how = SANDBOX_PARSE; how <= SANDBOX_NETWORK; how++) {
		struct sandbox_try a = { .files = &f,
					 .how = (enum sandbox)how,
					 .try = ends_by_abort };
		struct try_result r;
		int sig;

		assert_int_equal(run_try(&a, &r, &sig), GUARD_CRASHED);
		assert_int_equal(sig, SIGABRT);
	}
	temp_remove(f.dir);
}

static struct CMUnitTest test(const char *name, CMUnitTestFunction f, const void *row)
{
	return (struct CMUnitTest){ .name = name,
				    .test_func = f,
				    .initial_state = (void *)(uintptr_t)row };
}

int main(void)
{
	enum { ROWS = ARRAY_SIZE(rows), CALLS_TRIED = ARRAY_SIZE(calls) };
	struct CMUnitTest tests[ROWS + CALLS_TRIED + 1] = { cmocka_unit_test(
	    check_abort) };
	size_t n = 1;

	for (size_t i = 0; i < ROWS; i++)
		tests[n++] = test(rows[i].name, check, &rows[i]);
	for (size_t i = 0; i < CALLS_TRIED; i++)
		tests[n++] = test(calls[i].name, check_call, &calls[i]);
	return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
