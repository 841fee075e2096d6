"""From a draft to an issue: what its gauges say, what the groups gave, who approves, and what is then frozen for good."""
