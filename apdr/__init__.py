"""Assess, plan, do, review: comes with the graduated approach; nothing is built here yet."""
