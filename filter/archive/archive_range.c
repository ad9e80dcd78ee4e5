/* SPDX-License-Identifier: MIT */
/* Finds which commits of an archive to read, and the position of the first. */
#include <stdlib.h>
#include <string.h>

#include "filter/archive/archive.h"
#include "filter/archive/git_log.h"
#include "filter/mail/message.h"
#include "store/util/git.h"
#include "store/util/hex.h"

#define HEX_MAX (2 * COMMIT_MAX + 1)
/* How many commits a message names if the digits are ambiguous. */
#define CANDIDATES_MAX 4

struct range_end {
	size_t epoch;
	char hex[HEX_MAX];
};

static bool resolve_commit(char hex[HEX_MAX], const char *git_dir, const char *commit)
{
	struct buf name = BUF_INIT, out = BUF_INIT;
	bool found;

	buf_addf(&name, "%s^{commit}", commit);
	const char *const args[] = {
		"rev-parse", "--verify", "--quiet", buf_cstr(&name), NULL,
	};
	found = git_output(&out, git_dir, args) == 0 && out.len && out.len < HEX_MAX;
	if (found)
		memcpy(hex, out.data, out.len + 1);
	buf_release(&name);
	buf_release(&out);
	return found;
}

static bool is_ancestor(const char *git_dir, const char *old, const char *new)
{
	const char *const args[] = { "merge-base", "--is-ancestor", old, new, NULL };
	struct buf out = BUF_INIT;
	bool yes = git_output(&out, git_dir, args) == 0;

	buf_release(&out);
	return yes;
}

uint32_t archive_count_commits(const char *git_dir, const char *range)
{
	const char *const args[] = {
		"rev-list", "--count", "--first-parent", range, "--", NULL,
	};
	struct buf out = BUF_INIT;
	uint32_t n = 0;

	if (git_output(&out, git_dir, args) == 0)
		str_number(buf_str(&out), &n);
	buf_release(&out);
	return n;
}

void archive_find_root(struct epoch *e)
{
	const char *const args[] = {
		"rev-list", "--max-parents=0", "--first-parent", "HEAD", "--", NULL,
	};
	struct buf out = BUF_INIT;

	git_output(&out, e->git_dir, args);
	e->mark.commit_len = object_id_parse(e->mark.root, buf_str(&out));
	buf_release(&out);
}

/* Appends the objects that begin with these digits; git found no single commit. */
static void say_candidates(struct buf *why, const char *git_dir, const char *digits)
{
	struct buf option = BUF_INIT, out = BUF_INIT;
	struct str rest, line;

	buf_addf(&option, "--disambiguate=%s", digits);
	const char *const args[] = { "rev-parse", buf_cstr(&option), NULL };
	git_output(&out, git_dir, args);
	rest = buf_str(&out);
	for (int i = 0; i < CANDIDATES_MAX && str_line(&rest, &line); i++)
		buf_addf(why, "%s%.*s", i ? ", " : "; it may be ", (int)line.len, line.s);
	buf_release(&option);
	buf_release(&out);
}

/* Finds the one epoch that has the commit. */
static enum status find_range_end(const struct archive *a, const char *commit,
				  struct range_end *end, struct buf *why)
{
	char hex[HEX_MAX];
	size_t found = 0;

	for (size_t i = 0; i < a->n && *commit != '-'; i++)
		if (resolve_commit(hex, a->epoch[i].git_dir, commit)) {
			end->epoch = i;
			memcpy(end->hex, hex, sizeof(hex));
			found++;
		}
	if (found == 1 && is_ancestor(a->epoch[end->epoch].git_dir, end->hex, "HEAD"))
		return ST_OK;
	buf_addf(why, "%s: %s", commit,
		 found > 1 ? "more than one epoch has such a commit"
		 : found   ? "not in the history of this archive's branch"
			   : "no such commit in the archive");
	for (size_t i = 0; !found && i < a->n && *commit != '-'; i++)
		say_candidates(why, a->epoch[i].git_dir, commit);
	return ST_NOINPUT;
}

/* from NULL: from the epoch's start; to NULL: through its end. */
static void set_range(struct epoch *e, const char *from, const char *to)
{
	struct buf b = BUF_INIT;

	if (from)
		buf_addf(&b, "%s..", from);
	buf_addstr(&b, to ? to : "HEAD");
	memcpy(e->range, buf_cstr(&b), b.len + 1);
	buf_release(&b);
}

