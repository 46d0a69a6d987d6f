"""The only writer of ingested facts."""
