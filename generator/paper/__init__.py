"""The printed page: layouts (版式), titles, pages, and the Word, HTML and text files."""
