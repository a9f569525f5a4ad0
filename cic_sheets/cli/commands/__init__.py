"""The commands, a module each: arguments in, one call to the library, words out."""
