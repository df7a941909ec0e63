#!/usr/bin/env python3
"""Closes the echo server of echo_model.py at each step of an accept: no socket may stay open.

Says how many did, for each number of the loop's turns between the client's connect and the close.
"""

import asyncio
import gc
import os
import socket

import echo_model

TURNS = 6


def sockets():
    """How many this process has open."""
    count = 0
    for descriptor in os.listdir("/proc/self/fd"):
        try:
            count += os.readlink(f"/proc/self/fd/{descriptor}").startswith("socket:")
        except OSError:
            pass  # that of the listing itself
    return count


async def left_after(turns):
    before = sockets()
    server = echo_model.EchoServer(echo_model.Settings({"grace": "PT0.1S"}))
    await loop_turns(3)  # it waits for a client now
    client = socket.create_connection(tuple(server.address().values()))
    await loop_turns(turns)
    await server.close()
    client.close()
    await loop_turns(3)
    return sockets() - before


async def loop_turns(count):
    for _ in range(count):
        await asyncio.sleep(0)


async def main():
    gc.disable()  # else the collector may close what was lost, sooner or later
    print([await left_after(turns) for turns in range(TURNS)])


asyncio.run(main())
