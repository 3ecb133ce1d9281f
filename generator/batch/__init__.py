"""成批: one set of papers for each row of a table, or for each file of a folder.

`planning` reads the table and says what would be made and what stands in the way; `running` makes it, in one process
or several; `chunk` is what one of these processes does.  Nothing here speaks to a terminal.
"""