static enum status set_ranges(struct archive *a, const struct range_end *from,
			      const struct range_end *to, struct buf *why)
{
	size_t first = from ? from->epoch : 0, last = to ? to->epoch : a->n - 1;

	if (first > last || (from && to && first == last &&
			     !is_ancestor(a->epoch[first].git_dir, from->hex, to->hex)))
		return status_say(why, ST_USAGE,
				  "the range's first commit is newer than its last");
	for (size_t i = first; i <= last; i++)
		if (!a->epoch[i].empty)
			set_range(&a->epoch[i], from && i == first ? from->hex : NULL,
				  to && i == last ? to->hex : NULL);
	if (from)
		a->epoch[first].mark.next_ordinal =
		    archive_count_commits(a->epoch[first].git_dir, from->hex);
	return ST_OK;
}

void archive_read_all(struct archive *a)
{
	a->moves_marks = false;
	for (size_t i = 0; i < a->n; i++)
		if (!a->epoch[i].empty)
			set_range(&a->epoch[i], NULL, NULL);
}

enum status archive_range(struct archive *a, const char *range, struct buf *why)
{
	const char *dots = strstr(range, "..");
	struct range_end from, to;
	enum status st = ST_OK;
	char *first;

	if (!dots || dots[2] == '.' || strlen(range) == 2)
		return status_say(
		    why, ST_USAGE,
		    "%s: a range is A..B, A.. or ..B, with commits of the archive",
		    range);
	a->moves_marks = false;
	first = xstrdup(range);
	first[dots - range] = '\0';
	if (*first)
		st = find_range_end(a, first, &from, why);
	if (st == ST_OK && dots[2])
		st = find_range_end(a, dots + 2, &to, why);
	if (st == ST_OK)
		st = set_ranges(a, *first ? &from : NULL, dots[2] ? &to : NULL, why);
	free(first);
	return st;
}

/* Returns the epoch in which the store has the history's first mail; otherwise next. */
static uint32_t epoch_of_first(const struct epoch *e, struct inbox *inbox, uint32_t next)
{
	char hex[HEX_MAX + 2];
	const char *const args[] = { "cat-file", "blob", hex, NULL };
	struct message m = MESSAGE_INIT;
	struct buf raw = BUF_INIT;
	struct archive_pos best = ARCHIVE_POS_NONE;
	uint32_t seq;

	hex_write(hex, e->mark.root, 2 * e->mark.commit_len);
	strcat(hex, ":m");
	if (git_output(&raw, e->git_dir, args) == 0) {
		message_parse_header(&m, buf_str(&raw), 0);
		inbox_lookup(inbox, m.message_id, &seq, &best);
	}
	message_release(&m);
	buf_release(&raw);
	return best.epoch != EPOCH_LIVE ? best.epoch : next;
}

/*
 * Numbers a repository whose path has no number: as the epoch with this root,
 * or with this first mail (its history was edited from the root on); otherwise
 * as the next epoch. Its root is noted even if its mark will not move.
 */
static enum status choose_number(struct epoch *e, struct inbox *inbox, bool moves_marks)
{
	struct import_mark known;
	enum status st = inbox_get_import_mark(inbox, 0, &known);
	uint32_t next;

	if (st == ST_NOTFOUND && moves_marks)
		return ST_OK; /* the first epoch */
	archive_find_root(e);
	for (e->number = 0; st == ST_OK;
	     st = inbox_get_import_mark(inbox, ++e->number, &known))
		if (known.commit_len == e->mark.commit_len &&
		    memcmp(known.root, e->mark.root, known.commit_len) == 0)
			return ST_OK;
	if (st != ST_NOTFOUND)
		return st;
	next = e->number;
	if (next)
		e->number = epoch_of_first(e, inbox, next);
	e->note_root = !moves_marks && e->number == next;
	return ST_OK;
}

/* A mark with next_ordinal 0 holds only the root: no commit was read. */
static enum status start_at_mark(struct epoch *e, struct inbox *inbox, bool moves_marks)
{
	char hex[HEX_MAX];
	struct import_mark known;
	enum status st = inbox_get_import_mark(inbox, e->number, &known);

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	hex_write(hex, known.commit, 2 * known.commit_len);
	e->edited = known.next_ordinal && !is_ancestor(e->git_dir, hex, "HEAD");
	if (!moves_marks) {
		e->mark.generation = known.generation + e->edited;
		return ST_OK;
	}
	if (e->edited) {
		e->mark.generation = known.generation + 1;
		return ST_OK;
	}
	e->mark = known;
	if (known.next_ordinal)
		set_range(e, hex, NULL);
	return ST_OK;
}

enum status archive_plan(struct archive *a, struct inbox *inbox)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < a->n && st == ST_OK; i++) {
		struct epoch *e = &a->epoch[i];

		if (e->empty)
			continue;
		if (a->moves_marks)
			strcpy(e->range, "HEAD");
		if (!e->numbered && inbox)
			st = choose_number(e, inbox, a->moves_marks);
		if (inbox && st == ST_OK)
			st = start_at_mark(e, inbox, a->moves_marks);
	}
	return st;
}
