"""Los resultados por secciones estables: las mismas en cada taller, se haya revelado ya su fase o no.

Las usa la página de resultados y la de revisión. Lo que dibuja cada fase es de ``paginas.comun.revelado``.
"""
