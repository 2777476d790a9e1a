"""What subsidiaries asked in a year, in the words of those who asked and answered; all invented."""

# fmt: off
# One row a line.

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Ask:
    """A need asked so many days ago, its answer `after` so many days, and what came of the sample when one was sent."""

    days: int
    text: str
    course: str
    reply: str = ""
    after: int = 3
    quantity: Decimal | None = None
    named: bool = True
    french: str = ""
    trial: str = ""
    tried: str = ""


@dataclass(frozen=True)
class Offered:
    """A quote at the list price, near the floor, or below it, asked with the words of `text`."""

    days: int
    course: str
    price: str = "list"
    quantity: int = 400
    holds: int = 30
    text: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Complain:
    """A complaint, its decision, its outcome."""

    days: int
    text: str
    remedy: str = ""
    refused: str = ""
    question: str = ""
    closed: str = ""


NEEDS = (
    Ask(286, "They make a liquid soap and look for a grade without solvent, 600 kg a year to begin with.", "yes", "Oui, notre qualité standard convient ; délai de quatre semaines.", quantity=Decimal(600), french="Ils fabriquent un savon liquide et cherchent une qualité sans solvant, 600 kg par an pour commencer."),
    Ask(241, "Could you deliver in drums of 25 kg instead of 50?", "no", "Non : la ligne ne remplit que des fûts de 50 kg. Nous y reviendrons l'an prochain.", after=5),
    Ask(193, "A trial batch for their new line: 2 kg would be enough.", "yes", "Oui, l'échantillon part cette semaine.", quantity=Decimal(250), trial="good", tried="Stable after four weeks at 40 °C; they want a quote.", french="Un lot d'essai pour leur nouvelle ligne : 2 kg suffiraient."),
    Ask(151, "They compare three suppliers and want a sample with a certificate of analysis.", "yes", "Échantillon et certificat joints.", quantity=Decimal(900), trial="bad", tried="Colour too dark for a white cream."),
    Ask(97, "Is a food grade available, with its certificate?", "yes", "Oui, avec un certificat par lot.", after=11),
    Ask(64, "They ask for a consignment stock in their own warehouse.", "no", "Non, pas à ces volumes.", named=False),
    Ask(38, "A sample for their laboratory in spring.", "yes", "Oui.", quantity=Decimal(120), trial="open", tried="The laboratory was closed; a second trial is planned."),
    Ask(21, "A halal certificate is needed before Ramadan.", "withdrawn", "The customer no longer needs it."),
    Ask(17, "Sample for a shower gel, they would decide within a month.", "yes", "Oui, il part demain.", quantity=Decimal(300), trial="received"),
    Ask(12, "They want to double the quantity from January on. Can you follow?", "waiting", quantity=Decimal(1800), french="Ils veulent doubler la quantité à partir de janvier. Pouvez-vous suivre ?"),
    Ask(6, "Sample of the new grade for their second site.", "yes", "Oui, envoyé.", after=2, quantity=Decimal(80), trial="sent"),
    Ask(4, "Which shelf life do you guarantee in a hot climate?", "asked", "À quelle température le stock est-il gardé ?", after=2),
    Ask(1, "A new customer asks for 400 kg without phthalates before June; photo of the present label attached later.", "waiting", quantity=Decimal(400)),
)
QUOTES = (
    Offered(203, "given"),
    Offered(91, "agreed", "below", 2000, 60, "Two tonnes at once, and a second order in autumn: the competitor asks less.", "D'accord pour deux tonnes, une seule fois."),
    Offered(46, "declined", "below", 150, 30, "They insist on the competitor's price.", "Non : sous ce prix nous perdons de l'argent à ces quantités."),
    Offered(26, "ordered", "list", 300),
    Offered(10, "given", "list", 500),
    Offered(2, "waiting", "below", 1200, 30, "They would sign for a year at this price."),
)
COMPLAINTS = (
    Complain(221, "Two drums arrived dented, one of them leaked.", "replace", question="Pouvez-vous envoyer des photos du transport ?", closed="The new drums arrived; the customer is satisfied."),
    Complain(133, "The scent is weaker than the sample of the spring.", refused="Le lot est conforme à la fiche technique ; la cuve du client a été chauffée trop longtemps.", closed="The customer changed its process."),
    Complain(41, "40 kg are missing on the delivery note.", "credit"),
    Complain(11, "The certificate of analysis is missing for the third time."),
    Complain(3, "The drums cannot be opened without a tool that nobody has here."),
)
