"""Palabras de los códigos personales.

Sustantivos corrientes de cuatro a siete letras, sin tildes, eñes ni haches iniciales. Dos cualesquiera suenan
distinto: ni cambiando una letra ni confundiendo b y v, ll e y, c, s y z, g y j se pasa de una a otra.
"""

_TEXTO = """
abedul abeto acorde agenda ajedrez alameda altavoz amapola amigo ancla anillo antena arado archivo arena
armario arpa arroyo arroz atril balsa banco bandera barca barrio biombo bodega bosque botella brisa brocha
brote bufanda cactus cadena caldero camello camino campana canasta candil canela canica canoa cantera caracol
carpeta cebra cedro cereza cesta ciervo circo ciruela cisne clavel cobre cocina cometa coral corcho cordel
corneta corona cosecha cristal cubo cuchara cuento cuerda cumbre dado dedal dibujo dintel duende duna eclipse
encina erizo escala escoba escudo esfera espejo espiga esponja esquina estribo estufa faro feria fiesta flan
flauta flecha flor fogata fresa fruta fuego fuente funda gaita galaxia galera galleta garza gato gaviota
geranio girasol glaciar globo gota granito granja grillo grulla guante isla jarra jinete jirafa joya jugo
koala lago lana latido laurel lavanda leche lechuga lienzo lirio llave lluvia loma lucero lupa maceta madeja
maestro mango mantel manzana mapa marina medalla melena menta mercado metro miel mimbre minuto mirlo mochila
molino moneda mosaico motor muelle mundo musgo naranja nata neblina nido niebla nieve noria norte novela nube
nuez nutria oasis ocaso olivo orilla ostra oveja ovillo paisaje pajar palacio palmera paloma panal pandero
parasol parque pasto patio pelota peonza pera piano piedra pincel pintor piragua pizarra planeta plata poema
pomelo portal potro pradera puerto queso radio rama raqueta refugio regalo regata reino reloj remo resina
retrato ritmo roble romero rosa rueda saco sastre semilla senda sendero sierra silbato silla sirena sitio sopa
susurro tabla taller tambor tapiz tarde tarta taza teatro techo tecla tejado telar templo tesoro tienda tigre
tinta toalla tomate tomillo tortuga tren tribu trigo trineo tronco trucha urraca valle vaso vela velero
ventana verano vereda verso viaje viento violeta visera yogur zafiro zapato zueco zumo
"""

PALABRAS = tuple(_TEXTO.split())
