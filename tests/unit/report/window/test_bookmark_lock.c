/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <unistd.h>

#include "report/window/bookmark_lock.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static char *dir;

static int set_up(void **state)
{
	(void)state;
	dir = temp_dir();
	return chdir(dir);
}

static int tear_down(void **state)
{
	(void)state;
	temp_remove(dir);
	return 0;
}

static void each_byte_is_a_lock(void **state)
{
	int one = open("lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int other = open("lock", O_RDWR | O_CLOEXEC);

	(void)state;
	assert_int_equal(bookmark_lock_take(one, 5, 0), ST_OK);
	assert_int_equal(bookmark_lock_take(one, 5, 0), ST_OK);
	assert_int_equal(bookmark_lock_take(other, 5, 0), ST_BUSY);
	assert_int_equal(bookmark_lock_take(other, 6, 0), ST_OK);
	bookmark_lock_drop(one, 5);
	assert_int_equal(bookmark_lock_take(other, 5, 0), ST_OK);
	close(other);
	assert_int_equal(bookmark_lock_take(one, 6, 0), ST_OK);
	close(one);
}

static void a_file_without_locks(void **state)
{
	(void)state;
	assert_int_equal(bookmark_lock_take(-1, 5, 0), ST_NOINPUT);
}

static void lists_have_bytes_of_their_own(void **state)
{
	uint32_t kvm = bookmark_lock_byte(STR("kvm.vger.kernel.org"));

	(void)state;
	assert_int_equal(kvm, bookmark_lock_byte(STR("kvm.vger.kernel.org")));
	assert_int_not_equal(kvm, bookmark_lock_byte(STR("netdev.vger.kernel.org")));
	assert_int_not_equal(kvm, BOOKMARK_LOCK_FILE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_byte_is_a_lock, set_up, tear_down),
		cmocka_unit_test(a_file_without_locks),
		cmocka_unit_test(lists_have_bytes_of_their_own),
	};

	return cmocka_run_group_tests_name("bookmark_lock", tests, NULL, NULL);
}
