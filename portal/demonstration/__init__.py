"""The demonstration: companies, people and plans to try the portal with, and what builds them."""
