/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sysexits.h>
#include <time.h>

#include "filter/deliver/attempt.h"
#include "filter/deliver/drain.h"
#include "store/util/array.h"
#include "store/util/file.h"
#include "filter/system/log.h"
#include "filter/mail/message.h"
#include "filter/deliver/spool_claim.h"
#include "filter/deliver/spool_header.h"
#include "store/util/list_name.h"
#include "store/util/utc.h"

/* The limits of drain_some: its host waits. */
#define SOME_FILES 4   /* to store */
#define SOME_LOOKED 32 /* to open, in search of this store's */
#define SOME_MS 1000   /* in total */
#define SOME_COUNTED 100000

enum drain_outcome { STORED, KNOWN, HEADER_ONLY, FAILED, LEFT, OUTCOMES };

struct drain {
	const struct options *o;
	struct spool spool;
	struct buf folder; /* new/ or cur/ */
	size_t counts[OUTCOMES];
	enum status status; /* why the last mail was left */
	bool refused;	    /* its store would refuse the next mail too */
	struct buf blocked; /* the store that refused a mail: not tried again */
	struct buf line;
};

/* A spooled file, claimed and read. */
struct claimed_mail {
	struct spool_file file;
	struct buf bytes;
	struct str raw;
	struct spool_header header;
};

/*
 * Claims and reads a file. ST_BUSY: another process has it, or memory is short.
 * ST_NOTFOUND: it is gone. ST_INPUT with why: it can't be read.
 */
static enum status claimed_mail_open(struct claimed_mail *m, const char *folder,
				     const char *name, struct buf *why)
{
	const char *wrong;
	enum status st;

	*m = (struct claimed_mail){ .header = SPOOL_HEADER_INIT };
	if (!spool_claim(&m->file, folder, name, &wrong)) {
		if (!wrong)
			return file_exists(folder, name) ? ST_BUSY : ST_NOTFOUND;
		return status_say(why, ST_INPUT, "%s", wrong);
	}
	st = file_read_all(m->file.fd, &m->bytes);
	if (st != ST_OK) {
		buf_addstr(why, strerror(errno));
		buf_release(&m->bytes);
		spool_return(&m->file);
		return st == ST_BUSY ? ST_BUSY : ST_INPUT;
	}
	m->raw = buf_str(&m->bytes);
	spool_header_take(&m->raw, &m->header);
	return ST_OK;
}

static void claimed_mail_release(struct claimed_mail *m)
{
	buf_release(&m->bytes);
	spool_header_release(&m->header);
}

static void drain_init(struct drain *d, const struct options *o)
{
	*d = (struct drain){ .o = o, .spool = { buf_cstr(&o->spool), o->shared } };
}

static void drain_release(struct drain *d)
{
	buf_release(&d->folder);
	buf_release(&d->blocked);
	buf_release(&d->line);
}

static const char *store_dir_of(const struct options *o, const struct claimed_mail *m)
{
	return buf_cstr(m->header.store.len ? &m->header.store : &o->store);
}

static void attempt_mail(const struct options *o, const struct claimed_mail *m,
			 bool header_only, int timeout_ms, struct attempt_result *r)
{
	int64_t now = time(NULL);
	struct buf list = BUF_INIT;
	struct attempt a = {
		.goal = ATTEMPT_STORE,
		.header_only = header_only,
		.raw = m->raw,
		.store = { .shared = o->shared, .segment_size = o->segment_size },
	};

	if (m->header.list.len)
		list_name_make(&list, buf_str(&m->header.list));
	else
		buf_adds(&list, buf_str(&o->list));
	a.origin.list = buf_str(&list);
	a.origin.only = buf_str(m->header.only.len ? &m->header.only : &o->only);
	a.max_lists = o->max_lists;
	/* the time of its arrival: the record becomes what it would have been then */
	a.origin.now =
	    m->header.arrived && m->header.arrived < now ? m->header.arrived : now;
	commit_ref_parse(&a.origin.commit_ref, buf_str(&m->header.commit));
	a.store.dir = store_dir_of(o, m);
	attempt_run(&a, r, timeout_ms);
	buf_release(&list);
}

/* The mail itself crashed the parse, and would again. SIGSYS comes from a filter of
 * system calls, whatever the mail. */
static bool crashed_parse(const struct attempt_result *r)
{
	return r->end == GUARD_CRASHED && !r->parsed && r->signal != SIGKILL &&
	       r->signal != SIGSYS;
}

/*
 * Whether this store would refuse the next mail too, after as long a wait. A
 * damaged list says nothing about the other lists of the store, nor does a mail
 * whose parse hangs.
 */
