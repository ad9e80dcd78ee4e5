# SPDX-License-Identifier: MIT
# What the executable tests share; tests/run reads the line that finish prints.
passed=0 failed=0 skipped=0

: "${PATCHDIGEST_BIN:=$(pwd)}"

# check NAME COMMAND...: one test, passed if the command says so.
check() {
	local name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name: $*"
	fi
}

skip() {
	skipped=$((skipped + 1))
	echo "skip: $*"
}

# A folder of this test's own in $work, gone at its end.
scratch() {
	work=$(mktemp -d) || exit 1
	trap 'rm -rf "$work"' EXIT
}

finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
	exit
}
