"""What does a date cell tell, when it is more than one plain date?

In reading order: ``scan`` (text -> words and dates), ``clauses`` (-> clauses, their dates
exact or not), ``story`` (-> what happened when -> since, dates, status, problem), and
``templates`` (``{{dts|1965|4|27}}`` -> text that these can read).
"""