static bool refused_by_store(const struct attempt_result *r)
{
	return r->end == GUARD_NOFORK || r->signal == SIGSYS ||
	       (r->parsed && (r->status == ST_BUSY || r->status == ST_NOSPACE));
}

/* Leaves a mail whose file is at fault, not its store. A name too long for SPOOL_TRY
 * stays until a person renames it. */
static enum drain_outcome leave_mail(struct drain *d, const char *what, int error,
				     struct buf *why)
{
	buf_reset(why);
	buf_addf(why, "%s: %s", what, strerror(error));
	d->status = error == ENAMETOOLONG ? ST_INPUT : ST_NOSPACE;
	return LEFT;
}

static enum drain_outcome remove_stored(struct drain *d, struct claimed_mail *m,
					const struct attempt_result *r, bool header_only,
					struct buf *why)
{
	if (!spool_done(&m->file))
		return leave_mail(d, "it is stored, but cannot be removed", errno, why);
	if (header_only)
		return HEADER_ONLY;
	return r->status == ST_EXISTS ? KNOWN : STORED;
}

/* Renames the mail to NAME.try; false if that fails, with the mail returned. */
static bool begin_try(struct drain *d, struct claimed_mail *m, struct buf *why)
{
	if (spool_try(&m->file))
		return true;
	leave_mail(d, "cannot rename", errno, why);
	spool_return(&m->file);
	return false;
}

/* Attempts the mail, after begin_try. why: why the mail is left or failed. */
static enum drain_outcome try_mail(struct drain *d, struct claimed_mail *m,
				   int timeout_ms, bool all, struct buf *why)
{
	bool header_only = m->file.crashed;
	struct attempt_result r;
	enum drain_outcome end = LEFT;

	attempt_mail(d->o, m, header_only, timeout_ms, &r);
	if (all && !header_only && crashed_parse(&r)) {
		header_only = true;
		attempt_release(&r);
		attempt_mail(d->o, m, header_only, timeout_ms, &r);
	}
	buf_adds(why, buf_str(&r.why));
	if (attempt_succeeded(&r)) {
		end = remove_stored(d, m, &r, header_only, why);
	} else if (!crashed_parse(&r)) {
		d->status = r.status;
		d->refused = refused_by_store(&r);
		spool_return(&m->file);
	} else if (!all) {
		spool_release(&m->file);
	} else if (spool_fail(&m->file, &d->spool)) {
		end = FAILED;
	} else {
		leave_mail(d, "cannot move it to failed/", errno, why);
	}
	attempt_release(&r);
	return end;
}

/*
 * Goes to any of the folder's names: files of other stores, which are looked at too, must
 * not stand before this store's for ever.
 */
static void start_anywhere(DIR *dir)
{
	size_t n = 0, at = 0;

	while (n < SOME_COUNTED && readdir(dir))
		n++;
	rewinddir(dir);
	if (n <= SOME_LOOKED || getrandom(&at, sizeof(at), 0) != sizeof(at))
		return;
	for (at %= n; at > 0 && readdir(dir); at--)
		;
}

void drain_some(const struct options *o)
{
	int64_t deadline = monotonic_ms() + SOME_MS;
	int looked = 0, taken = 0;
	struct drain d;
	struct dirent *e;
	DIR *dir;

	if (o->no_spool)
		return;
	drain_init(&d, o);
	buf_addf(&d.folder, "%s/new", d.spool.dir);
	dir = spool_list(&d.spool, "new");
	if (dir)
		start_anywhere(dir);
	while (dir && !d.refused && looked < SOME_LOOKED && taken < SOME_FILES &&
	       (e = readdir(dir))) {
		int left_ms = (int)(deadline - monotonic_ms());
		struct claimed_mail m;

		if (e->d_name[0] == '.' || str_ends(str_from(e->d_name), STR(SPOOL_TRY)))
			continue;
		looked++;
		if (left_ms <= 0 || claimed_mail_open(&m, buf_cstr(&d.folder), e->d_name,
						      &d.line) != ST_OK)
			continue;
		if (!str_eq(buf_str(&m.header.store), buf_str(&o->store)))
			spool_return(&m.file);
		else if (begin_try(&d, &m, &d.line))
			taken += try_mail(&d, &m, left_ms, false, &d.line) != LEFT;
		claimed_mail_release(&m);
	}
	if (dir)
		closedir(dir);
	drain_release(&d);
}

