/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "report/tree/git_tree.h"
#include "report/tree/tree_name.h"
#include "report/tree/tree_option.h"
#include "store/inbox/record_parts.h"
#include "store/util/file.h"
#include "store/util/git.h"
#include "store/util/utc.h"

/* Names of branches in an error message. */
#define BRANCHES "--count=8"

/* Returns git's exit status; -1 if it can't be run, with the reason in why. */
static int run_git(struct buf *out, const char *option, const char *repo,
		   const char *const args[], struct buf *why)
{
	int rc;

	errno = 0;
	rc = git_output(out, repo, args);
	if (rc < 0)
		buf_addf(why, "tree %s: git can't be run: %s", option,
			 errno ? strerror(errno) : "a signal ended it");
	return rc;
}

/* Appends "; it has main, next". The names are the repository's, not to be trusted. */
static void say_branches(const char *option, const char *repo, struct buf *why)
{
	const char *const args[] = { "for-each-ref",
				     BRANCHES,
				     "--format=%(refname:short)",
				     "refs/heads",
				     "refs/remotes",
				     "refs/tags",
				     NULL };
	struct buf names = BUF_INIT;
	struct str rest, name;

	if (run_git(&names, option, repo, args, why) < 0)
		goto out;
	rest = buf_str(&names);
	if (!rest.len)
		buf_addstr(why, "; it has no branch: is it empty?");
	for (bool first = true; str_line(&rest, &name); first = false) {
		buf_addstr(why, first ? "; it has " : ", ");
		buf_adds(why, name);
	}
out:
	buf_release(&names);
}

/* git found no commit. */
static enum status say_no_commit(const char *option, const struct tree_option *o,
				 struct buf *why)
{
	const char *const args[] = { "rev-parse", "--git-dir", NULL };
	const char *repo = buf_cstr(&o->repo);
	struct buf out = BUF_INIT;
	int rc = run_git(&out, option, repo, args, why);

	buf_release(&out);
	if (rc > 0)
		return status_say(
		    why, ST_NOINPUT,
		    "tree %s: %s is no git repository; expected a bare one, or the "
		    "folder that has its .git",
		    option, buf_cstr(&o->dir));
	if (rc < 0)
		return ST_NOINPUT;
	buf_addf(why, "tree %s: the repository has no commit '", option);
	buf_adds(why, o->rev.len ? o->rev : STR("HEAD"));
	buf_addstr(why, "'");
	say_branches(option, repo, why);
	return ST_NOINPUT;
}

static enum status find_head(struct buf *head, const char *option,
			     const struct tree_option *o, struct buf *why)
{
	struct buf rev = BUF_INIT;
	int rc;

	buf_adds(&rev, o->rev.len ? o->rev : STR("HEAD"));
	buf_addstr(&rev, "^{commit}");
	rc = run_git(head, option, buf_cstr(&o->repo),
		     (const char *const[]){ "rev-parse", "--verify", "--quiet",
					    buf_cstr(&rev), NULL },
		     why);
	buf_release(&rev);
	if (rc < 0)
		return ST_NOINPUT;
	return rc ? say_no_commit(option, o, why) : ST_OK;
}

/* A repository may lack a URL. */
static enum status find_url(struct buf *url, const char *option, const char *repo,
			    struct buf *why)
{
	const char *const args[] = { "config", "--get", "remote.origin.url", NULL };
	struct buf raw = BUF_INIT;
	int rc = run_git(&raw, option, repo, args, why);

	tree_url_add(url, buf_str(&raw));
	buf_release(&raw);
	return rc < 0 ? ST_NOINPUT : ST_OK;
}

static enum status open_tree(struct git_tree *t, const char *option, struct arena *arena,
			     struct buf *why)
{
	struct tree_option o = TREE_OPTION_INIT;
	struct buf head = BUF_INIT, url = BUF_INIT;
	enum status st = tree_option_parse(&o, option, why);

	if (st == ST_OK)
		st = find_head(&head, option, &o, why);
	if (st == ST_OK)
		st = find_url(&url, option, buf_cstr(&o.repo), why);
	*t = (struct git_tree){
		.option = option,
		.branch = arena_str(arena, o.rev),
		.url = arena_str(arena, buf_str(&url)),
		.repo = arena_str(arena, buf_str(&o.repo)),
		.head = arena_str(arena, buf_str(&head)),
	};
	t->name = tree_short_name(t->url);
	if (!t->name.len)
		t->name = arena_str(arena, buf_str(&o.dir));
	buf_release(&url);
	buf_release(&head);
	tree_option_release(&o);
	return st;
}

