"""What every stage stands on: people, directory, audit, mail."""
