#!/bin/sh
# Arguments go to redis-server; as root it gives up root first, as the original image does.
set -eu

case ${1-} in
    -* | *.conf) set -- redis-server "$@" ;;
esac

if [ "${1-}" = redis-server ]; then
    if [ "$(id -u)" = 0 ]; then
        find . ! -user redis -exec chown redis {} +
        exec setpriv --reuid=redis --regid=redis --init-groups -- "$0" "$@"
    fi
    if [ "$(umask)" = 0022 ]; then umask 0077; fi
    # The original is built without protected mode, which would refuse every other container; a configuration file decides for itself.
    case " $* " in
        *" --protected-mode "* | *.conf" "*) ;;
        *) set -- "$@" --protected-mode no ;;
    esac
fi
exec "$@"
