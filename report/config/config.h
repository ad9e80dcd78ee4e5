/* SPDX-License-Identifier: MIT */
/* The report's configuration, patchdigest-config(5). */
#ifndef REPORT_CONFIG_CONFIG_H
#define REPORT_CONFIG_CONFIG_H

#include "store/util/arena.h"
#include "store/util/buf.h"
#include "store/util/status.h"

/* The values of a key that can be repeated, in their order. */
struct config_values {
	const char **list;
	size_t n, cap;
};

/* The settings of a list. A setting that no file makes is NULL, or has no values. Files
 * are as open(2) takes them. */
struct list_config {
	struct str name; /* as the store spells it; empty for several lists */
	const char *title, *archive_url;
	const char *mailmap, *employers, *maintainers; /* files */
	struct config_values trees;		       /* as --tree takes them */
	struct config_values
	    robots; /* patterns without a fault, as robots_add takes them */
	struct config_values ignored; /* Message-IDs */
};

/* A value that a digest's description gives. */
struct digest_setting {
	const char *key;   /* "perList" */
	const char *value; /* NULL: the key stands alone */
	const char *where; /* "FILE:LINE: digest.NAME.perlist" */
	bool repeatable;
};

/* A digest that a file describes, without the settings that later ones replaced. */
struct digest_config {
	struct str name;
	struct digest_setting *settings;
	size_t n, cap;
};

struct config {
	struct config_values addresses; /* of the user */
	struct list_config *lists;
	size_t n, cap;
	struct digest_config *digests;
	size_t n_digests, cap_digests;
	struct list_config chosen; /* of config_lists */
	struct arena arena;
};

#define CONFIG_INIT ((struct config){ .n = 0 })

/*
 * Reads the system's file and then the user's, which counts more, as far as they exist;
 * or the named file alone, which must exist. Starts git only if there is a file.
 * ST_NOINPUT: a file can't be read, or git can't be run. ST_USAGE: why says which line of
 * which file is not understood.
 */
enum status config_read(struct config *, const char *named, struct buf *why);
/* Adds a file, which counts more than those before it. Returns as config_read. */
enum status config_add_file(struct config *, const char *file, struct buf *why);
void config_release(struct config *);

/*
 * Returns what is said about the lists of a digest, whose names are the lines: the texts
 * and files that are said of each list alike, and the repeated values of all lists.
 * Borrowed until the next call.
 */
const struct list_config *config_lists(struct config *, struct str names);

/* Returns the digest of that name, or NULL. */
const struct digest_config *config_digest(const struct config *, struct str name);

#endif
