/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "report/people/mailmap.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static const struct mailmap_row {
	const char *name;
	const char *map;
	const char *from_name, *from_addr;
	const char *to; /* "Name <address>" */
} mapped[] = {
	{ "an empty map", "", "A", "a@x", "A <a@x>" },
	{ "a name", "Anna <a@x>\n", "A", "a@x", "Anna <a@x>" },
	{ "an address", "<anna@x> <a@x>\n", "A", "a@x", "A <anna@x>" },
	{ "both, by the address", "Anna <anna@x> <a@x>\n", "A", "a@x", "Anna <anna@x>" },
	{ "both, by both", "Anna <anna@x> A <a@x>\n", "A", "a@x", "Anna <anna@x>" },
	{ "both, by both: somebody else", "Anna <anna@x> A <a@x>\n", "B", "a@x",
	  "B <a@x>" },
	{ "any case", "Anna <anna@x> aNN <A@X>\n", "Ann", "a@x", "Anna <anna@x>" },
	{ "without a name", "Anna <a@x>\n", "", "a@x", "Anna <a@x>" },
	{ "the last line counts", "One <a@x>\nTwo <a@x>\n", "A", "a@x", "Two <a@x>" },
	{ "a later line keeps what it doesn't say", "One <b@x> <a@x>\nTwo <a@x>\n", "A",
	  "a@x", "Two <b@x>" },
	{ "a line with both keeps nothing", "One <b@x> A <a@x>\n<c@x> A <a@x>\n", "A",
	  "a@x", "A <c@x>" },
	{ "name and address before the address", "One <b@x> A <a@x>\nTwo <c@x> <a@x>\n",
	  "A", "a@x", "One <b@x>" },
	{ "a comment", "#Anna <a@x>\n", "A", "a@x", "A <a@x>" },
	{ "a comment after a line", "Anna <a@x> # her\n", "A", "a@x", "Anna <a@x>" },
	{ "not a comment", " # Anna <a@x>\n", "A", "a@x", "# Anna <a@x>" },
	{ "no address", "Anna\nAnna <a@x\n<>\nAnna a@x>\n", "A", "a@x", "A <a@x>" },
	{ "the empty address", "Anna <a@x> <>\n", "A", "", "Anna <a@x>" },
	{ "CRLF, no end of line", "Berta <b@x>\r\nAnna <a@x>", "A", "a@x", "Anna <a@x>" },
	{ "no second step", "<b@x> <a@x>\n<c@x> <b@x>\n", "A", "a@x", "A <b@x>" },
};

static void check_row(void **state)
{
	const struct mailmap_row *row = *state;
	struct mailmap m = MAILMAP_INIT;
	struct buf line = BUF_INIT;
	struct person p;

	mailmap_add(&m, str_from(row->map));
	p = mailmap_person(
	    &m, (struct person){ str_from(row->from_name), str_from(row->from_addr) });
	author_line(&line, p.name, p.addr);
	same_buf(&line, row->to);
	mailmap_release(&m);
}

/* Lines and people are made of few pieces, so that many of them match. */
static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static const char *const pieces[] = {
	"Anna",		"anna",	 "Anna B",     "Berta",	   "",	      "  Carl  ",
	"D\xc3\xb6rte", "E. #2", "Anna  B",    "a@x.org",  "A@X.ORG", "b@x.org",
	"c@y.example",	"",	 "no address", "a@x.org ",
};

static const char *any_name(unsigned *seed)
{
	return pieces[next_random(seed) % 9];
}

static const char *any_address(unsigned *seed)
{
	return pieces[9 + next_random(seed) % 7];
}

static void random_line(struct buf *out, unsigned *seed)
{
	static const char *const ends[] = {
		"", "", "", " ", " # so", "\r", " # <q@x.org>"
	};

	if (next_random(seed) % 16 == 0)
		buf_addch(out, '#');
	buf_addf(out, "%s <%s>", any_name(seed), any_address(seed));
	if (next_random(seed) % 3)
		buf_addf(out, " %s <%s>", any_name(seed), any_address(seed));
	buf_addf(out, "%s\n", ends[next_random(seed) % ARRAY_SIZE(ends)]);
}

/* git's answer for each line of the file who, by the file map. */
static bool ask_git(struct buf *answer, const char *dir)
{
	struct buf command = BUF_INIT;
	int c;
	FILE *f;

	buf_addf(&command,
		 "cd '%s' && { git init -q . 2>/dev/null; "
		 "git -c mailmap.file='%s/map' check-mailmap --stdin <who; } 2>/dev/null",
		 dir, dir);
	f = popen(buf_cstr(&command), "r");
	while (f && (c = fgetc(f)) != EOF)
		buf_addch(answer, c);
	buf_release(&command);
	return f && pclose(f) == 0;
}

static void write_file(const char *dir, const char *name, const struct buf *text)
{
	struct buf path = BUF_INIT;
	FILE *f;

	buf_addf(&path, "%s/%s", dir, name);
	f = fopen(buf_cstr(&path), "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text->data, 1, text->len, f), text->len);
	fclose(f);
	buf_release(&path);
}

#define MAPS 40
#define PEOPLE 60

static void as_git_has_it(void **state)
{
	unsigned seed = 20261113;
	char *dir = temp_dir();

	(void)state;
	for (int i = 0; i < MAPS; i++) {
		struct buf map = BUF_INIT, who = BUF_INIT, want = BUF_INIT,
			   got = BUF_INIT;
		struct mailmap m = MAILMAP_INIT;

		for (int n = next_random(&seed) % 30; n >= 0; n--)
			random_line(&map, &seed);
		mailmap_add(&m, buf_str(&map));
		for (int n = 0; n < PEOPLE; n++) {
			struct person p = { str_trim(str_from(any_name(&seed))),
					    str_trim(str_from(any_address(&seed))) };

			if (!p.addr.len)
				p.addr = STR("e@x.org");
			buf_addf(&who, "%.*s <%.*s>\n", (int)p.name.len, p.name.s,
				 (int)p.addr.len, p.addr.s);
			p = mailmap_person(&m, p);
			buf_adds(&got, p.name);
			buf_addf(&got, "%s<%.*s>\n", p.name.len ? " " : "",
				 (int)p.addr.len, p.addr.s);
		}
		write_file(dir, "map", &map);
		write_file(dir, "who", &who);
		if (!ask_git(&want, dir))
			skip();
		same_buf(&got, buf_cstr(&want));
		buf_release(&map);
		buf_release(&who);
		buf_release(&want);
		mailmap_release(&m);
	}
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, mapped, ARRAY_SIZE(mapped), sizeof(mapped[0]), check_row);
	add_test(&t, "as git check-mailmap", as_git_has_it);
	return run_group("mailmap", &t);
}
