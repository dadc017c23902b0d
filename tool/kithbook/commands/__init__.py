"""One file per verb, imported only when that verb is called; `cli` is their list."""
