"""A message -> a file, standard output, a mailbox."""
