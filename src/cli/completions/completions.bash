
_asklog_joined() {
    # bash breaks a word at `=`; asklog is asked about the whole one, and of its answers bash takes what stands behind.
    local -a whole=()
    local i word before= current=$2
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((i > 0)) && [[ $word == =* || ${COMP_WORDS[i - 1]} == = ]]; then
            whole[${#whole[@]} - 1]+=$word
        else
            whole+=("$word")
        fi
    done
    word=${whole[${#whole[@]} - 1]}
    if [[ $word == *=* && $word != "${COMP_WORDS[COMP_CWORD]}" ]]; then
        before=${word%%=*}=
        [[ $current == = ]] && current=
        current=${before}${current}
        whole[${#whole[@]} - 1]=$current
    fi
    local -a COMP_WORDS=("${whole[@]}")
    local COMP_CWORD=$((${#whole[@]} - 1))
    _clap_complete_asklog "$1" "$current" "$3"
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
}
_asklog_quoted() {
    _asklog_joined "$@"
    local candidate
    for candidate in "${COMPREPLY[@]}"; do
        case $candidate in
            *[[:space:]\'\"\\\$\`\;\&\|\(\)\<\>\*\?\[\]\#\!]*)
                compopt -o filenames 2> /dev/null
                return
                ;;
        esac
    done
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -o nospace -o bashdefault -o nosort -F _asklog_quoted asklog
else
    complete -o nospace -o bashdefault -F _asklog_quoted asklog
fi
