
_asklog_quoted() {
    _clap_complete_asklog "$@"
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
