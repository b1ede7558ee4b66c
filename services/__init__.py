"""The verbs of the house: one file per verb, actor and scope explicit, one transaction per change."""
