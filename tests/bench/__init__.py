"""What `make bench` measures. Never part of the tests: figures are of this machine and this moment."""
