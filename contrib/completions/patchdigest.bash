# SPDX-License-Identifier: MIT
# Completions for bash: of options, which the program's --help names, and of names, which
# patchdigest-report --names prints.

# Prints the options of a program as "--name ARGUMENT", one per line.
_patchdigest_options() {
	"$1" --help 2>/dev/null | grep -E '^  (-|  )' |
		grep -oE -e '--[a-z][a-z-]*(\[?[= ][A-Z]+)?' | sed 's/\[=/ /; s/[= ]/ /'
}

# Prints the verbs of patchdigest-store.
_patchdigest_verbs() {
	"$1" --help 2>/dev/null | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'
}

_patchdigest_folders() { # WORD
	compopt -o filenames 2>/dev/null
	mapfile -t COMPREPLY < <(compgen -d -- "$1")
}

# Completes the value of an option by the name that --help gives it.
_patchdigest_value() { # PROGRAM OPTION WORD
	local kind report=${1%patchdigest-*}patchdigest-report
	kind=$(_patchdigest_options "$1" | sed -n "s/^$2 //p" | head -n 1)
	case $2 in
	-s) kind=DIR ;;
	-o) kind=FILE ;;
	-l | --list) kind=lists ;;
	-d | --digest) kind=digests ;;
	--sections) kind=sections ;;
	--format) kind=formats ;;
	--names) kind=kinds ;;
	esac
	case $kind in
	DIR | FROM) _patchdigest_folders "$3" ;;
	FILE | PATH) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$3") ;;
	kinds) mapfile -t COMPREPLY < <(compgen -W 'lists digests sections formats' -- "$3") ;;
	lists | digests | formats)
		mapfile -t COMPREPLY < <(compgen -W "$("$report" --names "$kind" 2>/dev/null)" -- "$3") ;;
	sections) # after a comma too
		mapfile -t COMPREPLY < <(compgen -P "${3%"${3##*,}"}" \
			-W "$("$report" --names sections 2>/dev/null)" -- "${3##*,}") ;;
	'') return 1 ;;
	esac
}

_patchdigest() {
	local program=$1 word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	COMPREPLY=()
	[ "$word" = = ] && word=
	[ "$before" = = ] && before=${COMP_WORDS[COMP_CWORD - 2]}
	[[ $before == -?* ]] && _patchdigest_value "$program" "$before" "$word" && return
	if [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_patchdigest_options "$program" | cut -d ' ' -f 1)" -- "$word")
	elif [[ $program == *patchdigest-store && $before =~ ^(upgrade|rebuild)$ ]]; then
		_patchdigest_folders "$word"
	elif [[ $program == *patchdigest-store ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_patchdigest_verbs "$program")
			$("${program%store}report" --names lists 2>/dev/null)" -- "$word")
	else
		compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word")
	fi
}

complete -F _patchdigest patchdigest-filter patchdigest-report patchdigest-store
