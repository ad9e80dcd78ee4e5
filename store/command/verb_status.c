/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "store/command/verb_status.h"
#include "store/inbox/record_versions.h"
#include "store/tdb/list_folder.h"
#include "store/util/age.h"
#include "store/util/file.h"
#include "store/util/free_room.h"
#include "store/util/spool_state.h"
#include "store/util/utc.h"

/* The states that monitoring knows. */
enum alarm { ALARM_OK, ALARM_WARNING, ALARM_CRITICAL };

/* Each delivery brings in mails that wait in the spool. If mails wait longer than an
 * hour, deliveries do not do this. */
#define WAITING_LONG 3600
#define WAITING_TOO_LONG DAY_SECONDS
/* Bytes: a list's file grows by up to 12 MB at once. */
#define ROOM_LOW (1ull << 30)
#define ROOM_OUT (100ull << 20)

struct state {
	size_t lists;
	int64_t newest;	 /* when a mail was stored last; 0: never */
	int64_t max_age; /* 0: not given */
	uint64_t room;	 /* bytes that are free; UINT64_MAX: not known */
	struct spool_state spool;
	bool quiet; /* --nagios: lists print nothing */
	enum alarm alarm;
	struct buf said; /* why there is an alarm, for --nagios */
};

static void raise_alarm(struct state *s, enum alarm alarm, struct str text)
{
	if (alarm > s->alarm)
		s->alarm = alarm;
	buf_addf(&s->said, "%s", s->said.len ? ", " : "");
	buf_adds(&s->said, text);
}

/* Counts no file if the list is gone by now. */
static enum status count_files(const char *folder, uint32_t *files, struct buf *why)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	enum status st = ST_OK;

	*files = 0;
	while (d && (e = file_next_entry(d)))
		*files +=
		    e->d_name[0] != '.' && str_ends(str_from(e->d_name), STR(".tdb"));
	if (errno && errno != ENOENT)
		st = status_say(why, ST_NOINPUT, "%s: %s", folder, strerror(errno));
	if (d)
		closedir(d);
	return st;
}

/* When the newest file was written; 0 if it is gone by now. */
static enum status read_time(const struct list_folder *f, uint32_t newest,
			     int64_t *written, struct buf *why)
{
	struct buf path = BUF_INIT;
	enum status st = ST_OK;
	struct stat file;

	*written = 0;
	list_folder_file(f, newest, &path);
	if (stat(buf_cstr(&path), &file) == 0)
		*written = file.st_mtime;
	else if (errno != ENOENT)
		st = status_say(why, ST_NOINPUT, "%s: %s", buf_cstr(&path),
				strerror(errno));
	buf_release(&path);
	return st;
}

static enum status read_folder(const struct tool *t, const char *list, int64_t *written,
			       uint32_t *files, struct buf *why)
{
	struct list_folder f;
	uint32_t n;
	enum status st;

	list_folder_init(&f, buf_cstr(&t->store), list, false);
	st = list_folder_segments(&f, &n, why);
	if (st == ST_OK)
		st = count_files(f.path, files, why);
	if (st == ST_OK)
		st = read_time(&f, n ? n - 1 : 0, written, why);
	list_folder_release(&f);
	return st;
}

static void add_range(struct buf *b, const char *name, uint32_t oldest, uint32_t newest)
{
	buf_addf(b, ", %s %" PRIu32, name, oldest);
	if (newest != oldest)
		buf_addf(b, " to %" PRIu32, newest);
}

static enum status say_list(const char *list, struct inbox *ib, int64_t written,
			    uint32_t files, struct buf *why)
{
	struct record_versions v;
	struct inbox_totals sum;
	struct buf line = BUF_INIT;
	uint64_t bytes;
	enum status st = inbox_size(ib, &bytes, why);

	if (st != ST_OK)
		return st;
	inbox_totals(ib, &sum);
	record_versions_sample(&v, ib);
	buf_addf(&line, "%s: last delivery ", list);
	utc_add(&line, written, UTC_WHOLE);
	buf_addf(&line, ", %s, %s, %" PRIu64 " MB",
		 tool_count(sum.mails, "mail", "mails"),
		 tool_count(files, "file", "files"), (bytes + (1 << 19)) >> 20);
	if (v.records) {
		add_range(&line, "format", v.oldest_format, v.newest_format);
		add_range(&line, "rules", v.oldest_rules, v.newest_rules);
	}
	tool_say("%s", buf_cstr(&line));
	buf_release(&line);
	return ST_OK;
}

static enum status read_list(struct tool *t, const char *list, void *arg, struct buf *why)
{
	const struct store_options o = tool_options(t, list, STORE_READ);
	struct state *s = arg;
	struct inbox *ib;
	uint32_t files;
	int64_t written;
	enum status st = read_folder(t, list, &written, &files, why);

	if (st == ST_OK)
		st = inbox_open(&ib, &o, why);
	if (st != ST_OK)
		return st;
	s->lists++;
	if (written > s->newest)
		s->newest = written;
	if (!s->quiet)
		st = say_list(list, ib, written, files, why);
	inbox_close(ib);
	return st;
}

