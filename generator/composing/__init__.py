"""What is said: points from the library of requirements (要求库), the words of a paper, retelling one paper in another."""
