"""Imports: plans, actions, measures and risks from the files a company already has."""
