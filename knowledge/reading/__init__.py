"""Sources of every kind, read into documents; one file each."""
