# What the scripts beside this one share. Sourced, never run: a temporary folder that goes when the script ends, packages
# installed into it and nowhere else, and the comparison of what was seen.
export LC_ALL=C.UTF-8 PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A virtual environment of its own; each argument is NAME==VERSION. Afterwards `python` is its interpreter.
with_python() {
  command -v python3 >/dev/null || { echo "needs python3, 3.11 or newer" >&2; exit 2; }
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --quiet "$@"
  PATH="$work/venv/bin:$PATH"
}

# Packages of npm in a folder of its own; each argument is NAME@VERSION. Afterwards `in_node` runs a CommonJS program.
with_node() {
  command -v npm >/dev/null || { echo "needs node and npm" >&2; exit 2; }
  mkdir -p "$work/node"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work/node" "$@" >/dev/null
}

in_node() {
  cat >"$work/node/finding.cjs"
  (cd "$work/node" && node finding.cjs)
}

# seen OUTPUT EXPECTED SENTENCE: print what was seen; fail with the sentence where it is not what was seen before.
seen() {
  printf '%s\n' "$1"
  [ "$1" = "$2" ] && return
  printf '\nNo longer so: %s\n' "$3" >&2
  diff <(printf '%s\n' "$2") <(printf '%s\n' "$1") >&2 || true
  exit 1
}
