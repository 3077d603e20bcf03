"""Money: the rows of a budget as a table, a sheet, somebody's form, one register of many."""
