/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "report/command/command.h"
#include "report/digest/digest_subject.h"
#include "report/mail/rfc5322_write.h"

#define MAIL_SIZE (1 << 20) /* bytes, if --max-size does not say otherwise */

/* A window is given by commits, by time or by a bookmark. */
static enum status check_window(const struct command *c, struct buf *why)
{
	const char *timed = c->since ? "--since" : c->until ? "--until" : NULL;

	if (c->peek && !c->since_last)
		return status_say(
		    why, ST_USAGE,
		    "--peek wants --since-last: it leaves that bookmark where it is");
	if (c->unless_since && !c->since_last)
		return status_say(
		    why, ST_USAGE,
		    "--unless-since wants --since-last: it looks at that bookmark");
	if (c->since_last && (c->range || timed))
		return status_say(
		    why, ST_USAGE,
		    "%s with --since-last: a bookmark is a window of its own%s",
		    c->range ? c->range : timed,
		    c->range && !strstr(c->range, "..") ? "; its name follows a '='"
							: "");
	if (!c->range || !timed)
		return ST_OK;
	return status_say(
	    why, ST_USAGE,
	    "%s with %s: a window is given by commits or by time, not by both", c->range,
	    timed);
}

/* --lists and --check print no digest. */
static enum status check_lists(const struct command *c, struct buf *why)
{
	const char *action = c->action == ACTION_CHECK ? "--check" : "--lists";
	const char *given =
	    c->action == ACTION_CHECK && command_was_given(c, "lists")	 ? "--lists"
	    : c->action == ACTION_LISTS && command_was_given(c, "check") ? "--check"
	    : c->range							 ? c->range
	    : c->since							 ? "--since"
	    : c->until							 ? "--until"
	    : c->since_last						 ? "--since-last"
	    : c->series							 ? "--series"
	    : c->sections.n						 ? "--sections"
	    : c->site							 ? "--site"
	    : c->send							 ? "--send"
	    : c->format != FORMAT_UNSET					 ? "--format"
									 : NULL;

	if ((c->action != ACTION_LISTS && c->action != ACTION_CHECK) || !given)
		return ST_OK;
	return status_say(why, ST_USAGE, "%s with %s: that %s", given, action,
			  c->action == ACTION_CHECK ? "verifies whole lists"
						    : "prints a line for each list");
}

/* The classic style repeats an older script's digests, which had no such options. */
static enum status check_classic(const struct command *c, struct buf *why)
{
	const char *given = c->people.mailmap	  ? "--mailmap"
			    : c->people.employers ? "--employers"
			    : c->people.robots	  ? "--robots"
			    : c->maintainers	  ? "--maintainers"
			    : c->sections.n	  ? "--sections"
			    : c->n_trees	  ? "--tree"
			    : c->n_viewers	  ? "--for"
			    : c->site		  ? "--site"
			    : c->mask > 0	  ? "--mask-addresses"
						  : NULL;

	if (!c->classic || (!given && !c->pick.n))
		return ST_OK;
	if (c->pick.n)
		series_match_add_option(why, &c->pick.rules[0]);
	else
		buf_addstr(why, given);
	buf_addstr(why, " with --classic: that style prints all mails, as they are");
	return ST_USAGE;
}

/* The section mine is about the people whom the command names. If the command asks for
 * the section and names no person, the section is about the user. */
static void complete_mine(struct command *c)
{
	static const char *const me = "me";
	bool asked = section_list_has(&c->sections, SECTION_MINE);

	if (c->n_viewers)
		section_list_begin(&c->sections, SECTION_MINE);
	if (c->n_viewers || !asked)
		return;
	c->viewers = xrealloc(c->viewers, sizeof(*c->viewers));
	c->viewers[c->n_viewers++] = me;
}

/* A mail needs a recipient, and is sent or printed, not both. */
static enum status check_mail(const struct command *c, struct buf *why)
{
	struct rfc5322_head *head;
	enum status st;

	if (c->classic && c->format != FORMAT_TEXT)
		return status_say(
		    why, ST_USAGE,
		    "--classic prints bytes as they came: it is --format=text only");
	if (c->format != FORMAT_MAIL) {
		if (c->send)
			return status_say(why, ST_USAGE, "--send is for --format=mail");
		if (c->to.len || c->from || c->sendmail || c->html || c->subject)
			return status_say(why, ST_USAGE,
					  "%s wants --format=mail or --send",
					  c->to.len	? "--to"
					  : c->from	? "--from"
					  : c->sendmail ? "--sendmail"
					  : c->html	? "--html"
							: "--subject");
		return ST_OK;
	}
	if (c->send && !c->to.len)
		return status_say(why, ST_USAGE, "--send wants --to: who gets the mail?");
	if (c->send && c->output)
		return status_say(
		    why, ST_USAGE,
		    "--send with -o: the mail goes to sendmail or into a file");
	if (c->sendmail && !c->send)
		return status_say(why, ST_USAGE, "--sendmail wants --send");
	st = c->subject ? digest_subject_check(c->subject, why) : ST_OK;
	if (st != ST_OK)
		return st;
	st = rfc5322_head_parse(&head, c->from, c->to.len ? buf_cstr(&c->to) : NULL, why);
	rfc5322_head_free(head);
	return st;
}

