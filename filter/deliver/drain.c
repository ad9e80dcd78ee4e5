/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "filter/deliver/attempt.h"
#include "filter/deliver/drain.h"
#include "store/util/array.h"
#include "store/util/file.h"
#include "filter/system/log.h"
#include "filter/mail/message.h"
#include "filter/deliver/spool_claim.h"
#include "filter/deliver/spool_header.h"
#include "store/util/list_name.h"

/* What a delivery does for others: a host waits for it. */
#define SOME_FILES 4   /* that are brought in */
#define SOME_LOOKED 32 /* that are opened, to see whose they are */
#define SOME_MS 1000   /* in all */

enum outcome { STORED, KNOWN, BARE, FAILED, LEFT, OUTCOMES };

struct drain {
	const struct options *o;
	struct spool spool;
	struct buf folder; /* new/ or cur/ */
	size_t counts[OUTCOMES];
	enum status status; /* why the last letter was left */
	bool refused;	    /* ... its store would not have taken the next one either */
	struct buf blocked; /* a store that could not be written: not tried again */
	struct buf line;
};

/* A claimed file, read. */
struct letter {
	struct spool_file file;
	struct buf bytes;
	struct str raw;
	struct spool_header head;
};

static bool there(const char *folder, const char *name)
{
	struct buf path = BUF_INIT;
	bool yes;

	buf_addf(&path, "%s/%s", folder, name);
	yes = access(buf_cstr(&path), F_OK) == 0;
	buf_release(&path);
	return yes;
}

/* ST_BUSY: another process has it, or there is no memory. ST_NOTFOUND: it is gone.
 * ST_INPUT: it can't be read. */
static enum status letter_open(struct letter *l, const char *folder, const char *name,
			       struct buf *why)
{
	const char *wrong;
	enum status st;

	*l = (struct letter){ .head = SPOOL_HEAD_INIT };
	if (!spool_claim(&l->file, folder, name, &wrong)) {
		if (wrong)
			buf_addstr(why, wrong);
		return wrong ? ST_INPUT : there(folder, name) ? ST_BUSY : ST_NOTFOUND;
	}
	st = file_read_all(l->file.fd, &l->bytes);
	if (st != ST_OK) {
		buf_addstr(why, strerror(errno));
		buf_release(&l->bytes);
		spool_return(&l->file);
		return st == ST_BUSY ? ST_BUSY : ST_INPUT;
	}
	l->raw = buf_str(&l->bytes);
	spool_header_take(&l->raw, &l->head);
	return ST_OK;
}

