/* SPDX-License-Identifier: MIT */
#include "filter/patch/applied_notice.h"
#include "store/inbox/applied_subject.h"

#define VALUE_MAX 200

/* The values that a notice gives; empty if it lacks one. */
struct notice_text {
	struct str tree, branch, by, commit;
};

static bool take_word(struct str *s, struct str word)
{
	if (!str_istarts(*s, word))
		return false;
	*s = str_trim(str_sub(*s, word.len, s->len));
	return true;
}

static struct str first_word(struct str s)
{
	size_t n = 0;

	while (n < s.len && !is_blank(s.s[n]))
		n++;
	return str_sub(s, 0, n);
}

static bool is_commit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.s[i]) && !(s.s[i] >= 'a' && s.s[i] <= 'f'))
			return false;
	return s.len >= 7 && s.len <= 64;
}

/* "https://x.example/sound.git for-next", below "to the asoc tree at" */
static void read_place(struct notice_text *n, struct str line)
{
	struct str tree = first_word(line);

	n->tree = tree;
	n->branch = first_word(str_trim(str_sub(line, tree.len, line.len)));
}

static void read_line(struct notice_text *n, struct str line, struct str before)
{
	struct str value = line;

	if (str_ends(before, STR(" at")) && str_find(line, STR("://")) < line.len)
		read_place(n, line);
	else if (!n->branch.len && take_word(&value, STR("in the ")) &&
		 str_istarts(str_trim(str_sub(value, first_word(value).len, value.len)),
			     STR("branch")))
		n->branch = first_word(value);
	else if (take_word(&value, STR("Committer:")))
		n->by = value;
	else if (!n->commit.len &&
		 (take_word(&value, STR("Commit-ID:")) ||
		  take_word(&value, STR("From "))) &&
		 is_commit(first_word(value)))
		n->commit = first_word(value);
}

static void put_line(struct buf *lines, const char *word, struct str value, size_t limit)
{
	if (!value.len || value.len > VALUE_MAX ||
	    lines->len + value.len + VALUE_MAX > limit)
		return;
	buf_addstr(lines, word);
	buf_adds(lines, value);
	buf_addch(lines, '\n');
}

bool applied_notice_read(struct buf *lines, struct str subject, struct str text,
			 size_t limit)
{
	struct notice_text n = { STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY };
	struct str line, before = STR_EMPTY;
	struct applied_subject s;

	if (!applied_subject_read(&s, subject))
		return false;
	while (str_line(&text, &line) && !str_eq(line, STR("---"))) {
		line = str_trim(line);
		if (!line.len)
			continue;
		read_line(&n, line, before);
		before = line;
	}
	put_line(lines, "tree ", n.tree.len ? n.tree : s.tree, limit);
	put_line(lines, "branch ", n.branch.len ? n.branch : s.branch, limit);
	put_line(lines, "by ", n.by, limit);
	put_line(lines, "commit ", n.commit, limit);
	return true;
}
