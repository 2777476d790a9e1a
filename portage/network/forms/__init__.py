"""Shapes of input of the network. What is allowed and what is right belongs to the verbs and to the models."""
