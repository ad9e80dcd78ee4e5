/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/repair/recover.h"

#include "filter/import/import.h"
#include "filter/system/sandbox.h"
#include "filter/system/guard.h"
#include "filter/system/log.h"
#include "filter/import/rebuild.h"
#include "filter/import/source.h"
#include "filter/mail/mail_list.h"
#include "store/util/list_name.h"

/* One list to rebuild: in a temporary store inside the store, then moved out of it. */
struct rebuild_job {
	const struct options *o;
	char *list;
	struct list_folder from; /* a store's list */
	struct source *source;	 /* or an archive */
	struct buf id_name;	 /* of a store's list, in mail ids */
	struct list_folder made, to;
};

static void rebuild_job_init(struct rebuild_job *j, const struct options *o,
			     struct str list)
{
	struct buf made = BUF_INIT, name = BUF_INIT;

	list_name_make(&name, list);
	buf_addf(&made, "%s/.rebuild.%ld", buf_cstr(&o->store), (long)getpid());
	*j = (struct rebuild_job){ .o = o, .list = name.data };
	list_folder_init(&j->made, buf_cstr(&made), j->list, o->shared);
	list_folder_init(&j->to, buf_cstr(&o->store), j->list, o->shared);
	buf_release(&made);
}

static void rebuild_job_release(struct rebuild_job *j)
{
	free(j->list);
	list_folder_release(&j->from);
	list_folder_release(&j->made);
	list_folder_release(&j->to);
	source_free(j->source);
	buf_release(&j->id_name);
}

static enum status check_list_is_new(struct rebuild_job *j, struct buf *why)
{
	uint32_t n = 0;
	enum status st = list_folder_check(&j->to, true, why);

	j->made.shared = j->to.shared;
	if (st == ST_OK)
		st = list_folder_segments(&j->to, &n, why);
	if (st != ST_OK || !n)
		return st;
	return status_say(
	    why, ST_CANTCREAT,
	    "%s: this list is there already, and --rebuild only makes new ones; "
	    "name another --store, or move it away",
	    j->to.path);
}

static void say_fault(void *arg, const char *fault)
{
	struct buf line = BUF_INIT;

	(void)arg;
	buf_addstr(&line, fault);
	log_to_stderr(&line);
	buf_release(&line);
}

/* Writes "kvm.vger.kernel.org: 21360 records taken, 0 unreadable, 21367 places". */
static void say_recovered(const struct rebuild_job *j, const struct recovery_counts *sum)
{
	if (!j->o->quiet)
		fprintf(stderr, "%s: %ju records taken, %ju unreadable, %ju places\n",
			j->list, (uintmax_t)sum->records, (uintmax_t)sum->unreadable,
			(uintmax_t)sum->entries);
}

/* A guard_fn: TDB reads unchecked files. ST_NOTFOUND: nothing is left of the list. */
static enum status recover_in_child(void *arg, struct buf *why)
{
	const struct rebuild_job *j = arg;
	const struct store_options so = {
		.dir = j->made.store,
		.list = j->list,
		.mode = STORE_WRITE,
		.shared = j->o->shared,
		.segment_size = j->o->segment_size,
		.id_name = buf_cstr(&j->id_name),
	};
	struct recovery_counts sum;
	struct inbox *inbox;
	enum status st;

	sandbox_enter(SANDBOX_READ, j->made.store);
	st = inbox_open(&inbox, &so, why);
	if (st != ST_OK)
		return st;
	st = recover_list(inbox, &j->from, &sum, say_fault, NULL, why);
	inbox_close(inbox);
	if (st != ST_OK)
		return st;
	say_recovered(j, &sum);
	if (!sum.sound && !sum.records && !sum.entries)
		return ST_NOTFOUND;
	return sum.sound && !sum.unreadable ? ST_OK : ST_INPUT;
}

/* A guard_fn: says the name that the list's mail ids are made with, if its newest file
 * can be read: tombstones, and the ids of mails without a commit, depend on it. */
static enum status read_id_name_in_child(void *arg, struct buf *why)
{
	const struct rebuild_job *j = arg;
	const struct store_options so = { .dir = j->from.store,
					  .list = j->from.list,
					  .mode = STORE_READ };
	struct store *s;
	enum status st;

	sandbox_enter(SANDBOX_READ, j->made.store);
	st = store_open(&s, &so, why);
	if (st == ST_OK)
		buf_addstr(why, store_id_name(s));
	store_close(s);
	return st;
}

static enum status rebuild_from_store(struct rebuild_job *j, struct buf *why)
{
	struct guard_result r;
	enum status st;

	guard_run(&r, read_id_name_in_child, j, -1, false, NULL);
	buf_adds(&j->id_name, r.end == GUARD_DONE && r.status == ST_OK
				  ? buf_str(&r.said)
				  : str_from(j->list));
	buf_release(&r.said);
	guard_run(&r, recover_in_child, j, -1, false, NULL);
	buf_adds(why, buf_str(&r.said));
	st = r.status;
	if (r.end != GUARD_DONE) {
		buf_addf(why, "%s: reading it crashed (signal %d)", j->from.path,
			 r.signal);
		st = r.end == GUARD_NOFORK ? ST_BUSY : ST_DAMAGED;
	} else if (st == ST_NOTFOUND) {
		buf_addf(why, "%s: nothing can be read any more; no list is made",
			 j->from.path);
	}
	buf_release(&r.said);
	return st;
}

