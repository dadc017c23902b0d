"""An address book as a folder of cards (a vdir): ours among those of others, one way, from the journal to the phone.

Pure: texts and values in, texts and values out; `commands.vdir` reads and writes.
"""
