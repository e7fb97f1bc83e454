"""Writes the sample editions: `python -m deploy.samples.generate`.

One seed, no clock: every run writes the same bytes. What an edition consists of stands in `<edition>.toml`;
the modules here draw the people, the roster, the flights and the check-ins that fit it. Numbers, countries,
ranks, languages, levels and hours are those of the fixture year 2019; all names and numbers of persons,
companies, passports, flights and number plates are invented.
"""
