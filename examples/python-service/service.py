#!/usr/bin/env python3
"""A service that takes part in deletions, with nothing but Python's standard library: orders and their items in SQLite.

    ./service.py --port 9000 --issuer http://localhost:8180/realms/bakery-ia

What to copy is the contract: preview, purge, fence and verification of tenants' and of users' data, who may call them, and
how a refusal looks. It makes two tenants with two users each at its start and prints their ids as JSON.
"""
import argparse, base64, hashlib, json, re, sqlite3, threading, time, urllib.request, uuid
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME, AUDIENCE = "python", "tenant-deletion"
COLUMNS = {"tenant": "tenant_id", "user": "user_id"}

# The fence is the database's: whoever writes, and whatever the application forgets.
SCHEMA = """
create table orders (id integer primary key, tenant_id text not null, user_id text not null, total integer not null);
create index orders_tenant on orders (tenant_id);
create index orders_user on orders (user_id);
create table order_items (id integer primary key, order_id integer not null references orders, product text not null);
create index order_items_order on order_items (order_id);
create table fences (id text primary key, fenced_at text not null, purging integer not null default 0);
create trigger orders_inserted before insert on orders
  when exists (select 1 from fences where id in (new.tenant_id, new.user_id))
  begin select raise(abort, 'this tenant or user is being deleted'); end;
create trigger orders_updated before update on orders
  when exists (select 1 from fences where id in (new.tenant_id, new.user_id))
  begin select raise(abort, 'this tenant or user is being deleted'); end;
create trigger items_inserted before insert on order_items
  when exists (select 1 from fences f join orders o on f.id in (o.tenant_id, o.user_id) where o.id = new.order_id)
  begin select raise(abort, 'this tenant or user is being deleted'); end;
"""

# Children first; each step deletes part of what it finds, so that a call is bounded however much there is.
PLAN = [("order_items", "order_id in (select id from orders where {0} = ?)"), ("orders", "{0} = ?")]


class Refusal(Exception):
    """Problem details, RFC 9457."""

    def __init__(self, status, kind, title):
        self.status = status
        self.body = {"type": "urn:tenant-deletion:problem:" + kind, "title": title, "status": status}


class Data:
    """Everything that is asked of the database; one transaction a call of these."""

    def __init__(self):
        self.lock = threading.Lock()
        self.db = sqlite3.connect(":memory:", check_same_thread=False)
        self.db.executescript("pragma foreign_keys = on;" + SCHEMA)

    def counts(self, column, subject):
        with self.lock:
            return {table: self.db.execute(f"select count(*) from {table} where {where.format(column)}", [subject]).fetchone()[0]
                    for table, where in PLAN}

    def delete_some(self, column, subject, rows):
        """The next part; which table and how many rows, or None where nothing is left."""
        with self.lock, self.db:
            for table, where in PLAN:
                ids = f"select id from {table} where {where.format(column)} limit {rows}"
                deleted = self.db.execute(f"delete from {table} where id in ({ids})", [subject]).rowcount
                if deleted:
                    return table, deleted
        return None

    def fence(self, subject, purging=False):
        with self.lock, self.db:
            self.db.execute("insert into fences (id, fenced_at) values (?, ?) on conflict do nothing", [subject, now()])
            if purging:
                self.db.execute("update fences set purging = 1 where id = ?", [subject])
            return self.db.execute("select fenced_at from fences where id = ?", [subject]).fetchone()[0]

    def lift(self, subject):
        with self.lock, self.db:
            self.db.execute("delete from fences where id = ? and purging = 0", [subject])
            return self.db.execute("select count(*) from fences where id = ?", [subject]).fetchone()[0] == 0

    def residual(self, column, subject):
        """By the database's catalog and not by the plan, so that it does not repeat the plan's mistake."""
        with self.lock:
            left = {}
            for table, in self.db.execute("select name from sqlite_master where type = 'table' and name <> 'fences'").fetchall():
                if column in [each[1] for each in self.db.execute(f"pragma table_info({table})")]:
                    left[table] = self.db.execute(f"select count(*) from {table} where {column} = ?", [subject]).fetchone()[0]
            orphans = "select count(*) from order_items where order_id not in (select id from orders)"
            left["order_items"] = self.db.execute(orphans).fetchone()[0]
            return left


class Tokens:
    """Verifies bearer tokens (RS256) by the issuer's published keys. A library does this in a service of yours."""

    SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")

    def __init__(self, issuer):
        self.issuer, self.keys = issuer, {}

    def roles(self, authorization):
        try:
            head, claims, signature = authorization.removeprefix("Bearer ").split(".")
            header, body = json.loads(decoded(head)), json.loads(decoded(claims))
            key = self.key(header["kid"])
            size = (key[0].bit_length() + 7) // 8
            digest = self.SHA256 + hashlib.sha256(f"{head}.{claims}".encode()).digest()
            expected = b"\0\1" + b"\xff" * (size - len(digest) - 3) + b"\0" + digest
            signed = pow(int.from_bytes(decoded(signature), "big"), key[1], key[0]).to_bytes(size, "big")
            audience = body["aud"] if isinstance(body["aud"], list) else [body["aud"]]
            if header["alg"] == "RS256" and signed == expected and body["iss"] == self.issuer and AUDIENCE in audience and body["exp"] > time.time():
                return body.get("realm_access", {}).get("roles", [])
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        raise Refusal(401, "unauthenticated", "A valid bearer token is needed")

    def key(self, kid):
        if kid not in self.keys:
            discovery = json.load(urllib.request.urlopen(self.issuer + "/.well-known/openid-configuration", timeout=5))
            keys = json.load(urllib.request.urlopen(discovery["jwks_uri"], timeout=5))["keys"]
            self.keys = {key["kid"]: [int.from_bytes(decoded(key[part]), "big") for part in "ne"] for key in keys if key["kty"] == "RSA"}
        return self.keys[kid]


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def now():
    return datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")


