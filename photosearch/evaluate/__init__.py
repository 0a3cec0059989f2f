"""How well photos are found: public data sets, their protocols, and tables of scores."""
