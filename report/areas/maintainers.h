/* SPDX-License-Identifier: MIT */
/*
 * MAINTAINERS, as the Linux kernel, U-Boot and QEMU have it: areas of the source, the
 * files that are theirs, and the people who look after them. An area is a title with
 * lines such as "M:" and "F:" below it, as scripts/get_maintainer.pl reads them. In
 * QEMU's file a title may be underlined. "K:" (what a patch says) is not evaluated.
 */
#ifndef REPORT_AREAS_MAINTAINERS_H
#define REPORT_AREAS_MAINTAINERS_H

#include "report/areas/file_pattern.h"
#include "report/areas/path_index.h"
#include "report/areas/path_regex.h"
#include "store/util/status.h"

/* An area's name in a narrow column has at most so many characters. */
#define AREA_NAME_COLUMNS 8
/* So many "N:" lines are evaluated; the kernel has a hundred. */
#define MAINTAINERS_REGEXES 1000

struct area {
	struct str title;
	struct str name;       /* short: see area_name.h */
	size_t lines, n_lines; /* first and number of maintainers.lines */
	bool holds_all;	       /* the area of every file, such as THE REST */
};

struct maintainers {
	struct area *areas; /* in the order of the file */
	size_t n, cap;
	struct area_line {
		char letter;
		struct str value;
	} * lines;
	size_t n_lines, lines_cap;
	struct area_pattern {
		struct file_pattern pattern;
		uint64_t letters; /* which a path has that it holds: letters_of() */
		size_t area;
		bool excludes; /* "X:" */
	} * patterns;
	size_t n_patterns, patterns_cap;
	struct path_index index; /* of patterns, by their literal beginnings */
	struct area_regex {
		struct path_regex regex;
		uint64_t letters;
		size_t area;
	} * regexes;
	size_t n_regexes, regexes_cap;
	/* "N:" lines that are not evaluated, and the number of the first one's line. */
	size_t n_passed_over, first_passed_over;
	const char *file; /* borrowed */
	struct arena arena;
};

#define MAINTAINERS_INIT ((struct maintainers){ .n = 0 })

/* Reads a file, whose name must outlive the areas. ST_NOINPUT: it can't be read, or holds
 * no area with files; why says what was expected and what it holds. */
enum status maintainers_read(struct maintainers *, const char *file, struct buf *why);
/* As above, from the text of that file. */
enum status maintainers_parse(struct maintainers *, struct str text, const char *file,
			      struct buf *why);
void maintainers_release(struct maintainers *);

/*
 * Takes the value of an area's next line with one of these letters; *at counts its lines
 * and begins with 0. Returns false at the end.
 */
bool area_next_value(const struct maintainers *, const struct area *, const char *letters,
		     size_t *at, struct str *value);
/* The set of the letters (in any case) and other bytes of a text: quickly tells most
 * texts that are not in another one. */
uint64_t letters_of(struct str text);
/* The address in a value such as "Name <a@b>" or "a@b (moderated)". */
struct str area_address(struct str value);

/*
 * paths: lines. An area holds a path that an F: or N: of it holds and no X: of it.
 *
 * Returns the narrowest area that holds at least half of the paths: the one whose
 * patterns have most slashes, in the mean of the paths that it holds (N: counts as none,
 * and so does a pattern that begins with *); of several such areas the one that holds
 * more paths, then the one that stands first. An area that holds every file doesn't
 * count. Returns NULL if there is no such area.
 */
const struct area *maintainers_area(const struct maintainers *, struct str paths);
/* Whether an M: or R: of an area that holds some of the paths names that address. Areas
 * that hold every file don't count. */
bool maintainers_names(const struct maintainers *, struct str paths, struct str address);
/* Whether an area that holds some of the paths has a title that a pattern (glob.h) fits,
 * in any case. */
bool maintainers_match_area(const struct maintainers *, const char *glob,
			    struct str paths);
/* ST_USAGE if the pattern fits no area's title: why names the closest areas. */
enum status maintainers_check_area(const struct maintainers *, const char *glob,
				   struct buf *why);

#endif