static void letter_release(struct letter *l)
{
	buf_release(&l->bytes);
	spool_header_release(&l->head);
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

/* Its bytes are followed by what the buffer keeps behind them, so that a parser may look
 * too far. */
static void attempt(const struct options *o, const struct letter *l, bool bare,
		    int timeout_ms, struct attempt_result *r)
{
	int64_t now = time(NULL);
	struct buf list = BUF_INIT;
	struct attempt a = {
		.goal = ATTEMPT_STORE,
		.header_only = bare,
		.raw = l->raw,
		.store = { .shared = o->shared, .segment_size = o->segment_size },
	};

	if (l->head.list.len)
		list_name_make(&list, buf_str(&l->head.list));
	else
		buf_adds(&list, buf_str(&o->list));
	a.origin.list = buf_str(&list);
	/* The clock of when it came: the record is the one it would have become then. */
	a.origin.now = l->head.arrived && l->head.arrived < now ? l->head.arrived : now;
	commit_ref_parse(&a.origin.commit_ref, buf_str(&l->head.commit));
	a.store.dir = buf_cstr(l->head.store.len ? &l->head.store : &o->store);
	attempt_run(&a, r, timeout_ms);
	buf_release(&list);
}

/* It is the mail's own doing, and would happen again. */
static bool crashed_parse(const struct attempt_result *r)
{
	return r->end == GUARD_CRASHED && !r->parsed && r->signal != SIGKILL;
}

/*
 * Whether the next letter would meet the same, after as long a wait. One list's
 * file that is damaged says nothing of another list's; neither does a mail
 * whose parser hangs.
 */
static bool refused_by_store(const struct attempt_result *r)
{
	return r->end == GUARD_NOFORK ||
	       (r->parsed && (r->status == ST_BUSY || r->status == ST_NOSPACE));
}

/* Its file is in the way, not its store. A name without room for SPOOL_TRY needs
 * somebody. */
static enum outcome leave(struct drain *d, const char *what, int error, struct buf *why)
{
	buf_reset(why);
	buf_addf(why, "%s: %s", what, strerror(error));
	d->status = error == ENAMETOOLONG ? ST_INPUT : ST_NOSPACE;
	return LEFT;
}

static enum outcome stored(struct drain *d, struct letter *l,
			   const struct attempt_result *r, bool bare, struct buf *why)
{
	if (!spool_done(&l->file))
		return leave(d, "it is stored, but cannot be removed", errno, why);
	if (bare)
		return BARE;
	return r->status == ST_EXISTS ? KNOWN : STORED;
}

/* True if it may be tried: under its name for that. */
static bool begin_try(struct drain *d, struct letter *l, struct buf *why)
{
	if (spool_try(&l->file))
		return true;
	leave(d, "cannot rename", errno, why);
	spool_return(&l->file);
	return false;
}

/* One try, after begin_try; why says what was in the way of a letter that is left. */
static enum outcome try_letter(struct drain *d, struct letter *l, int timeout_ms,
			       bool all, struct buf *why)
{
	bool bare = l->file.crashed;
	struct attempt_result r;
	enum outcome end = LEFT;

	attempt(d->o, l, bare, timeout_ms, &r);
	if (all && !bare && crashed_parse(&r)) {
		bare = true;
		attempt_release(&r);
		attempt(d->o, l, bare, timeout_ms, &r);
	}
	buf_adds(why, buf_str(&r.why));
	if (attempt_stored(&r)) {
		end = stored(d, l, &r, bare, why);
	} else if (!crashed_parse(&r)) {
		d->status = r.status;
		d->refused = refused_by_store(&r);
		spool_return(&l->file);
	} else if (!all) {
		spool_leave(&l->file);
	} else if (spool_fail(&l->file, &d->spool)) {
		end = FAILED;
	} else {
		leave(d, "cannot move it to failed/", errno, why);
	}
	attempt_release(&r);
	return end;
}

static bool is_tried(const char *name)
{
	return str_ends(str_from(name), STR(SPOOL_TRY));
}

static bool is_own(const struct letter *l, const struct options *o)
{
	return str_eq(buf_str(&l->head.store), buf_str(&o->store));
}

void drain_some(const struct options *o)
{
	int64_t deadline = guard_clock() + SOME_MS;
	int looked = 0, taken = 0;
	struct drain d;
	struct dirent *e;
	DIR *dir;

	if (o->no_spool)
		return;
	drain_init(&d, o);
	buf_addf(&d.folder, "%s/new", d.spool.dir);
	dir = spool_list(&d.spool, "new");
	while (dir && !d.refused && looked < SOME_LOOKED && taken < SOME_FILES &&
	       (e = readdir(dir))) {
		int left_ms = (int)(deadline - guard_clock());
		struct letter l;

		if (e->d_name[0] == '.' || is_tried(e->d_name))
			continue;
		looked++;
		if (left_ms <= 0 ||
		    letter_open(&l, buf_cstr(&d.folder), e->d_name, &d.line) != ST_OK)
			continue;
		if (!is_own(&l, o)) {
			spool_return(&l.file);
		} else if (begin_try(&d, &l, &d.line)) {
			taken += try_letter(&d, &l, left_ms, false, &d.line) != LEFT;
		}
		letter_release(&l);
	}
	if (dir)
		closedir(dir);
	drain_release(&d);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder of the spool, sorted: oldest first, as Maildir names begin with
 * the time. */
static enum status list_names(const struct spool *s, const char *sub, char ***names,
			      size_t *n)
{
	DIR *dir = spool_list(s, sub);
	size_t room = 0;
	struct dirent *e;

	*names = NULL;
	*n = 0;
	if (!dir)
		return errno == ENOENT ? ST_OK : ST_NOINPUT;
	while ((e = readdir(dir))) {
		if (e->d_name[0] == '.')
			continue;
		*names = array_grow(*names, *n, &room, sizeof(**names));
		(*names)[(*n)++] = xstrdup(e->d_name);
	}
	closedir(dir);
	if (*n)
		qsort(*names, *n, sizeof(**names), by_name);
	return ST_OK;
}

static void name_problem(struct drain *d, const char *name, const char *what,
			 const struct buf *why)
{
	buf_reset(&d->line);
	buf_addf(&d->line, "%s/%s: %s: %s", buf_cstr(&d->folder), name, what,
		 buf_cstr(why));
	log_aloud(&d->line);
}

/* The worst of all: damage needs somebody, busy only time, a single mail neither. */
static void add_status(enum status *worst, enum status st)
{
	if (*worst == ST_OK || *worst == ST_INPUT || status_exit(st) == 70)
		*worst = st;
}

static const char *store_of(const struct drain *d, const struct letter *l)
{
	return buf_cstr(l->head.store.len ? &l->head.store : &d->o->store);
}

static bool is_blocked(const struct drain *d, const struct letter *l)
{
	return d->blocked.len && strcmp(buf_cstr(&d->blocked), store_of(d, l)) == 0;
}

static void block(struct drain *d, const struct letter *l)
{
	buf_reset(&d->blocked);
	buf_addstr(&d->blocked, store_of(d, l));
}

static enum status drain_letter(struct drain *d, const char *name, struct letter *l,
				struct buf *why)
{
	enum status st = ST_OK;
	enum outcome end = LEFT;

	if (is_blocked(d, l))
		spool_return(&l->file);
	else if (begin_try(d, l, why))
		end = try_letter(d, l, d->o->wait_ms, true, why);
	if (end == LEFT && why->len) {
		st = d->status;
		name_problem(d, name, "left in the spool", why);
	} else if (end == FAILED) {
		st = ST_INPUT;
		name_problem(d, name, "moved to failed/", why);
	}
	if (d->refused)
		block(d, l);
	d->counts[end]++;
	return st;
}

static enum status drain_file(struct drain *d, const char *name)
{
	struct buf why = BUF_INIT;
	struct letter l;
	enum status st = letter_open(&l, buf_cstr(&d->folder), name, &why);

	d->refused = false;
	if (st == ST_OK) {
		st = drain_letter(d, name, &l, &why);
		letter_release(&l);
	} else if (st == ST_NOTFOUND) {
		st = ST_OK;
	} else {
		d->counts[LEFT]++;
		if (why.len)
			name_problem(d, name, "left in the spool", &why);
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
	worst = list_names(&d->spool, sub, &names, &n);
	if (worst != ST_OK) {
		buf_reset(&d->line);
		buf_addf(&d->line, "%s: %s", buf_cstr(&d->folder), strerror(errno));
		log_aloud(&d->line);
	}
	for (size_t i = 0; i < n; i++) {
		enum status st = drain_file(d, names[i]);

		if (st != ST_OK)
			add_status(&worst, st);
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
		[BARE] = "from the header alone",
		[FAILED] = "failed",
		[LEFT] = "left",
	};

	buf_reset(&d->line);
	buf_addf(&d->line, "%s: ", d->spool.dir);
	for (size_t i = 0; i < OUTCOMES; i++)
		buf_addf(&d->line, "%s%zu %s", i ? ", " : "", d->counts[i], words[i]);
	log_aloud(&d->line);
}

enum status drain_all(const struct options *o)
{
	static const char *const subs[] = { "new", "cur" };
	enum status worst = ST_OK;
	struct drain d;

	drain_init(&d, o);
	for (size_t i = 0; i < ARRAY_SIZE(subs); i++) {
		enum status st = drain_folder(&d, subs[i]);

		if (st != ST_OK)
			add_status(&worst, st);
	}
	spool_sweep(&d.spool);
	if (!o->quiet)
		say_summary(&d);
	drain_release(&d);
	return worst;
}
