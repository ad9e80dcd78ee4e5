/* SPDX-License-Identifier: MIT */
#include "report/window/cross_posts.h"
#include "tests/support/inboxes.h"
#include "tests/support/lists.h"
#include "tests/support/rows.h"

static const struct inbox_row kvm[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, NULL, -1 },
	{ "c@x", "[PATCH] c", "C", "c@x", 300, NULL, -1 },
};

/* b came later here; another mail has the id of c. */
static const struct inbox_row net[] = {
	{ "b@x", "[PATCH] b", "B", "b@x", 5000, NULL, -1 },
	{ "c@x", "[PATCH] other", "O", "o@x", 300, NULL, -1 },
};

static const struct inbox_row bpf[] = {
	{ "b@x", "[PATCH] b", "B", "b@x", 200, "bbbbbbb1", 0 },
};

/* Folder 0 has kvm and net, 1 kvm and bpf. */
static const struct row {
	const char *name, *lists;
	size_t stores;
	char title; /* the last letter */
	const char *own, *others, *labels;
} rows[] = {
	{ "one list", "kvm", 2, 'b', "kvm.example", "", "kvm" },
	{ "a mail of one list", "kvm net", 2, 'a', "kvm.example", "", "kvm" },
	{ "a mail of two", "kvm net", 1, 'b', "kvm.example", "net.example\n",
	  "kvm; also on: net" },
	{ "another mail with its Message-ID", "kvm net", 1, 'c', "kvm.example", "",
	  "kvm" },
	{ "a mail of three, sorted, each once", "*", 2, 'b', "bpf.example",
	  "kvm.example\nnet.example\n", "bpf; also on: kvm, net" },
	{ "only of the lists asked for", "kvm bpf", 2, 'b', "bpf.example",
	  "kvm.example\n", "bpf; also on: kvm" },
};

static char *dirs[2];

static const struct post *find_post(const struct selection *sel, char title)
{
	for (size_t i = 0; i < sel->n; i++)
		if (sel->posts[i].title.s[sel->posts[i].title.len - 1] == title)
			return &sel->posts[i];
	fail_msg("no mail %c", title);
	return NULL;
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct window_plan plan = { .kind = WINDOW_TIME, .since = 0, .until = 1000 };
	struct stores stores = STORES_INIT;
	struct buf why = BUF_INIT, others = BUF_INIT, labels = BUF_INIT;
	struct mail m = MAIL_INIT;
	struct selection sel;
	const struct post *p;

	assert_int_equal(
	    open_lists(&stores, (const char *const *)dirs, row->stores, row->lists, &why),
	    ST_OK);
	assert_int_equal(selection_read(&sel, &stores, &plan, FOR_DIGEST, NULL), ST_OK);
	p = find_post(&sel, row->title);
	same_str(cross_posts_own_list(p), row->own);
	assert_int_equal(post_text(p, &m), ST_OK);
	cross_posts_add(&others, &sel, p, &m.record);
	cross_posts_add_labels(&labels, &sel, p, buf_str(&others));
	same_buf(&labels, row->labels);
	same_buf(&others, row->others);
	cross_posts_read(&others, &sel, p);
	same_buf(&others, row->others);
	mail_release(&m);
	selection_release(&sel);
	stores_close(&stores);
}

static int fill_stores(void **state)
{
	(void)state;
	dirs[0] = temp_dir();
	dirs[1] = temp_dir();
	inbox_fill(dirs[0], "kvm.example", ROWS_OF(kvm));
	inbox_fill(dirs[0], "net.example", ROWS_OF(net));
	inbox_fill(dirs[1], "kvm.example", ROWS_OF(kvm));
	inbox_fill(dirs[1], "bpf.example", ROWS_OF(bpf));
	return 0;
}

static int remove_stores(void **state)
{
	(void)state;
	temp_remove(dirs[0]);
	temp_remove(dirs[1]);
	return 0;
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group_with("cross_posts", &t, fill_stores, remove_stores);
}
