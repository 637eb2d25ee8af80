"""The accessibility plan of a school: what it found, asked, does and reviews over three years."""
