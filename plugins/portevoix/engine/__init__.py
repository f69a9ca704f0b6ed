"""The engines that host a build, one room each."""
