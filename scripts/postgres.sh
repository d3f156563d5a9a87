#!/usr/bin/env bash
# Runs a command against a throwaway Postgres 17 with pgvector:
#
#   scripts/postgres.sh run <command...>
#
# The command finds the database in TEST_DATABASE_URL. The first of these that is there is used:
# a TEST_DATABASE_URL that is already set, a running Docker engine, or, on Debian as root, a small
# Debian system of its own with the packages in it (about 0.7 GB, kept for the next run).
set -euo pipefail

readonly image=pgvector/pgvector:pg17
readonly suite=trixie
readonly cache=${VOICEPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/voiceplan}
readonly root=$cache/postgres-17
readonly bin=/usr/lib/postgresql/17/bin
readonly user=voiceplan

say() { printf 'postgres: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

random_hex() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => {
    console.log(s.address().port); s.close(); })'
}

# What Postgres advises for a machine that does little else. Its own 128 MB hold a part of the vectors
# only, and what is not there is read from the disk whenever the system has dropped it.
quarter_of() { printf '%dkB' $(($1 / 4)); }

command_pid=
stop_database() { :; }

# Bash runs a trap only once the foreground command has ended, so the command runs in the background
# and this waits for it; a signal to the script reaches the command and the database is stopped after it.
run_command() {
  local status=0
  "$@" <&0 &
  command_pid=$!
  trap 'kill -TERM "$command_pid" 2>/dev/null || true' INT TERM HUP
  while kill -0 "$command_pid" 2>/dev/null; do
    status=0
    wait "$command_pid" || status=$?
  done
  return "$status"
}

wait_until_ready() {
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    if "$@" 2>/dev/null; then return; fi
    if [[ -n ${server_pid:-} ]] && ! kill -0 "$server_pid" 2>/dev/null; then break; fi
    sleep 0.1
  done
  [[ -z ${run_folder:-} ]] || tail -n 20 "$run_folder/server.log" >&2
  fail "the server did not get ready"
}

# Docker

start_docker() {
  local password port bytes
  password=$(random_hex)
  bytes=$(docker info --format '{{.MemTotal}}')
  say "starting $image"
  container=$(docker run --rm -d -p 127.0.0.1::5432 \
    -e POSTGRES_USER=$user -e POSTGRES_DB=$user -e POSTGRES_PASSWORD="$password" "$image" \
    -c shared_buffers="$(quarter_of $((bytes / 1024)))")
  stop_database() { docker stop --time 10 "$container" >/dev/null || true; }
  port=$(docker port "$container" 5432/tcp | head -n 1 | sed 's/.*://')
  # The image starts the server twice, the first time on its socket only: ask over TCP.
  wait_until_ready docker exec "$container" pg_isready -q -h 127.0.0.1 -U $user -d $user
  export TEST_DATABASE_URL="postgresql://$user:$password@127.0.0.1:$port/$user"
}

# A Debian system of its own

# The first of the machine's package sources that carries the suite.
find_mirror() {
  local uri
  rm -f "$cache/Release"
  while read -r uri; do
    if /usr/lib/apt/apt-helper download-file "${uri%/}/dists/$suite/Release" \
      "$cache/Release" >/dev/null 2>&1; then
      printf '%s\n' "${uri%/}"
      return
    fi
  done < <(apt-get indextargets --format '$(REPO_URI)' | awk '!seen[$0]++')
  return 1
}

build_root() {
  local mirror partial=$root.partial
  command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
  mirror=$(find_mirror) || fail "no package source of this machine has Debian $suite"
  say "installing Postgres 17 and pgvector from $mirror into $root (once, about a minute)"
  # A build that was cut short is thrown away; only a finished one gets the final name.
  rm -rf "$partial"
  if ! debootstrap --variant=minbase --include=postgresql-17,postgresql-17-pgvector \
    "$suite" "$partial" "$mirror" >"$cache/debootstrap.log" 2>&1; then
    tail -n 20 "$cache/debootstrap.log" >&2
    fail "debootstrap failed; the whole log is $cache/debootstrap.log"
  fi
  rm -rf "$partial"/var/cache/apt/archives/*.deb "$partial"/var/lib/apt/lists/*
  mv "$partial" "$root"
}

# Runs as the package's own user: Postgres refuses to run as root.
inside() {
  chroot "$root" setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
}

remove_leftovers() {
  local run pid
  for run in "$root"/var/lib/postgresql/run-*; do
    pid=${run##*-}
    if [[ -d $run ]] && ! kill -0 "$pid" 2>/dev/null; then rm -rf "$run"; fi
  done
}

start_debian() {
  [[ $(id -u) == 0 && -r /etc/debian_version ]] ||
    fail "set TEST_DATABASE_URL to a Postgres 17 with pgvector, or start Docker (only root on Debian can do without)"
  mkdir -p "$cache"
  exec 9>"$cache/postgres-17.lock"
  flock 9
  [[ -d $root ]] || build_root
  remove_leftovers
  flock -u 9
  exec 9>&-

  local password port memory data=/var/lib/postgresql/run-$$
  run_folder=$root$data
  password=$(random_hex)
  install -d -m 700 -o "$(stat -c %u "$root/var/lib/postgresql")" \
    -g "$(stat -c %g "$root/var/lib/postgresql")" "$run_folder"
  printf '%s\n' "$password" >"$run_folder/password"
  chmod 644 "$run_folder/password"
  stop_database() {
    if [[ -n ${server_pid:-} ]]; then
      kill -INT "$server_pid" 2>/dev/null || true
      wait "$server_pid" 2>/dev/null || true
    fi
    rm -rf "$run_folder"
  }
  inside $bin/initdb --pgdata="$data/data" --username=$user --pwfile="$data/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$run_folder/initdb.log" 2>&1 ||
    { cat "$run_folder/initdb.log" >&2 && fail "initdb failed"; }
  port=$(free_port)
  memory=$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)
  # Its own session keeps a terminal's Ctrl-C from stopping it under the command; the death signal
  # stops it when this script is killed outright. fsync is off because the data is thrown away.
  setsid chroot "$root" setpriv --reuid=postgres --regid=postgres --clear-groups --pdeathsig INT \
    $bin/postgres -D "$data/data" -p "$port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c dynamic_shared_memory_type=mmap -c ssl=off -c fsync=off \
    -c max_connections=200 -c shared_buffers="$(quarter_of "$memory")" \
    >"$run_folder/server.log" 2>&1 &
  server_pid=$!
  wait_until_ready inside $bin/pg_isready -q -h 127.0.0.1 -p "$port" -U $user -d postgres
  inside env PGPASSWORD="$password" $bin/createdb -h 127.0.0.1 -p "$port" -U $user $user
  export TEST_DATABASE_URL="postgresql://$user:$password@127.0.0.1:$port/$user"
}

[[ ${1:-} == run && $# -ge 2 ]] || fail "usage: scripts/postgres.sh run <command...>"
shift

if [[ -n ${TEST_DATABASE_URL:-} ]]; then
  say "using TEST_DATABASE_URL"
  exec "$@"
fi
trap 'stop_database' EXIT
if command -v docker >/dev/null && docker info >/dev/null 2>&1; then start_docker; else start_debian; fi
say "ready at ${TEST_DATABASE_URL##*@}"
status=0
run_command "$@" || status=$?
exit "$status"
