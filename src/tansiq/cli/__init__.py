"""The command line: what operators and officers type, and what a program may call.

It holds no rules of its own: commands on a folder call the room ``node``, commands to a running node go over its API
like any other program. People's output is for people, ``--json`` for programs; errors go to stderr. Exit codes are
those of `errors.exit_code`.
"""
