/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/people/person.h"

static const struct person anna = { STR("Anna"), STR("a@x") };
static const struct person empty = { STR_EMPTY, STR_EMPTY };

static void same_people(void **state)
{
	(void)state;
	assert_true(person_same(anna, (struct person){ STR("ANNA"), STR("b@x") }));
	assert_true(person_same(anna, (struct person){ STR("B"), STR("A@x") }));
	assert_false(person_same(anna, (struct person){ STR("B"), STR("b@x") }));
	assert_false(person_same(empty, empty));
}

static void check_keys(void **state)
{
	struct person upper = { STR("B"), STR("A@X") };
	struct person other = { STR("Anna"), STR("b@x") };
	struct person name = { STR("Anna"), STR_EMPTY };
	struct person upper_name = { STR("ANNA"), STR_EMPTY };

	(void)state;
	assert_true(person_key(anna) == person_key(upper));
	assert_true(person_key(anna) != person_key(other));
	assert_true(person_key(anna) != person_key(name));
	assert_true(person_key(name) == person_key(upper_name));
}

int main(void)
{
	static struct tests t;

	add_test(&t, "the same name or the same address", same_people);
	add_test(&t, "the key is the address, else the name", check_keys);
	return run_group("person", &t);
}
