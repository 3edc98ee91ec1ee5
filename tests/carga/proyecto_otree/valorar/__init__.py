"""Ocho afirmaciones de 1 a 5: de una en una o todas en la misma página. Los nombres los impone oTree."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models, widgets

ESCALA = [[n, str(n)] for n in range(1, 6)]


class C(BaseConstants):
    NAME_IN_URL = "valorar"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 100


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


def _nota(afirmacion):
    return models.IntegerField(label=f"Afirmación {afirmacion}", choices=ESCALA, widget=widgets.RadioSelectHorizontal)


class Player(BasePlayer):
    v1 = _nota(1)
    v2 = _nota(2)
    v3 = _nota(3)
    v4 = _nota(4)
    v5 = _nota(5)
    v6 = _nota(6)
    v7 = _nota(7)
    v8 = _nota(8)


class Valorar(Page):
    form_model = "player"

    @staticmethod
    def get_form_fields(player):
        """Los campos de la página, según la configuración de la sesión."""
        return [f"v{n}" for n in range(1, player.session.config["cuantas"] + 1)]


page_sequence = [Valorar]
