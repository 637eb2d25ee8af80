"""What a computer must have before Trust SEND runs on it, brought with Python's standard library
alone: the Python environment, the front-end assets, the libraries that PDF pages need, a browser
for the tests. Everything that is made lies in `.local/`, and each step is skipped while what it
was made from has not changed (`stamps`).
"""
