"""Words that all features share: roles and rights, stages, occupations, payers, kinds of news."""
