"""What the command line asks for, done: a screen opened, articles printed, the library's commands."""
