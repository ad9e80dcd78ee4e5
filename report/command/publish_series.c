/* SPDX-License-Identifier: MIT */
#include "report/command/publish_series.h"
#include "report/html/series_view_html.h"
#include "report/json/series_view_json.h"
#include "report/text/series_view_text.h"

static enum status print_view(struct output *out, const struct command *c,
			      const struct series_view *view)
{
	const struct digest_options options = { .archive_url = c->archive_url,
						.explain = c->explain,
						.addresses = c->ids };

	if (c->format == FORMAT_HTML)
		return series_view_html_print(out, view, &options);
	if (c->format == FORMAT_JSON)
		series_view_json_print(out, view, &options);
	else
		series_view_text_print(out, view, &options);
	return ST_OK;
}

static enum status print_series(const struct command *c, const struct series_view *view,
				struct buf *why)
{
	struct output_options where = { .file = c->output,
					.color = c->color,
					.pager = c->pager };
	struct output *out;
	enum status st = output_open(&out, &where, why), printed;
	bool accepted;

	if (st != ST_OK)
		return st;
	printed = print_view(out, c, view);
	st = output_finish(out, true, &accepted, why);
	return status_first(st, printed);
}

enum status publish_series(const struct command *c, const struct selection *sel,
			   const struct post *of, int64_t now, struct buf *why)
{
	const struct board_options options = { .quiet_days = c->quiet_days,
					       .now = now,
					       .ignore = c->ignore,
					       .n_ignore = c->n_ignore };
	struct series_view view;
	enum status st = series_view_build(&view, sel, of, &options), printed;

	if (view.n)
		printed = print_series(c, &view, why);
	else
		printed = status_say(why, ST_NOCOMMIT, "<%.*s> is of no series",
				     (int)of->message_id.len, of->message_id.s);
	series_view_release(&view);
	return printed != ST_OK ? printed : st;
}