/* Whether an earlier option names that commit of that repository, too. */
static bool is_given(const struct git_trees *trees, const struct git_tree *t)
{
	for (size_t i = 0; i < trees->n; i++)
		if (str_eq(trees->list[i].repo, t->repo) &&
		    str_eq(trees->list[i].head, t->head))
			return true;
	return false;
}

enum status git_trees_open(struct git_trees *trees, const char *const *options, size_t n,
			   struct buf *why)
{
	*trees = (struct git_trees){ .arena = ARENA_INIT };
	trees->list = xcalloc(n + 1, sizeof(*trees->list));
	for (size_t i = 0; i < n; i++) {
		struct git_tree *t = &trees->list[trees->n];
		enum status st = open_tree(t, options[i], &trees->arena, why);

		if (st != ST_OK)
			return st;
		trees->n += !is_given(trees, t);
	}
	return ST_OK;
}

static enum status say_log_failed(const struct git_tree *t, int errors, struct buf *why)
{
	buf_addf(why, "tree %s: git could not list all commits of %s: ", t->option,
		 t->repo.s);
	git_errors_add(why, errors);
	buf_addstr(why, "; git fsck checks a repository");
	return ST_NOINPUT;
}

static enum status read_tree(struct git_tree *t, const struct tree_log_range *range,
			     int errors, struct buf *why)
{
	struct tree_log_commit commit;
	struct tree_log log;

	if (!tree_log_open(&log, range, errors))
		return status_say(why, ST_NOINPUT, "tree %s: git can't be run: %s",
				  t->option, strerror(errno));
	while (tree_log_next(&log, &commit))
		tree_commits_add(&t->commits, &commit);
	tree_commits_sort(&t->commits);
	return tree_log_close(&log) ? ST_OK : say_log_failed(t, errors, why);
}

enum status git_trees_read(struct git_trees *trees, int64_t since, int64_t until,
			   const struct mailmap *map, struct buf *why)
{
	enum status st = ST_OK;

	if (since > INT64_MIN + TREE_DAYS * DAY_SECONDS)
		since -= TREE_DAYS * DAY_SECONDS;
	for (size_t i = 0; i < trees->n && st == ST_OK; i++) {
		struct git_tree *t = &trees->list[i];
		const struct tree_log_range range = { t->repo.s, t->head.s, since,
						      until };
		int errors = git_errors_open();

		tree_commits_init(&t->commits, map);
		st = read_tree(t, &range, errors, why);
		file_close(&errors);
	}
	return st;
}

void git_trees_release(struct git_trees *trees)
{
	for (size_t i = 0; i < trees->n; i++)
		tree_commits_release(&trees->list[i].commits);
	free(trees->list);
	arena_release(&trees->arena);
	*trees = GIT_TREES_INIT;
}

/* When it was posted: a clock may be fast, and a mail may be late. */
static int64_t posted_at(const struct post *p)
{
	return p->date != DATE_NONE && p->date < p->arrival ? p->date : p->arrival;
}

static struct tree_match find_all_parts(const struct git_tree *t, const struct post *p,
					struct tree_wanted *w)
{
	struct tree_match newest = { NULL, TREE_FOUND_TITLE };
	struct str rest = p->parts;
	struct record_part part;

	while (record_part_next(&rest, &part)) {
		struct tree_match m = { NULL, TREE_FOUND_TITLE };

		w->title = part.title;
		w->author = mailmap_person(t->commits.mailmap,
					   (struct person){ part.name, part.addr });
		m = tree_commits_find(&t->commits, w);
		if (!m.commit)
			return m;
		if (!newest.commit || m.commit->date >= newest.commit->date)
			newest = m;
	}
	return newest;
}

struct tree_match git_tree_find(const struct git_tree *t, const struct post *p,
				int64_t before)
{
	struct tree_wanted w = {
		.message_id = p->message_id,
		.title = p->title,
		.author = mailmap_author(t->commits.mailmap, p),
		.after = posted_at(p),
		.before = before,
	};

	if (p->kind != KIND_PATCH || post_is_cover(p))
		return (struct tree_match){ NULL, TREE_FOUND_ID };
	if (!p->parts.len)
		return tree_commits_find(&t->commits, &w);
	return find_all_parts(t, p, &w);
}

bool git_tree_names(const struct git_tree *t, const struct record *r, int64_t since)
{
	const struct tree_wanted w = {
		.message_id = r->message_id,
		.title = r->title,
		.author =
		    mailmap_person(t->commits.mailmap,
				   (struct person){ r->author_name, r->author_addr }),
		.after = since,
		.before = INT64_MAX,
	};
	struct tree_match m = tree_commits_find(&t->commits, &w);

	return m.commit && m.commit->date >= since;
}
