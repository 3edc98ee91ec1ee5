"""La revisión: enlaces que caducan, textos que se dejan ver uno a uno y comentarios del equipo por palanca."""
