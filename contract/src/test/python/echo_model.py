#!/usr/bin/env python3
"""Echo in another language: proof that the remote protocol is nobody's own.

Speaks the protocol of contract/SPEC.md on its pipes, and has one scenario. Python 3.8 and its
standard library, one thread. Try it: course test --remote "python3 echo_model.py" echo
"""

import asyncio
import ipaddress
import json
import os
import re
import socket
import sys

MAX_LINE = 1024 * 1024
BACKLOG = 1024
QUIET = 0.05  # seconds without a byte, after which nothing more is on its way
DURATION = re.compile(r"PT(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:\.\d+)?)S)?")


class Refused(Exception):
    """An error of the protocol: its kind, and what it says."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Settings:
    """What an echo server can be told; what makes no sense is refused, by its name."""

    def __init__(self, command):
        self.host = self.address(command.get("host", "127.0.0.1"))
        self.port = self.number(command, "port", 0, 0)
        self.max_connections = self.number(command, "maxConnections", 1, 10_000)
        self.socket_buffer = self.number(command, "socketBuffer", 1024, None)
        self.buffer = self.number(command, "buffer", 1, 64 * 1024)
        self.grace = self.seconds(command.get("grace", "PT2S"))

    @staticmethod
    def address(host):
        try:
            return str(ipaddress.ip_address(host))
        except ValueError:
            raise Refused("bad-argument", f"host is not an IP address: {host}") from None

    @staticmethod
    def number(command, name, least, default):
        value = command.get(name, default)
        if value is not default and (type(value) is not int or value < least):
            raise Refused("bad-argument", f"{name} must be at least {least}: {value}")
        return value

    @staticmethod
    def seconds(text):
        match = DURATION.fullmatch(text) if isinstance(text, str) else None
        if not match:
            raise Refused("bad-argument", f"grace is not a duration: {text}")
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        if hours < 0 or minutes < 0 or seconds < 0:
            raise Refused("bad-argument", f"grace must not be negative: {text}")
        return hours * 3600 + minutes * 60 + seconds


class EchoServer:
    """A task per client. What is read is written before more is read: that is all backpressure."""

    def __init__(self, settings):
        self.settings = settings
        self.clients = set()
        self.room = asyncio.Semaphore(settings.max_connections)
        self.closing = asyncio.get_running_loop().create_future()
        self.ended = None
        self.listener = self.listen()
        self.accepting = asyncio.ensure_future(self.accept())

    def listen(self):
        settings = self.settings
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setblocking(False)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if settings.socket_buffer:  # before it listens: the window is agreed upon at connect
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, settings.socket_buffer)
            listener.bind((settings.host, settings.port))
            listener.listen(BACKLOG)
            return listener
        except (OSError, OverflowError) as e:
            listener.close()
            where = f"{settings.host}:{settings.port}"
            raise Refused("io", f"cannot listen on {where}: {e}") from None

    def address(self):
        host, port = self.listener.getsockname()[:2]
        return {"host": host, "port": port}

    async def guest(self):
        """Waits, and only then accepts: who was accepted already is not lost by a cancel.

        Of asyncio's own sock_accept a cancel may take the result, and the socket stays open.
        """
        loop = asyncio.get_running_loop()
        while True:
            try:
                return self.listener.accept()[0]
            except BlockingIOError:
                pass
            ready = loop.create_future()
            loop.add_reader(self.listener, lambda: ready.done() or ready.set_result(None))
            try:
                await ready
            finally:
                loop.remove_reader(self.listener)

    async def accept(self):
        while True:
            await self.room.acquire()  # first: who is not accepted waits in the backlog
            try:
                client = await self.guest()
            except OSError:  # out of descriptors, or a client that has gone already
                self.room.release()
                await asyncio.sleep(0.02)
                continue
            task = asyncio.ensure_future(self.serve(client))
            self.clients.add(task)
            task.add_done_callback(self.gone)

    def gone(self, task):
        self.clients.discard(task)
        self.room.release()

    async def serve(self, client):
        try:
            client.setblocking(False)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.settings.socket_buffer:
                buffer = self.settings.socket_buffer
                client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, buffer)
            await self.echo(client)
            client.shutdown(socket.SHUT_WR)
            await asyncio.wait_for(self.discard(client), self.settings.grace)
        except (OSError, asyncio.TimeoutError):
            pass  # this client's end is nobody else's business
        finally:
            client.close()

    async def echo(self, client):
        """To the end of the input; when the server closes, until nothing more comes."""
        loop = asyncio.get_running_loop()
        turns = 0
        while True:
            chunk = await self.receive(client)
            if not chunk:
                return
            try:
                sent = client.send(chunk)
            except BlockingIOError:
                sent = 0
            if sent < len(chunk):
                await loop.sock_sendall(client, chunk[sent:])
            turns += 1
            if turns % 32 == 0:
                await asyncio.sleep(0)  # who never has to wait must let others run all the same

    async def receive(self, client):
        """Some bytes; none at the end of the input, or if none come while the server closes."""
        try:
            return client.recv(self.settings.buffer)
        except BlockingIOError:
            pass
        loop = asyncio.get_running_loop()
        reading = asyncio.ensure_future(loop.sock_recv(client, self.settings.buffer))
        try:
            await asyncio.wait({reading, self.closing}, return_when=asyncio.FIRST_COMPLETED)
            if not reading.done():
                await asyncio.wait({reading}, timeout=QUIET)
            return reading.result() if reading.done() else b""
        finally:
            reading.cancel()

    async def discard(self, client):
        """To close with unread input would be a reset, and destroy what is on its way."""
        loop = asyncio.get_running_loop()
        while await loop.sock_recv(client, 64 * 1024):
            pass

    async def close(self):
        """Refuse, let finish, cut off. Whoever calls second waits for the same end."""
        if not self.ended:
            self.ended = asyncio.ensure_future(self.end())
        await asyncio.shield(self.ended)

    async def end(self):
        self.accepting.cancel()
        await asyncio.wait({self.accepting})
        self.listener.close()
        self.closing.set_result(None)
        if self.clients and self.settings.grace > 0:
            await asyncio.wait(set(self.clients), timeout=self.settings.grace)
        left = set(self.clients)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left)


class EchoModel:
    """The commands. What a command has made is known by its id."""

    def __init__(self):
        self.is_open = False
        self.servers = {}

    async def execute(self, command):
        verb = command.get("do")
        commands = {
            "open": self.open,
            "echo": self.echo,
            "connections": self.connections,
            "end": self.end,
            "close": self.close,
            "cancel": self.cancel,
        }
        if verb in commands:
            return await commands[verb](command)
        known = ("ask", "within", "run", "accept", "read", "acceptor", "connect", "heartbeat", "opaque")
        if verb in known:
            raise Refused("unsupported", f"this program has no {verb}: it only echoes")
        raise Refused("bad-argument", f"do is unknown: {verb}")

    async def open(self, _):
        self.is_open = True
        self.servers = {}
        return True

    async def echo(self, command):
        if not self.is_open:
            raise Refused("closed", "the model is closed")
        server = EchoServer(Settings(command))
        self.servers[command["id"]] = server
        return server.address()

    def server(self, command):
        try:
            return self.servers[command.get("of")]
        except (KeyError, TypeError):
            raise Refused("bad-argument", f"of names no server: {command.get('of')}") from None

    async def connections(self, command):
        return len(self.server(command).clients)

    async def end(self, command):
        await self.server(command).close()
        return True

    async def close(self, _):
        self.is_open = False
        await asyncio.gather(*(server.close() for server in self.servers.values()))
        return True

    async def cancel(self, _):
        return True  # there is nothing here that a cancel would cut short


class Protocol:
    """Lines in, lines out; each command is a task, so that none holds up another."""

    def __init__(self, results):
        self.results = results
        self.model = EchoModel()
        self.tasks = set()

    def send(self, answer):
        self.results.write(json.dumps(answer).encode("ascii") + b"\n")
        self.results.flush()

    async def speak(self):
        self.send({"protocol": 1, "name": "echo in Python", "scenarios": ["echo"]})
        loop = asyncio.get_running_loop()
        lines = asyncio.StreamReader(limit=MAX_LINE)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        too_long = False
        while True:
            try:
                line = await lines.readuntil(b"\n")
            except asyncio.IncompleteReadError:
                return  # the end of the input is the end of this program
            except asyncio.LimitOverrunError as e:
                await lines.readexactly(e.consumed)
                too_long = True
                continue
            if too_long:  # this was the rest of it
                self.refuse(None, Refused("bad-argument", "a line is too long"))
            else:
                self.take(line)
            too_long = False

    def take(self, line):
        try:
            command = json.loads(line)
        except ValueError:
            command = None
        if not isinstance(command, dict) or type(command.get("id")) is not int:
            self.refuse(None, Refused("bad-argument", "a line is no command with an id"))
            return
        task = asyncio.ensure_future(self.answer(command))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def answer(self, command):
        try:
            self.send({"id": command["id"], "ok": await self.model.execute(command)})
        except Refused as refused:
            self.refuse(command["id"], refused)
        except Exception as mistake:  # every command gets an answer
            self.refuse(command["id"], Refused("other", repr(mistake)))

    def refuse(self, number, refused):
        self.send({"id": number, "error": refused.kind, "message": str(refused)})


def main():
    # The answers' way out is saved before anything can print; prints go to standard error.
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        asyncio.run(Protocol(results).speak())
    finally:
        os._exit(0)  # at once, whatever still runs


if __name__ == "__main__":
    main()
