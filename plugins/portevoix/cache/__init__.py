"""What builds remember of each other. Its files are light: a command reads some before all else."""