static int compare_file_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lists a folder of the spool, oldest first: a Maildir name begins with its time. */
static enum status list_spool_names(const struct spool *s, const char *sub, char ***names,
				    size_t *n)
{
	DIR *dir = spool_list(s, sub);
	size_t room = 0;
	struct dirent *e;
	int error;

	*names = NULL;
	*n = 0;
	if (!dir)
		return errno == ENOENT ? ST_OK : ST_NOINPUT;
	while ((e = file_next_entry(dir))) {
		if (e->d_name[0] == '.')
			continue;
		*names = array_grow(*names, *n, &room, sizeof(**names));
		(*names)[(*n)++] = xstrdup(e->d_name);
	}
	error = errno;
	closedir(dir);
	if (*n)
		qsort(*names, *n, sizeof(**names), compare_file_names);
	errno = error;
	return error ? ST_NOINPUT : ST_OK;
}

static void report_problem(struct drain *d, const char *name, const char *what,
			   const struct buf *why)
{
	buf_reset(&d->line);
	buf_addf(&d->line, "%s/%s: %s: %s", buf_cstr(&d->folder), name, what,
		 buf_cstr(why));
	log_to_stderr(&d->line);
}

/* Keeps the worst: damage needs a person, a busy store only time, one mail neither. */
static void add_status(enum status *worst, enum status st)
{
	if (st != ST_OK &&
	    (*worst == ST_OK || *worst == ST_INPUT || status_exit(st) == EX_SOFTWARE))
		*worst = st;
}

static bool is_blocked(const struct drain *d, const struct claimed_mail *m)
{
	return d->blocked.len &&
	       strcmp(buf_cstr(&d->blocked), store_dir_of(d->o, m)) == 0;
}

static void block_store(struct drain *d, const struct claimed_mail *m)
{
	buf_reset(&d->blocked);
	buf_addstr(&d->blocked, store_dir_of(d->o, m));
}

static enum status drain_mail(struct drain *d, const char *name, struct claimed_mail *m,
			      struct buf *why)
{
	enum status st = ST_OK;
	enum drain_outcome end = LEFT;

	if (is_blocked(d, m))
		spool_return(&m->file);
	else if (begin_try(d, m, why))
		end = try_mail(d, m, d->o->wait_ms, true, why);
	if (end == LEFT && why->len) {
		st = d->status;
		report_problem(d, name, "left in the spool", why);
	} else if (end == FAILED) {
		st = ST_INPUT;
		report_problem(d, name, "moved to failed/", why);
	}
	if (d->refused)
		block_store(d, m);
	d->counts[end]++;
	return st;
}

static enum status drain_file(struct drain *d, const char *name)
{
	struct buf why = BUF_INIT;
	struct claimed_mail m;
	enum status st = claimed_mail_open(&m, buf_cstr(&d->folder), name, &why);

	d->refused = false;
	if (st == ST_OK) {
		st = drain_mail(d, name, &m, &why);
		claimed_mail_release(&m);
	} else if (st == ST_NOTFOUND) {
		st = ST_OK;
	} else {
		d->counts[LEFT]++;
		if (why.len)
			report_problem(d, name, "left in the spool", &why);
	}
	buf_release(&why);
	return st;
}

static enum status drain_folder(struct drain *d, const char *sub)
{
	enum status worst;
	char **names;
	size_t n;

	buf_reset(&d->folder);
	buf_addf(&d->folder, "%s/%s", d->spool.dir, sub);
	worst = list_spool_names(&d->spool, sub, &names, &n);
	if (worst != ST_OK) {
		buf_reset(&d->line);
		buf_addf(&d->line, "%s: %s", buf_cstr(&d->folder), strerror(errno));
		log_to_stderr(&d->line);
	}
	for (size_t i = 0; i < n; i++) {
		add_status(&worst, drain_file(d, names[i]));
		free(names[i]);
	}
	free(names);
	return worst;
}

static void say_summary(struct drain *d)
{
	static const char *const words[OUTCOMES] = {
		[STORED] = "stored",
		[KNOWN] = "known already",
		[HEADER_ONLY] = "from the header alone",
		[FAILED] = "failed",
		[LEFT] = "left",
	};

	buf_reset(&d->line);
	buf_addf(&d->line, "%s: ", d->spool.dir);
	for (size_t i = 0; i < OUTCOMES; i++)
		buf_addf(&d->line, "%s%zu %s", i ? ", " : "", d->counts[i], words[i]);
	log_to_stderr(&d->line);
}

enum status drain_all(const struct options *o)
{
	static const char *const subs[] = { "new", "cur" };
	enum status worst = ST_OK;
	struct drain d;

	drain_init(&d, o);
	for (size_t i = 0; i < ARRAY_SIZE(subs); i++)
		add_status(&worst, drain_folder(&d, subs[i]));
	spool_sweep(&d.spool);
	if (!o->quiet)
		say_summary(&d);
	drain_release(&d);
	return worst;
}
