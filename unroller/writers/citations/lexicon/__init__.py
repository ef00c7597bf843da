"""Words and names, by what they say of a name: an organisation's, a person's, or neither. Values, nothing else."""
