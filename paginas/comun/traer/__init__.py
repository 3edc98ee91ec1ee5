"""Las piezas de la página de importar, una por cosa que se trae."""
