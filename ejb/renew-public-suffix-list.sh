#!/bin/sh
# Renews the bundled public suffix list from Debian's package publicsuffix, and its test vectors with it.
set -e
cd "$(dirname "$0")"
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
(cd "$unpacked" && apt-get download publicsuffix && dpkg-deb -x publicsuffix_*.deb .)
package=resources/org/letterwing/authentication/suffix
cp "$unpacked/usr/share/publicsuffix/public_suffix_list.dat" "src/main/$package/"
cp "$unpacked/usr/share/doc/publicsuffix/examples/test_psl.txt" "src/test/$package/"
