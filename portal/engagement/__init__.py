"""Drafting with others: comments on a plan's texts, and consultations with what came of them."""
