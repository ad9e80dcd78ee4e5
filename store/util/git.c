/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/util/array.h"
#include "store/util/file.h"
#include "store/util/git.h"

/* Bytes of what git prints about a failure. */
#define ERRORS_MAX 1000

extern char **environ;

static const char *const git_env[] = {
	"LC_ALL=C",
	"GIT_CONFIG_NOSYSTEM=1",
	"GIT_CONFIG_GLOBAL=/dev/null",
	"GIT_NO_REPLACE_OBJECTS=1",
	"GIT_NO_LAZY_FETCH=1",
	"GIT_ALLOW_PROTOCOL=", /* keeps an older git from fetching */
	"GIT_TERMINAL_PROMPT=0",
	"GIT_OPTIONAL_LOCKS=0",
	"GIT_FLUSH=0", /* fills a buffer before it writes, even to a pipe */
};

/* The caller's environment, without git's variables, and git_env. Borrows the strings. */
static char **clean_environment(void)
{
	size_t n = 0;
	char **env;

	while (environ[n])
		n++;
	env = xcalloc(n + ARRAY_SIZE(git_env) + 1, sizeof(*env));
	n = 0;
	for (char **e = environ; *e; e++)
		if (strncmp(*e, "GIT_", 4) != 0 && strncmp(*e, "LC_ALL=", 7) != 0)
			env[n++] = *e;
	for (size_t i = 0; i < ARRAY_SIZE(git_env); i++)
		env[n++] = (char *)git_env[i];
	return env;
}

/*
 * The options keep a repository's configuration from running programs. Mails are
 * hardly ever deltas: git would fill its usual 96 MB of delta bases for nothing.
 */
static void fill_arguments(const char *argv[], struct buf *git_dir, const char *dir,
			   const char *const args[])
{
	static const char *const always[] = {
		"git", "--no-pager",
		"-c",  "core.fsmonitor=false",
		"-c",  "log.showSignature=false",
		"-c",  "core.deltaBaseCacheLimit=16m",
	};
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(always); i++)
		argv[n++] = always[i];
	if (dir) {
		buf_addf(git_dir, "--git-dir=%s", dir);
		argv[n++] = buf_cstr(git_dir);
	}
	for (size_t i = 0; args[i]; i++) {
		assert(i < GIT_ARGS);
		argv[n++] = args[i];
	}
	argv[n] = NULL;
}

static void redirect_fd(posix_spawn_file_actions_t *to, int fd, int end, int flags)
{
	if (end >= 0)
		posix_spawn_file_actions_adddup2(to, end, fd);
	else
		posix_spawn_file_actions_addopen(to, fd, "/dev/null", flags, 0);
}

static int spawn_git(pid_t *pid, char *const argv[], int in, int out, int errors)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	char **env = clean_environment();
	sigset_t signals;
	int error;

	posix_spawn_file_actions_init(&files);
	redirect_fd(&files, STDIN_FILENO, in, O_RDONLY);
	redirect_fd(&files, STDOUT_FILENO, out, O_WRONLY);
	redirect_fd(&files, STDERR_FILENO, errors, O_WRONLY);
	/* The programs ignore SIGPIPE; git must end by it when its reader is gone. */
	posix_spawnattr_init(&attr);
	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &signals);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(pid, "git", &files, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	free(env);
	return error;
}

bool git_start(struct git *g, const char *dir, const char *const args[], bool input,
	       int errors)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 };
	const char *argv[GIT_ARGS + 8];
	struct buf git_dir = BUF_INIT;
	int error = 0;

	*g = GIT_INIT;
	fill_arguments(argv, &git_dir, dir, args);
	/* no other child inherits our ends */
	if ((input && pipe2(in, O_CLOEXEC) < 0) || pipe2(out, O_CLOEXEC) < 0)
		error = errno;
	else
		error = spawn_git(&g->pid, (char *const *)argv, in[0], out[1], errors);
	file_close(&in[0]);
	file_close(&out[1]);
	g->in = in[1];
	g->out = out[0];
	buf_release(&git_dir);
	if (!error)
		return true;
	g->pid = -1;
	git_end(g);
	errno = error;
	return false;
}

int git_errors_open(void)
{
	return memfd_create("git", MFD_CLOEXEC);
}

void git_errors_add(struct buf *out, int errors)
{
	static const struct str marks[] = { STR("fatal: "), STR("error: ") };
	struct buf text = BUF_INIT;
	struct str rest, line = STR_EMPTY;

	if (errors >= 0 && lseek(errors, 0, SEEK_SET) == 0)
		file_read_limited(errors, &text, ERRORS_MAX);
	rest = buf_str(&text);
	while (str_line(&rest, &line) && str_starts(line, STR("warning: ")))
		;
	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (str_starts(line, marks[i]))
			line = str_sub(line, marks[i].len, line.len);
	buf_adds(out, line.len ? line : STR("it printed no reason"));
	buf_release(&text);
}

static int wait_for_git(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

int git_end(struct git *g)
{
	int status;

	file_close(&g->in);
	file_close(&g->out);
	if (g->pid < 0)
		return -1;
	status = wait_for_git(g->pid);
	g->pid = -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int git_output(struct buf *out, const char *dir, const char *const args[])
{
	size_t before = out->len;
	struct git g;
	bool whole;
	int rc;

	if (!git_start(&g, dir, args, false, -1))
		return -1;
	whole = file_read_all(g.out, out) == ST_OK;
	buf_trim(out, out->len - (out->len > before && out->data[out->len - 1] == '\n'));
	rc = git_end(&g);
	return whole ? rc : -1;
}

size_t git_pipe_size(int fd, size_t size)
{
	int now;

	while (size > 65536 && fcntl(fd, F_SETPIPE_SZ, (int)size) < 0)
		size /= 2;
	now = fcntl(fd, F_GETPIPE_SZ);
	return now > 0 ? (size_t)now : 4096;
}