/* A site has all formats; a feed has the board alone. */
static enum status check_site(const struct command *c, struct buf *why)
{
	const char *given = c->format != FORMAT_SITE ? "--format"
			    : c->send		     ? "--send"
			    : c->output		     ? "-o"
						     : NULL;

	if (c->site && given)
		return status_say(why, ST_USAGE,
				  "%s with --site: the site gets the digest, in all "
				  "formats that it has",
				  given);
	if (c->site_url && !c->site && c->format != FORMAT_ATOM)
		return status_say(why, ST_USAGE,
				  "--site-url wants --site or --format=atom");
	if (c->format == FORMAT_ATOM && c->sections.n)
		return status_say(why, ST_USAGE,
				  "--sections with --format=atom: a feed has the board");
	return ST_OK;
}

/* A page begins with the board, and has all that the board is made of. A mail's text has
 * other sections than its page. */
static void complete_page(struct command *c)
{
	static const struct section_list page = {
		{ SECTION_BOARD, SECTION_PULLS, SECTION_APPLIED, SECTION_UNANSWERED,
		  SECTION_DISCUSSIONS, SECTION_REVIEWERS, SECTION_STANDARD },
		7
	};

	if (c->format == FORMAT_HTML || c->format == FORMAT_SITE || c->html) {
		c->page_sections = c->sections.n ? c->sections : page;
		section_list_begin(&c->page_sections, SECTION_BOARD);
	}
	if (c->format == FORMAT_HTML || c->format == FORMAT_SITE)
		c->sections = c->page_sections;
	else if (c->format == FORMAT_ATOM)
		section_list_begin(&c->sections, SECTION_BOARD);
	else if (c->format == FORMAT_MAIL && !c->sections.n)
		section_list_begin(&c->sections, SECTION_STANDARD);
}

/* A script and a program that read a digest want it whole. */
static enum status check_size(struct command *c, struct buf *why)
{
	const char *whole = c->classic		       ? "--classic"
			    : c->format == FORMAT_JSON ? "--format=json"
			    : c->format == FORMAT_ATOM ? "--format=atom"
			    : c->site		       ? "--site"
						       : NULL;

	if (c->max_size && whole)
		return status_say(why, ST_USAGE, "--max-size with %s: that is never cut",
				  whole);
	if (!c->max_size && c->format == FORMAT_MAIL)
		c->max_size = MAIL_SIZE;
	return ST_OK;
}

/* One series is shown whole, whenever its mails came. */
static enum status check_series(const struct command *c, struct buf *why)
{
	const char *given = c->range		       ? c->range
			    : c->since_last	       ? "--since-last"
			    : c->classic	       ? "--classic"
			    : c->sections.n	       ? "--sections"
			    : c->titles_only	       ? "--titles-only"
			    : c->n_viewers	       ? "--for"
			    : c->send		       ? "--send"
			    : c->format == FORMAT_MAIL ? "--format=mail"
			    : c->max_size	       ? "--max-size"
			    : c->format == FORMAT_ATOM ? "--format=atom"
			    : c->site		       ? "--site"
						       : NULL;

	if (!c->series || (!given && !c->pick.n))
		return ST_OK;
	if (given)
		buf_addstr(why, given);
	else
		series_match_add_option(why, &c->pick.rules[0]);
	buf_addstr(why, " with --series: that prints one series, as text, page or JSON, "
			"whenever "
			"its mails came");
	return ST_USAGE;
}

enum status command_check(struct command *c, struct buf *why)
{
	enum status st = check_lists(c, why);

	if (st == ST_OK)
		st = check_window(c, why);
	if (st == ST_OK)
		st = check_series(c, why);
	if (c->format == FORMAT_UNSET)
		c->format = c->site ? FORMAT_SITE : c->send ? FORMAT_MAIL : FORMAT_TEXT;
	if (c->mask < 0)
		c->mask = c->site != NULL;
	if (st == ST_OK)
		st = check_classic(c, why);
	if (st == ST_OK)
		st = check_site(c, why);
	if (st == ST_OK)
		complete_mine(c);
	complete_page(c);
	if (st == ST_OK)
		st = check_size(c, why);
	return st == ST_OK ? check_mail(c, why) : st;
}
