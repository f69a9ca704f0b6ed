#!/bin/sh
# mkdocs-static-i18n 1.3.1 beside Material's blog plugin (mkdocs-material 9.8.1, MkDocs 1.6.1).
# Guess: a blog with one post in the default language keeps the page of its post when the plugin for
# languages is added. Seen: the build succeeds and the post has no page, whichever plugin is listed first.
# Exits 1 once that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install mkdocs==1.6.1 mkdocs-material==9.8.1 mkdocs-static-i18n==1.3.1 2>/dev/null
mkdir -p "$work/docs/blog/posts"
cd "$work"
printf '# Home\n' > docs/index.md
printf '# Blog\n' > docs/blog/index.md
printf -- '---\ndate: 2026-03-01\n---\n# First\n\nHello.\n' > docs/blog/posts/first.md
i18n='  - i18n: {docs_structure: suffix, languages: [{locale: en, default: true, name: English}, {locale: fr, name: French}]}'
head='site_name: A
site_url: https://a.example.org/
theme: {name: material, font: false}
plugins:'
printf '%s\n  - blog\n' "$head" > alone.yml
printf '%s\n  - blog\n%s\n' "$head" "$i18n" > before.yml
printf '%s\n%s\n  - blog\n' "$head" "$i18n" > after.yml
status=0
for one in alone before after; do
    NO_MKDOCS_2_WARNING=1 venv/bin/mkdocs build -q -f $one.yml -d "site-$one"
    if [ -f "site-$one/blog/2026/03/01/first/index.html" ]; then found=yes; else found=no; fi
    echo "$one: built, page of the post: $found"
    case $one-$found in alone-yes | before-no | after-no) ;; *) status=1 ;; esac
done
exit $status
