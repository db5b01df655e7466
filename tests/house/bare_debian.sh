#!/bin/sh
# Shows that a bare Debian 12 needs nothing but git and make: a minimal system is made with debootstrap, the checkout's
# last commit is cloned into it, and the commands given (default: make test, make run) are run there as they are.
# Needs root and debootstrap. Takes some minutes and 3 GB; kept out of `make test` for that.
#   usage: sh tests/house/bare_debian.sh [-u] FOLDER ["make test" ...]
#     FOLDER  where the system is made; reused when it already holds one (only the clone is made anew)
#     -u      as an ordinary user with sudo instead of as root
set -eu

as_user=no
if [ "$1" = -u ]; then as_user=yes && shift; fi
folder=$1 && shift
[ $# -gt 0 ] || set -- "make test" "make run"
here=$(cd "$(dirname "$0")/../.." && pwd)

# Mounts live in a namespace of their own: they are gone when this ends, however it ends.
if [ "${BARE_DEBIAN_INSIDE:-}" != yes ]; then
    exec env BARE_DEBIAN_INSIDE=yes BARE_DEBIAN_USER="$as_user" unshare --mount --pid --fork sh "$0" "$folder" "$@"
fi

if [ ! -e "$folder/usr/bin/make" ]; then
    # The mirror this machine itself uses; debootstrap's own default where it is no Debian.
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 2>/dev/null | sed -n 's/^Debian //p' | head -n 1)
    debootstrap --variant=minbase --include=git,make,ca-certificates bookworm "$folder" ${mirror:+"$mirror"}
fi
# Whatever this machine trusts and asks to reach its package sources, the trial needs too.
cp /etc/resolv.conf "$folder/etc/resolv.conf"
cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/ca-certificates.crt"
mount -t proc proc "$folder/proc"
mount --rbind /dev "$folder/dev"

rm -rf "$folder/checkout" "$folder/home/tester/checkout"
if [ "$BARE_DEBIAN_USER" = yes ]; then
    chroot "$folder" sh -c 'command -v sudo >/dev/null || { apt-get update -q=2 && apt-get install -q=2 sudo >/dev/null; }
        id tester >/dev/null 2>&1 || useradd --create-home --shell /bin/sh tester
        echo "tester ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/tester'
    home=/home/tester who=tester
else
    home=/root who=root
fi
git clone --quiet "$here" "$folder$home/checkout.new"
rm -rf "$folder$home/checkout"
mv "$folder$home/checkout.new" "$folder$home/checkout"
chroot "$folder" chown -R "$who" "$home/checkout"

for command in "$@"; do
    echo "--- $command"
    begin=$(date +%s)
    chroot "$folder" env -i HOME="$home" PATH=/usr/local/bin:/usr/bin:/bin TERM=dumb \
        PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
        su "$who" --preserve-environment --command "cd $home/checkout && $command"
    echo "--- $command: $(($(date +%s) - begin)) s"
done
