/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "report/command/command_digest.h"
#include "store/util/array.h"
#include "store/util/suggest.h"
#include "store/util/timespec.h"

static bool is_key(const struct digest_setting *s, const char *key)
{
	return strcmp(s->key, key) == 0;
}

/* As git reads them; a key that stands alone is true. Returns false for other words. */
static bool read_bool(const char *value, bool *set)
{
	static const struct {
		const char *word;
		bool set;
	} words[] = { { "true", true }, { "yes", true },    { "on", true },
		      { "1", true },	{ "false", false }, { "no", false },
		      { "off", false }, { "0", false } };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!value || str_ieq(str_from(value), str_from(words[i].word))) {
			*set = words[i].set;
			return true;
		}
	return false;
}

/* The option of a key: --exclude-path of excludePath. */
static void add_option_name(struct buf *name, const char *key)
{
	for (; *key; key++) {
		if (*key >= 'A' && *key <= 'Z')
			buf_addch(name, '-');
		buf_addch(name, to_lower(*key));
	}
}

/* The description names a bookmark; true stands for the name of the digest. */
static enum status take_bookmark(struct command *c, const struct digest_setting *s,
				 struct str digest, struct buf *why)
{
	const char *name = s->value;
	bool set;

	if (read_bool(s->value, &set)) {
		if (!set)
			return ST_OK;
		name = digest.s;
	}
	return command_apply(c, "since-last", name, why);
}

static enum status take_flag(struct command *c, const char *option,
			     const struct digest_setting *s, struct buf *why)
{
	bool set;

	if (!read_bool(s->value, &set))
		return status_say(why, ST_USAGE, "expected true or false: %s", s->value);
	return set ? command_apply(c, option, NULL, why) : ST_OK;
}

/* Whether the time is one; from when on it counts is found when the report is made. */
static enum status take_since(struct command *c, const struct digest_setting *s,
			      struct buf *why)
{
	struct buf fault = BUF_INIT;
	int64_t found;
	enum status st =
	    s->value ? timespec_parse(&found, str_from(s->value), time(NULL), &fault)
		     : status_say(&fault, ST_USAGE, "a value is missing");

	if (st == ST_OK)
		st = command_apply(c, "since", s->value, why);
	buf_adds(why, buf_str(&fault));
	buf_release(&fault);
	return st;
}

static enum status take_option(struct command *c, const struct digest_setting *s,
			       struct buf *why)
{
	struct buf option = BUF_INIT;
	enum status st;

	add_option_name(&option, s->key);
	if (!command_option_takes_value(buf_cstr(&option)))
		st = take_flag(c, buf_cstr(&option), s, why);
	else if (!s->value)
		st = status_say(why, ST_USAGE, "a value is missing");
	else
		st = command_apply(c, buf_cstr(&option), s->value, why);
	buf_release(&option);
	return st;
}

static enum status take_setting(struct command *c, const struct digest_setting *s,
				struct str digest, struct buf *why)
{
	if (is_key(s, "perList"))
		return read_bool(s->value, &c->per_list)
			   ? ST_OK
			   : status_say(why, ST_USAGE, "expected true or false: %s",
					s->value);
	if (is_key(s, "sinceLast"))
		return take_bookmark(c, s, digest, why);
	if (is_key(s, "since"))
		return take_since(c, s, why);
	return take_option(c, s, why);
}

/* Says FILE:LINE: KEY: FAULT. */
static enum status take_setting_of_file(struct command *c, const struct digest_setting *s,
					struct str digest, struct buf *why)
{
	struct buf fault = BUF_INIT;
	enum status st = take_setting(c, s, digest, &fault);

	if (st != ST_OK)
		buf_addf(why, "%s: %s", s->where, buf_cstr(&fault));
	buf_release(&fault);
	return st;
}

static bool is_window(const struct digest_setting *s)
{
	return is_key(s, "since") || is_key(s, "sinceLast");
}

static bool is_of_mail(const struct digest_setting *s)
{
	return is_key(s, "to") || is_key(s, "from") || is_key(s, "subject") ||
	       is_key(s, "html");
}

/* Whether the command line says something else. */
static bool is_overridden(const struct command *given, const struct digest_setting *s)
{
	struct buf option = BUF_INIT;
	bool same;

	if (is_window(s))
		return given->range || given->since || given->until || given->since_last;
	if (is_of_mail(s) && given->format != FORMAT_UNSET &&
	    given->format != FORMAT_MAIL)
		return true;
	add_option_name(&option, s->key);
	same = command_was_given(given, buf_cstr(&option));
	buf_release(&option);
	return same;
}

/* A mail of a digest is sent if nothing says that it is to be written. */
static void complete_mail(struct command *c)
{
	if (c->format == FORMAT_UNSET && c->to.len)
		c->format = FORMAT_MAIL;
	if (c->format == FORMAT_MAIL && c->to.len && !c->output)
		c->send = true;
}

static enum status take_settings(struct command *c, const struct command *given,
				 const struct digest_config *d, struct buf *why)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < d->n && st == ST_OK; i++)
		if (!given || !is_overridden(given, &d->settings[i]))
			st = take_setting_of_file(c, &d->settings[i], d->name, why);
	return st;
}

/* A fault is named also if the command line overrides the value, and in a digest that is
 * not asked for. */
static enum status check_digest(const struct digest_config *d, struct buf *why)
{
	struct command scratch = COMMAND_INIT;
	enum status st = take_settings(&scratch, NULL, d, why);

	command_release(&scratch);
	return st;
}

static enum status say_no_such_digest(const struct command *c,
				      const struct config *config, struct buf *why)
{
	struct suggest near = suggest_start(str_from(c->digest));

	buf_addf(why, "no digest '%s' is configured", c->digest);
	for (size_t i = 0; i < config->n_digests; i++)
		suggest_try(&near, config->digests[i].name);
	suggest_add(why, &near, "");
	for (size_t i = 0; i < config->n_digests; i++)
		buf_addf(why, "%s%s",
			 i ? ", " : "; there are: ", config->digests[i].name.s);
	if (!config->n_digests)
		buf_addf(why, ": write [digest \"%s\"] into a configuration file",
			 c->digest);
	return ST_USAGE;
}

/* Options that exclude each other may come from the description: the message names it. */
static enum status check_together(struct command *c, struct buf *why)
{
	struct buf fault = BUF_INIT;
	enum status st = command_check(c, &fault);

	if (st != ST_OK)
		buf_addf(why, "digest '%s': %s", c->digest, buf_cstr(&fault));
	buf_release(&fault);
	return st;
}

enum status command_take_digest(struct command *c, const struct config *config,
				struct buf *why)
{
	const struct digest_config *d = config_digest(config, str_from(c->digest));
	const struct command given = *c;
	enum status st = ST_OK;

	if (!d)
		return say_no_such_digest(c, config, why);
	for (size_t i = 0; i < config->n_digests && st == ST_OK; i++)
		st = check_digest(&config->digests[i], why);
	if (st == ST_OK)
		st = take_settings(c, &given, d, why);
	if (st == ST_OK)
		complete_mail(c);
	return st == ST_OK ? check_together(c, why) : st;
}
