"""Files that have a web server ask for a password before it shows the staff's site: Caddy, nginx, Apache.

The password is drawn here, long enough that the servers' cheapest bcrypt holds it: they check it at each
request. Nothing leads on by itself in these files: a redirection that a server makes comes, in Caddy and
nginx, before the password is asked for.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from portevoix.language import say
from portevoix.values import dataclass

STAFF = "personnel"  # who signs in
_COST = 5  # of bcrypt, as `htpasswd -B` does it
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_HEADERS: Mapping[str, str] = {
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    # Kept by the reader's own browser alone, and asked for anew each time.
    "Cache-Control": "private, no-cache",
}
_TYPES: Mapping[str, str] = {
    "text/calendar": "ics",
    "text/x-opml": "opml",
    "application/manifest+json": "webmanifest",
    "image/avif": "avif",
    "image/webp": "webp",
    "font/woff2": "woff2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a server is to serve, and to whom."""

    address: str  # https://…/, at the root of its host
    folder: str  # where the site lies on the server
    users: str  # where the server finds who may enter
    lang: str

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def port(self) -> int:
        parts = urlsplit(self.address)
        return parts.port or (443 if self.is_https else 80)

    @property
    def is_https(self) -> bool:
        return urlsplit(self.address).scheme == "https"

    @property
    def is_whole_host(self) -> bool:
        return urlsplit(self.address).path == "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What one server reads."""

    name: str  # of the file that says what to serve
    text: Callable[[Guard], str]
    users_name: str
    users: str  # a line for one who may enter, with `{user}` and `{hash}`
    users_at: str  # where the server keeps such a file


def draw_password() -> str:
    """Twenty letters and digits: 99 bits, in groups that can be read out."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(20))
    return "-".join(drawn[n : n + 5] for n in range(0, 20, 5))


def hash_password(password: str) -> str:
    """As all three read it: bcrypt, under the name that Apache knows."""
    import bcrypt

    made = bcrypt.hashpw(password.encode(), bcrypt.gensalt(_COST, b"2a")).decode()
    return f"$2y${made[4:]}"


def _caddy(guard: Guard) -> str:
    headers = "".join(f'\t\t{name} "{value}"\n' for name, value in _HEADERS.items())
    site = guard.address.rstrip("/")
    return f"""# {say(guard.lang, "deploying.guard_what")}
{site} {{
\troot * {_quoted(guard.folder)}
\theader {{
{headers}\t\t-Server
\t}}
\troute {{
\t\t# {say(guard.lang, "deploying.guard_caddy")}
\t\tbasicauth {{
\t\t\timport {_quoted(guard.users)}
\t\t}}
\t\t@hidden path */.*
\t\terror @hidden 404
\t\tfile_server
\t}}
\thandle_errors {{
\t\t@absent expression `{{err.status_code}} == 404`
\t\trewrite @absent /404.html
\t\tfile_server @absent
\t}}
}}
"""


def _nginx(guard: Guard) -> str:
    headers = "".join(f'    add_header {k} "{v}" always;\n' for k, v in _HEADERS.items())
    secure = f"ssl_certificate /etc/letsencrypt/live/{guard.host}/fullchain.pem;\n    "
    secure += f"ssl_certificate_key /etc/letsencrypt/live/{guard.host}/privkey.pem;"
    types = "".join(f"        {kind} {end};\n" for kind, end in _TYPES.items())
    listen = f"listen {guard.port}{' ssl' if guard.is_https else ''};"
    return f"""# {say(guard.lang, "deploying.guard_what")}
server {{
    {listen}
    server_name {guard.host};
    {secure if guard.is_https else ""}
    root {_quoted(guard.folder)};
    index index.html;
    charset utf-8;
    server_tokens off;
    auth_basic "{_realm(guard)}";
    auth_basic_user_file {_quoted(guard.users)};
{headers}    include mime.types;
    types {{
{types}    }}
    error_page 404 /404.html;
    location / {{
        try_files $uri $uri/ =404;
    }}
    location ~ /\\. {{
        return 404;
    }}
}}
"""


def _apache(guard: Guard) -> str:
    headers = "".join(f'    Header always set {k} "{v}"\n' for k, v in _HEADERS.items())
    types = "".join(f"    AddType {kind} .{end}\n" for kind, end in _TYPES.items())
    secure = f"""    SSLEngine on
    SSLCertificateFile /etc/letsencrypt/live/{guard.host}/fullchain.pem
    SSLCertificateKeyFile /etc/letsencrypt/live/{guard.host}/privkey.pem
"""
    return f"""# {say(guard.lang, "deploying.guard_what")}
# {say(guard.lang, "deploying.guard_apache")}
<VirtualHost *:{guard.port}>
    ServerName {guard.host}
{secure if guard.is_https else ""}    DocumentRoot {_quoted(guard.folder)}
    DirectoryIndex index.html
    AddDefaultCharset utf-8
    TraceEnable off
    ErrorDocument 404 /404.html
{types}{headers}    <Directory {_quoted(guard.folder)}>
        Options FollowSymLinks
        AllowOverride None
    </Directory>
    <Location "/">
        AuthType Basic
        AuthName "{_realm(guard)}"
        AuthBasicProvider file
        AuthUserFile {_quoted(guard.users)}
        Require valid-user
    </Location>
    <LocationMatch "/\\.">
        Require all denied
    </LocationMatch>
</VirtualHost>
"""


GUARDS: Mapping[str, Files] = {
    "caddy": Files(
        name="personnel.caddy",
        text=_caddy,
        users_name="personnel.caddy-users",
        users="{user} {hash}\n",
        users_at="/etc/caddy/",
    ),
    "nginx": Files(
        name="personnel.nginx.conf",
        text=_nginx,
        users_name="personnel.htpasswd",
        users="{user}:{hash}\n",
        users_at="/etc/nginx/",
    ),
    "apache": Files(
        name="personnel.apache.conf",
        text=_apache,
        users_name="personnel.htpasswd",
        users="{user}:{hash}\n",
        users_at="/etc/apache2/",
    ),
}


def _realm(guard: Guard) -> str:
    return say(guard.lang, "deploying.guard_realm")


def _quoted(path: str) -> str:
    """A path in double quotes, as the three read it; `is_plain` refused what would end them."""
    return f'"{path}"'


def is_plain(path: str) -> bool:
    """Whether a path means itself in all three: no quote, no variable, no backslash, no line."""
    return bool(path) and not set(path) & set('"\\${}\n\r\t')
