"""The rules, one module a family; ``checks.table`` lists them all.

Nothing is imported here: making a document needs the rules on budgets and no others.
"""