static void judge_waiting(struct state *s, int64_t now)
{
	struct buf text = BUF_INIT;
	/* negative if it is not known */
	int64_t age = now - s->spool.oldest;

	buf_addf(&text, "%s", tool_count(s->spool.waiting, "mail waits", "mails wait"));
	if (s->spool.waiting && age >= WAITING_LONG) {
		buf_addstr(&text, " for ");
		age_add(&text, age);
		raise_alarm(s, age >= WAITING_TOO_LONG ? ALARM_CRITICAL : ALARM_WARNING,
			    buf_str(&text));
	}
	buf_reset(&text);
	buf_addf(&text, "%s failed", tool_count(s->spool.failed, "mail", "mails"));
	if (s->spool.failed)
		raise_alarm(s, ALARM_WARNING, buf_str(&text));
	if (s->spool.can_not_be_read)
		raise_alarm(s, ALARM_WARNING, STR("not all of the spool can be read"));
	buf_release(&text);
}

static void judge_deliveries(struct state *s, int64_t now)
{
	struct buf text = BUF_INIT;

	if (s->max_age && !s->newest) {
		raise_alarm(s, ALARM_WARNING, STR("no mail was delivered yet"));
	} else if (s->max_age && now - s->newest > s->max_age) {
		buf_addstr(&text, "no mail for ");
		age_add(&text, now - s->newest);
		raise_alarm(s, ALARM_WARNING, buf_str(&text));
	}
	buf_release(&text);
}

static void judge_room(struct state *s)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "%" PRIu64 " MB free", s->room >> 20);
	if (s->room < ROOM_LOW)
		raise_alarm(s, s->room < ROOM_OUT ? ALARM_CRITICAL : ALARM_WARNING,
			    buf_str(&text));
	buf_release(&text);
}

/* "PATCHDIGEST OK: 2 lists, last delivery 5 minutes ago | waiting=0 failed=0 ..." */
static void say_for_nagios(struct tool *t, struct state *s)
{
	static const char *const names[] = { "OK", "WARNING", "CRITICAL" };
	struct buf line = BUF_INIT;
	int64_t age = t->now > s->newest ? t->now - s->newest : 0;

	buf_addf(&line, "PATCHDIGEST %s: ", names[s->alarm]);
	buf_adds(&line, buf_str(&s->said));
	buf_addf(&line, "%s%s", s->said.len ? "; " : "",
		 tool_count(s->lists, "list", "lists"));
	if (s->newest) {
		buf_addstr(&line, ", last delivery ");
		age_add(&line, age);
		buf_addstr(&line, " ago");
	}
	buf_addf(&line, " | waiting=%zu failed=%zu", s->spool.waiting, s->spool.failed);
	if (s->newest)
		buf_addf(&line, " age=%" PRId64 "s", age);
	if (s->room != UINT64_MAX)
		buf_addf(&line, " free=%" PRIu64 "MB", s->room >> 20);
	tool_say("%s", buf_cstr(&line));
	buf_release(&line);
	t->exit = (int)s->alarm;
}

static void say_spool(const struct tool *t, const struct spool_state *spool)
{
	struct buf since = BUF_INIT;

	if (spool->oldest != INT64_MAX) {
		buf_addstr(&since, ", the oldest since ");
		utc_add(&since, spool->oldest, UTC_WHOLE);
	}
	tool_say("waiting: %s in %s%s", tool_count(spool->waiting, "mail", "mails"),
		 buf_cstr(&t->spool), buf_cstr(&since));
	tool_say("failed: %s in %s/failed", tool_count(spool->failed, "mail", "mails"),
		 buf_cstr(&t->spool));
	if (spool->can_not_be_read)
		tool_say("%s: not all of it can be read", buf_cstr(&t->spool));
	buf_release(&since);
}

static enum status read_max_age(const struct tool *t, struct state *s, struct buf *why)
{
	if (!t->max_age || age_parse(str_from(t->max_age), &s->max_age))
		return ST_OK;
	return status_say(why, ST_USAGE,
			  "--max-age %.200s: give a number and a unit: 90min, 2d",
			  t->max_age);
}

/* A store that can't be read is an alarm, and no error of this program. */
static enum status tell_nagios(struct tool *t, struct state *s, enum status st,
			       struct buf *why)
{
	if (st != ST_OK) {
		struct str first = buf_str(why), line = str_from(status_text(st));

		str_line(&first, &line);
		raise_alarm(s, ALARM_CRITICAL, line);
	}
	judge_waiting(s, t->now);
	if (st == ST_OK || s->newest)
		judge_deliveries(s, t->now);
	judge_room(s);
	say_for_nagios(t, s);
	buf_reset(why);
	return ST_OK;
}

enum status verb_status(struct tool *t, struct buf *why)
{
	struct state s = { .quiet = t->nagios, .said = BUF_INIT };
	enum status st = read_max_age(t, &s, why);

	if (st != ST_OK)
		return st;
	spool_state_read(&s.spool, buf_cstr(&t->spool));
	s.room = free_room(buf_cstr(&t->store));
	if (!t->nagios) {
		tool_say("store: %s", buf_cstr(&t->store));
		if (s.room != UINT64_MAX)
			tool_say("free room: %" PRIu64 " MB", s.room >> 20);
		say_spool(t, &s.spool);
	}
	st = tool_each_list(t, read_list, &s, why);
	if (t->nagios)
		st = tell_nagios(t, &s, st, why);
	buf_release(&s.said);
	return st;
}
