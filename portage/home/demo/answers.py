"""What counsel answers where the law leaves a question open, by the agent's country: recorded with each agreement."""

# fmt: off
# One row a line.

UNRECORDED = ("agent_country", "checked", "Le droit de ce pays n'est pas enregistré ici. Un avocat local, consulté, n'oppose aucune règle impérative au projet.")
DUTIES = ("local_duties", "read", "Enregistrement, tribunaux locaux et licence de l'agent ont été lus avec un avocat local et acceptés.")
COURTS = ("local_duties", "read", "Les tribunaux du pays gardent ces litiges quoi que dise le contrat. Les deux côtés l'ont lu.")
NOTICE = ("notice_minimum", "own", "Le minimum légal de préavis n'est pas établi. Les durées saisies ici, 1, 2 et 3 mois, ont été vérifiées par un juriste.")

ANSWERS = {
    "BR": (UNRECORDED,), "IN": (UNRECORDED,), "US": (UNRECORDED,), "KR": (UNRECORDED,), "MX": (UNRECORDED,), "NZ": (UNRECORDED,),
    "JO": (DUTIES, NOTICE), "IQ": (DUTIES, NOTICE), "LB": (COURTS, NOTICE), "HU": (NOTICE,),
}


def answers(country: str) -> tuple[tuple[str, str, str], ...]:
    """(question, answer, reason) for an agent of that country; the groups that ask are French."""
    return ANSWERS.get(country, ())
