# Types into real shells and looks at what Tab makes of it: bash and zsh in a terminal of their own, fish by its own list.
# Called by tests/all: drive.zsh FOLDER, with asklog on the PATH and a journal in FOLDER/journal.
zmodload zsh/zpty
emulate -R zsh
typeset -i failed=0
folder=$1
journal=$folder/journal
typeset -A started=(
  zsh 'PS1= RPS1= PS2=; unsetopt prompt_sp; setopt noautomenu nolistbeep; autoload -Uz compinit; compinit -u -D; source <(asklog completions zsh); show() { print -r -- ""; print -r -- "LINE<$BUFFER>"; BUFFER= }; zle -N show; bindkey "^X" show'
  bash 'PS1= PS2=; bind "set bell-style none"; source <(asklog completions bash); show() { echo; echo "LINE<$READLINE_LINE>"; READLINE_LINE=; }; bind -x "\"\C-x\": show"'
)

# What stands on the line of a shell after Tab.
line() {
  local out
  zpty -w -n $1 "$2"$'\t\x18'
  zpty -r $1 out $'*LINE<*>*' || return
  print -r -- "${${out##*LINE<}%%>*}"
}

expect() {
  [[ $3 == $4 ]] && return
  print -r -- "$1: $2"
  print -r -- "  became: $3"
  print -r -- "  wanted: $4"
  failed+=1
}

for shell in bash zsh; do
  case $shell in
    bash) zpty $shell "cd ${(q)journal} && exec bash --norc -i" ;;
    zsh) zpty $shell "cd ${(q)journal} && exec zsh -f -i" ;;
  esac
  zpty -w $shell $started[$shell]
  # Until it has read that.
  zpty -w -n $shell $'asklog\x18'
  zpty -r $shell ready $'*LINE<asklog>*'
  expect $shell 'asklog histo' "$(line $shell 'asklog histo')" 'asklog history '
  expect $shell 'asklog list --stat' "$(line $shell 'asklog list --stat')" 'asklog list --status '
  expect $shell 'asklog list --status dr' "$(line $shell 'asklog list --status dr')" 'asklog list --status draft '
  expect $shell 'asklog show 2026' "$(line $shell 'asklog show 2026')" 'asklog show 2026-04-01-林雅婷 '
  expect $shell 'asklog show 林' "$(line $shell 'asklog show 林')" 'asklog show 林雅婷 '
  expect $shell 'asklog show my' "$(line $shell 'asklog show my')" 'asklog show my\ letter '
  expect $shell 'asklog show my\ l' "$(line $shell 'asklog show my\ l')" 'asklog show my\ letter '
  expect $shell 'asklog show "my' "$(line $shell 'asklog show "my')" 'asklog show "my letter" '
  expect $shell 'asklog new learn' "$(line $shell 'asklog new learn')" 'asklog new learning-blind-spot '
  expect $shell 'asklog -C ~/else' "$(line $shell 'asklog -C ~/elsewhere show far')" 'asklog -C ~/elsewhere show far\ away '
  expect $shell 'asklog schema req' "$(line $shell 'asklog schema req')" 'asklog schema request '
  expect $shell 'asklog check req' "$(line $shell 'asklog check req')" 'asklog check requests/'
  expect $shell 'asklog edit templates/learning-b' "$(line $shell 'asklog edit templates/learning-b')" 'asklog edit templates/learning-blind-spot.md '
  expect $shell 'asklog list --format cs' "$(line $shell 'asklog list --format cs')" 'asklog list --format csv '
  expect $shell 'asklog list --status=dr' "$(line $shell 'asklog list --status=dr')" 'asklog list --status=draft '
  expect $shell 'asklog set my\ letter outc' "$(line $shell 'asklog set my\ letter outc')" 'asklog set my\ letter outcome='
  expect $shell 'asklog set my\ letter outcome=ans' "$(line $shell 'asklog set my\ letter outcome=ans')" 'asklog set my\ letter outcome=answer '
  zpty -d $shell
done

list() { (cd $journal && fish -c "asklog completions fish | source; complete -C $1" | cut -f 1 | tr '\n' '|') }
expect fish 'asklog histo' "$(list "'asklog histo'")" 'history|'
expect fish 'asklog show my' "$(list "'asklog show my'")" 'my letter|'
expect fish 'asklog show my\ l' "$(list "'asklog show my\\\\ l'")" 'my letter|'
expect fish "asklog show \"my" "$(list "'asklog show \"my'")" 'my letter|'
expect fish 'asklog show 林' "$(list "'asklog show 林'")" '林雅婷|'
expect fish 'asklog new learn' "$(list "'asklog new learn'")" 'learning-blind-spot|'
expect fish 'asklog -C ~/elsewhere show far' "$(list "'asklog -C ~/elsewhere show far'")" 'far away|'
expect fish 'asklog check req' "$(list "'asklog check req'")" 'requests/|'
expect fish 'asklog set x template=learning-b' "$(list "'asklog set x template=learning-b'")" 'template=learning-blind-spot@1|'
exit $(( failed > 0 ))