static enum status rebuild_list(struct rebuild_job *j)
{
	struct buf why = BUF_INIT;
	const bool empty = j->source && j->source->empty;
	enum status st = list_folder_make(&j->made, &why), moved;

	if (st == ST_OK)
		st = j->source
			 ? import_run(j->o, j->made.store, str_from(j->list), j->source)
			 : rebuild_from_store(j, &why);
	if ((st == ST_OK || st == ST_INPUT) && !empty) {
		moved = list_folder_move(&j->made, &j->to, &why);
		st = moved == ST_OK ? st : moved;
	}
	list_folder_remove(&j->made);
	if (why.len)
		log_to_stderr(&why);
	buf_release(&why);
	return st == ST_NOTFOUND ? ST_INPUT : st;
}

/* The store can't be written: the next list would fail too. */
static bool ends_rebuild(enum status st)
{
	return st == ST_CANTCREAT || st == ST_OUTPUT || st == ST_BUSY || st == ST_NOSPACE;
}

/* Makes all lists, or none if one exists. Returns the status of the highest exit code. */
static enum status rebuild_all(struct rebuild_job *jobs, size_t n)
{
	struct buf why = BUF_INIT;
	enum status worst = ST_OK, st = ST_OK;

	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = check_list_is_new(&jobs[i], &why);
	if (st != ST_OK) {
		log_to_stderr(&why);
		buf_release(&why);
		return st;
	}
	for (size_t i = 0; i < n && !ends_rebuild(worst); i++) {
		st = rebuild_list(&jobs[i]);
		if (status_exit(st) > status_exit(worst))
			worst = st;
	}
	return worst;
}

/* Whether path/name is a list's folder; then fills f. */
static bool find_list(struct list_folder *f, const char *path, const char *name)
{
	struct buf why = BUF_INIT;
	enum status st;
	uint32_t n;

	list_folder_init(f, path, name, false);
	st = list_folder_segments(f, &n, &why);
	buf_release(&why);
	if (n || st == ST_DAMAGED)
		return true;
	list_folder_release(f);
	return false;
}

static void add_job(struct buf *jobs, const struct options *o, struct list_folder from,
		    struct str list)
{
	struct rebuild_job j;

	rebuild_job_init(&j, o, list);
	j.from = from;
	buf_add(jobs, &j, sizeof(j));
}

static int is_visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* Adds the lists of a store: all, or only the one that --list names. */
static void add_lists(struct buf *jobs, const struct options *o, const char *path)
{
	struct dirent **entries;
	int n = scandir(path, &entries, is_visible, alphasort);
	struct list_folder from;

	for (int i = 0; i < n; i++) {
		struct str name = str_from(entries[i]->d_name);

		if ((!o->list.len || str_eq(name, buf_str(&o->list))) &&
		    find_list(&from, path, entries[i]->d_name))
			add_job(jobs, o, from, name);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

static enum status add_archive(struct buf *jobs, const struct options *o,
			       const char *path)
{
	struct buf why = BUF_INIT, list = BUF_INIT;
	struct source *source;
	struct rebuild_job j;
	enum status st = source_archive(&source, path, NULL, &why);

	if (st == ST_OK) {
		buf_adds(&list, buf_str(&o->list));
		if (!list.len)
			st = source->ops->add_list(source, buf_cstr(&o->store), &list,
						   &why);
		rebuild_job_init(&j, o, list.len ? buf_str(&list) : LIST_UNSORTED);
		source->max = (size_t)o->max_message;
		j.source = source;
		buf_add(jobs, &j, sizeof(j));
	} else {
		buf_addstr(&why, "; nor is it a store, or a list's folder");
		log_to_stderr(&why);
	}
	buf_release(&list);
	buf_release(&why);
	return st;
}

/* FROM is a list if it has N.tdb, a store if its folders have, otherwise an archive. */
static enum status find_jobs(struct buf *jobs, const struct options *o, char *path)
{
	char *slash = strrchr(path, '/');
	struct list_folder from;

	*slash = '\0';
	if (find_list(&from, path, slash + 1)) {
		add_job(jobs, o, from,
			o->list.len ? buf_str(&o->list) : str_from(slash + 1));
		return ST_OK;
	}
	*slash = '/';
	add_lists(jobs, o, path);
	return jobs->len ? ST_OK : add_archive(jobs, o, path);
}

enum status rebuild_lists(const struct options *o)
{
	char *path = realpath(o->args[0], NULL);
	struct buf jobs = BUF_INIT, why = BUF_INIT;
	struct rebuild_job *job;
	enum status st;

	if (!path) {
		buf_addf(&why, "%s: %s", o->args[0], strerror(errno));
		log_to_stderr(&why);
		buf_release(&why);
		return ST_NOINPUT;
	}
	st = find_jobs(&jobs, o, path);
	job = (struct rebuild_job *)jobs.data;
	if (st == ST_OK)
		st = rebuild_all(job, jobs.len / sizeof(*job));
	for (size_t i = 0; i < jobs.len / sizeof(*job); i++)
		rebuild_job_release(&job[i]);
	buf_release(&jobs);
	free(path);
	return st;
}
