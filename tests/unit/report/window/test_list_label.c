/* SPDX-License-Identifier: MIT */
#include "report/window/list_label.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name, *lists, *labels;
} rows[] = {
	{ "one list", "kvm.example.org", "kvm" },
	{ "a name without dots", "kvm", "kvm" },
	{ "two lists", "kvm.example.org\nkvmarm.example.org", "kvm, kvmarm" },
	{ "a label of two lists", "bpf.example.org\nkvm.example.net\nkvm.example.org",
	  "bpf, kvm.example.net, kvm.example.org" },
	{ "a name that is another one's label", "kvm\nkvm.example.org",
	  "kvm, kvm.example.org" },
	{ "as many as are named", "a.x\nb.x\nc.x\nd.x\ne.x\nf.x", "a, b, c, d, e, f" },
	{ "more than are named", "a.x\nb.x\nc.x\nd.x\ne.x\nf.x\ng.x",
	  "a, b, c, d, e and 2 more" },
	{ "a label of a list that is not named",
	  "a.x\nb.x\nc.x\nd.x\ne.x\ne.y\nf.x\ng.x\nh.x", "a, b, c, d, e.x and 4 more" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf labels = BUF_INIT;

	list_labels_add(&labels, str_from(row->lists));
	same_buf(&labels, row->labels);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("list_label", &t);
}
