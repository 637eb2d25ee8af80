"""The accessibility plan of each school; nothing is built here yet."""
