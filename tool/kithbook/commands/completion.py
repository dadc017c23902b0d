"""`kith completion`: the script that lets a shell complete verbs, options and names."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete


class Bash(BashComplete):
    """Bash parts words at `:` and `=` too: they are put together again, and what stands before is not said twice."""

    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' rest=${COMP_LINE:0:COMP_POINT} piece answer type value head place
    local -a words=()
    for ((place = 0; place <= COMP_CWORD; place++)); do
        piece=${COMP_WORDS[place]}
        if [[ $place -eq 0 || -z $rest || $rest == [[:space:]]* ]]; then words+=(""); fi
        rest=${rest#"${rest%%%%[![:space:]]*}"}
        [[ $rest == "$piece"* ]] || piece=$rest
        words[${#words[@]}-1]+=$piece
        rest=${rest#"$piece"}
    done
    head=${words[${#words[@]}-1]}
    head=${head%%"${head##*[:=]}"}
    [[ ${COMP_WORDS[COMP_CWORD]} == *[\\"\\']* ]] && head=""
    answer=$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((${#words[@]} - 1)) %(complete_var)s=bash_complete "$1")
    for piece in $answer; do
        IFS=, read -r type value <<< "$piece"
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${value#"$head"}") ;;
        esac
    done
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=.] ]]; then compopt -o nospace; fi
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Zsh(ZshComplete):
    """Zsh, also before anything else has made its completion ready; behind `:` and `=` no space follows.

    In `--format=gi` only what follows the `=` is completed: Click's answers begin there, and `-U` would replace it all.
    """

    source_template = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local -a described named open
    local type key help typed="${words[*]}" place=$((CURRENT - 1))
    local answer="$(env COMP_WORDS="$typed" COMP_CWORD=$place %(complete_var)s=zsh_complete %(prog_name)s)"
    [[ $PREFIX == --*=* ]] && compset -P 1 '*='
    for type key help in "${(@f)answer}"; do
        case "$type" in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain)
                if [[ "$key" == *[:=.] ]]; then
                    open+=("$key")
                elif [[ "$help" == "_" ]]; then
                    named+=("$key")
                else
                    described+=("$key:$help")
                fi
                ;;
        esac
    done
    (( $#described )) && _describe -V kith described -U -i "$IPREFIX"
    (( $#open )) && compadd -U -i "$IPREFIX" -V kith -S '' -a open
    (( $#named )) && compadd -U -i "$IPREFIX" -V kith -a named
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
    compdef %(complete_func)s %(prog_name)s
fi
"""


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": FishComplete}


@click.command(name="completion")
@click.argument("shell", type=click.Choice(list(SHELLS)))
def command(shell: str) -> None:
    """Print the script that completes commands and names in a shell.

    \b
    bash:  echo 'eval "$(kith completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(kith completion zsh)"' >> ~/.zshrc
    fish:  mkdir -p ~/.config/fish/completions
           kith completion fish > ~/.config/fish/completions/kith.fish

    Then open a new shell and type: kith show a, and the Tab key.
    """
    from kithbook.cli import cli

    click.echo(SHELLS[shell](cli, {}, "kith", "_KITH_COMPLETE").source(), nl=False)
