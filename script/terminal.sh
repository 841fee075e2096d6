# How the scripts of this folder speak: one line per step, with the time it takes. Sourced, never run.

say() { printf '%s\n' "$*"; }

warn() { printf '\n  ⚠  %s\n\n' "$*" >&2; }

# step TITLE COMMAND…: runs the command, keeps its output in $step_log and shows the end of it only when it fails.
step_log=${step_log:-/dev/null}
step() {
    step_title=$1
    shift
    step_began=$(date +%s)
    say "→ $step_title…"
    keep_company "$$" &
    step_company=$!
    step_code=0
    "$@" >"$step_log" 2>&1 </dev/null || step_code=$?
    kill "$step_company" 2>/dev/null || true
    wait "$step_company" 2>/dev/null || true
    if [ "$step_code" -eq 0 ]; then
        say "  fait en $(($(date +%s) - step_began)) s"
    else
        say "  échec au bout de $(($(date +%s) - step_began)) s :" >&2
        tail -n 30 "$step_log" >&2 || true
    fi
    return "$step_code"
}

# Says now and then, less and less often, that the step is still going on; ends with the script, even a killed one.
keep_company() {
    exec 9>&-
    company_time=0 company_pause=5
    while sleep "$company_pause" >/dev/null 2>&1 && kill -0 "$1" 2>/dev/null; do
        company_time=$((company_time + company_pause))
        say "  $company_time s…"
        [ "$company_pause" -ge 20 ] || company_pause=$((company_pause * 2))
    done
}

can_be_root() { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
