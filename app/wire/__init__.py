"""Shapes that both HTTP sides share."""
