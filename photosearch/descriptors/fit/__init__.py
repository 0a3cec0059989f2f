"""What is fitted on a collection of vectors before it can be applied to one."""
