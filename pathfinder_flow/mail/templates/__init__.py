"""The words of mails, from templates that may do nothing else."""
