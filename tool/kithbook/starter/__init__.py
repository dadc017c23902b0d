"""A journal to begin with: the files that `kith init` writes. The folders `en` and `it` hold texts."""
