#!/bin/bash
# Makes the cluster on first start as the original image documents it, then becomes the server.
set -euo pipefail

fail() { echo "postgres: $*" >&2; exit 1; }

# setting NAME DEFAULT: the variable, or the content of the file that NAME_FILE names.
setting() {
    local name=$1 default=${2-} file_name=$1_FILE
    [[ -z ${!name-} || -z ${!file_name-} ]] || fail "$name and $file_name are both set; keep one"
    if [[ -n ${!file_name-} ]]; then
        [[ -r ${!file_name} ]] || fail "cannot read ${!file_name} ($file_name)"
        printf '%s' "$(<"${!file_name}")"
    else
        printf '%s' "${!name:-$default}"
    fi
}

make_cluster() {
    local user password database
    user=$(setting POSTGRES_USER postgres)
    password=$(setting POSTGRES_PASSWORD)
    database=$(setting POSTGRES_DB "$user")
    local auth=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
    [[ -n $password || $auth == trust ]] || fail "the database is empty and has no superuser password: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE"

    # shellcheck disable=SC2086 # POSTGRES_INITDB_ARGS is a list of words.
    initdb --username="$user" --pwfile=<(printf '%s\n' "$password") ${POSTGRES_INITDB_ARGS-}
    printf '\nhost all all all %s\n' "$auth" >> "$PGDATA/pg_hba.conf"

    # Only the socket listens until everything is there, so nobody meets a half-made database over the network.
    pg_ctl --pgdata="$PGDATA" --options="-c listen_addresses=''" --wait --silent start
    local psql=(psql --set=ON_ERROR_STOP=1 --no-psqlrc --username="$user")
    if [[ $database != postgres ]]; then
        "${psql[@]}" --dbname=postgres --set=database="$database" <<< 'CREATE DATABASE :"database";'
    fi
    local script
    for script in /docker-entrypoint-initdb.d/*; do
        # shellcheck disable=SC1090 # The scripts are the operator's.
        case $script in
            *.sh) if [[ -x $script ]]; then "$script"; else . "$script"; fi ;;
            *.sql) "${psql[@]}" --dbname="$database" --file="$script" ;;
            *.sql.gz) gunzip --stdout "$script" | "${psql[@]}" --dbname="$database" ;;
        esac
    done
    pg_ctl --pgdata="$PGDATA" --mode=fast --wait --silent stop
}

[[ ${1-} != -* ]] || set -- postgres "$@"

if [[ ${1-} == postgres ]]; then
    if [[ $(id -u) == 0 ]]; then
        install -d -o postgres -g postgres -m 0700 "$PGDATA"
        chown -R postgres "$PGDATA"
        install -d -o postgres -g postgres -m 3777 /var/run/postgresql
        exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
    fi
    mkdir -p "$PGDATA"
    chmod 0700 "$PGDATA" || true
    [[ -s $PGDATA/PG_VERSION ]] || make_cluster
fi
exec "$@"
