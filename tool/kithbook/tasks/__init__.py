"""Tick off on the phone: what lies in a folder of tasks, what the user did to it, and what shall lie there.

A folder of tasks (a vdir) holds one iCalendar file with one VTODO each. vdirsyncer carries it to a server and from
there to phones. Pure: texts and values in, texts and values out; `commands.ticking` reads and writes.
"""