class Contract(BaseHTTPRequestHandler):
    """The calls. `server` knows data, tokens, chunk and budget."""

    protocol_version, wbufsize = "HTTP/1.1", 65536
    PATH = re.compile(f"/api/v1/{NAME}/(tenant|user)/([^/]+)(/[a-z-]+)?")
    UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    CALLS = {("GET", "/deletion-preview"): "preview", ("DELETE", ""): "purge", ("POST", "/deletion-fence"): "fence",
             ("DELETE", "/deletion-fence"): "lift", ("GET", "/deletion-verification"): "verification"}

    def handle_call(self):
        try:
            status, body = self.answer()
            kind = "application/json"
        except Refusal as refusal:
            status, body, kind = refusal.status, refusal.body, "application/problem+json"
        except Exception as failure:  # Logged here, and nothing of it is told.
            self.log_error("%r", failure)
            status, body, kind = 500, {"type": "urn:tenant-deletion:problem:internal-error", "title": "Failed", "status": 500}, "application/problem+json"
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        if body is not None:
            self.send_header("Content-Type", kind)
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_DELETE = do_POST = handle_call

    def answer(self):
        roles = self.server.tokens.roles(self.headers.get("Authorization"))
        path = self.PATH.fullmatch(self.path.split("?")[0])
        call = path and self.CALLS.get((self.command, path[3] or ""))
        if not call:
            raise Refusal(404, "not-found", "There is nothing at this address")
        if "service" not in roles:
            raise Refusal(403, "forbidden", "The caller may not do this")
        if not self.UUID.fullmatch(path[2].lower()):
            raise Refusal(400, "invalid-identifier", "The identifier is not a UUID")
        kind, subject = path[1], path[2].lower()
        return getattr(self, call)(self.server.data, COLUMNS[kind], subject, {COLUMNS[kind]: subject})

    def preview(self, data, column, subject, named):
        counts = data.counts(column, subject)
        return 200, {**named, "service": NAME, "preview": counts, "total_records": sum(counts.values()),
                     "warning": "These records will be permanently deleted and cannot be recovered"}

    def purge(self, data, column, subject, named):
        data.fence(subject, purging=True)
        until, deleted, part = time.monotonic() + self.server.budget, {table: 0 for table, _ in PLAN}, True
        while part:
            part = data.delete_some(column, subject, self.server.chunk)
            if part:
                deleted[part[0]] += part[1]
            if time.monotonic() >= until:
                break
        summary = {**named, "service_name": NAME, "success": True, "deleted_counts": deleted, "errors": [], "timestamp": now()}
        if part:
            return 202, {"message": "Not complete yet; call again", "summary": summary, "complete": False}
        return 200, {"message": "Deletion completed", "summary": summary}

    def fence(self, data, column, subject, named):
        return 200, {**named, "service": NAME, "plan_version": hashlib.sha256(SCHEMA.encode()).hexdigest()[:16],
                     "fenced_at": data.fence(subject)}

    def lift(self, data, column, subject, named):
        if not data.lift(subject):
            raise Refusal(409, "deletion-begun", "Rows were deleted already")
        return 204, None

    def verification(self, data, column, subject, named):
        left = data.residual(column, subject)
        return 200, {**named, "service": NAME, "residual": left, "total_residual": sum(left.values()), "touched_others": {},
                     "verified_at": now()}

    def log_message(self, *args):
        pass


def seed(data, orders):
    """Two tenants with two users each."""
    ids = {name: str(uuid.uuid4()) for name in ("tenant", "other_tenant", "user", "other_user")}
    with data.db:
        for number in range(orders * 4):
            tenant, user = ("tenant", "other_tenant")[number % 2], ("user", "other_user")[number // 2 % 2]
            order = data.db.execute("insert into orders (tenant_id, user_id, total) values (?, ?, 1)", [ids[tenant], ids[user]]).lastrowid
            data.db.executemany("insert into order_items (order_id, product) values (?, 'bread')", [[order]] * 3)
    return ids


def main(contract=Contract):
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--port", type=int, default=9000)
    arguments.add_argument("--issuer", required=True)
    arguments.add_argument("--budget", type=float, default=5, help="seconds that a purge takes before it answers 202")
    arguments.add_argument("--chunk", type=int, default=1000, help="rows that one transaction deletes")
    options = arguments.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", options.port), contract)
    server.daemon_threads = True
    server.data, server.tokens, server.budget, server.chunk = Data(), Tokens(options.issuer), options.budget, options.chunk
    print(json.dumps({"port": server.server_port, **seed(server.data, 10)}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
