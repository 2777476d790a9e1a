"""What agencies said to each other, and the parties of one contract; all invented. `{LR-1}` stands for the page of a product,
`{isoreva-br}` for the reference of a contract."""

# fmt: off
# One post a line.

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Post:
    """Who (by the e-mail's part before `.rhodia.example`, or the whole), hours after the one before, and the words."""

    who: str
    hours: float
    text: str
    quotes: int | None = None
    useful: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    changed: str = ""
    taken_back: bool = False


@dataclass(frozen=True)
class Talk:
    """A thread that began so many days ago in a space, or under a contract."""

    where: str
    title: str
    days: int
    posts: tuple[Post, ...]
    answer: int | None = None
    pinned: bool = False
    locked: bool = False
    hidden: dict[int, str] = field(default_factory=dict)
    flagged: dict[int, str] = field(default_factory=dict)


SPACES = (
    ("How we sell", "Commission, notice, customers on both sides of a border: questions that every agency has."),
    ("Chimie et revêtements", "Pigments, laques, silicates, mélanges-maîtres : ce que nos clients demandent et ce qui les retient."),
    ("Materials and equipment", "Insulation, gaskets, pumps, filters: standards, samples, competitors."),
)

BR, PL, JP, MX, DE, ES, CN = "manager@br", "sales@pl", "manager@jp", "manager@mx", "manager@de", "manager@es", "manager@cn"
CHIEF, COUNSEL, EXPERT = "manager", "counsel", "expert"

# Products that agents see, without which they could not cite them.
SHARED = (("isoreva", "LR-1", ("rhodia-br", "rhodia-de")), ("jointec", "JP-8", ("rhodia-de",)))

TALKS = (
    Talk("How we sell", "Read this first: what belongs here", 300, (
        Post(CHIEF, 0, "Three rules, learnt the hard way:\n\n1. **No customer by name.** Say “a pump maker in the north”: others sell to the same people.\n2. **No price of one SME beside another's.** A range is enough.\n3. Ask in the language you sell in. Somebody answers.\n\nWhat concerns one contract alone belongs in the space of that contract: its SME reads it there, and only there.", useful=(PL, BR, JP)),
    ), pinned=True, locked=True),
    Talk("Materials and equipment", "Rock wool against local glass wool: does anyone win on price?", 24, (
        Post(BR, 0, "Two builders in Minas like {LR-1} but compare it with local glass wool by the square metre, where we lose by a third. Has anyone found an argument that holds **before** the tender, not after?", same=(MX, ES)),
        Post(DE, 5, "By the square metre you always lose. We sell the fire class: A1, and the insurer's letter that goes with it. It took two insurers to say it in writing, then builders came back by themselves.", useful=(BR, MX, PL)),
        Post(PL, 20, "Same here since the cinema fire. One page, three columns: class, smoke, what the insurer asks. I can share ours.", thanks=(BR,)),
        Post(MX, 3, "Insurers here do not care. What worked: acoustic comfort for hotels. Different buyer, no tender.", changed="What worked: acoustic comfort for hotels, sold to the architect. Different buyer, no tender. (Insurers here do not care.)"),
        Post(BR, 18, "The insurer's letter, then. @Tomasz Wrona, please attach the page; I shall ask ours whether they sign.", quotes=2),
        Post(PL, 2, "Done, as a PDF next week when it is translated. Short form:\n\n| | rock wool | glass wool |\n|---|---|---|\n| Class | A1 | A1 to F |\n| Smoke | s1 | open |\n| Asked by insurers | rarely more | often a barrier |", useful=(BR, DE)),
    ), answer=2),
    Talk("Materials and equipment", "PTFE gaskets: who accepts the declaration without a visit?", 11, (
        Post(DE, 0, "A chemical site wants the food-contact declaration for {JP-8} *and* a visit to the plant. The SME has four people in quality. Does anyone have a customer who accepted the declaration alone?"),
        Post(JP, 15, "Never without a visit, for a first order. For the second, a video call with the workshop was enough: forty minutes, camera on the lathe, and they signed."),
        Post(CN, 2, "Our competitor offers it 20 % cheaper and nobody visits anything. I name them: Xinfeng Sealing, Ningbo."),
        Post(DE, 4, "The video call is a good idea. @C. Renard, may we promise one in the name of the SME, or do we ask first?", quotes=2, useful=(ES,)),
    ), flagged={3: "It names a firm and its price: rule 2 of the space."}),
    Talk("Chimie et revêtements", "Pigments d'oxyde de fer : le rouge 130 vire au four", 6, (
        Post(ES, 0, "Un carreleur de Castellón voit le rouge virer au brun à 1 180 °C. La fiche dit 1 200. Quelqu'un a-t-il mesuré ailleurs qu'au laboratoire ?"),
        Post("manager@it", 7, "Oui : le four compte plus que la température. Atmosphère réductrice, et c'est perdu dès 1 100. Demandez-lui son taux d'oxygène avant de changer de pigment.", useful=(ES, DE)),
        Post(ES, 22, "C'était bien cela : 3 % d'oxygène. Il règle son four, nous gardons le client. Merci.", thanks=("manager@it",)),
    ), answer=2),
    Talk("How we sell", "Cut in two: buyer in Poland, delivery in Germany", 3, (
        Post(PL, 0, "The buyer and the payer are mine, the goods go to a plant beyond the Oder. Who takes the order, and what becomes of the commission?", same=(ES,)),
        Post(DE, 3, "We had it twice. Record it where the buyer is and propose a split from the order's page: each of us sees their own part, never the other's contract. Half and half was agreed in a day.", useful=(PL, BR)),
        Post(COUNSEL, 16, "Exact, with one condition: the split is proposed **before** the invoice. Afterwards it waits for the next statement.", useful=(PL,)),
        Post(BR, 1, "I disagree with everything above.", taken_back=True),
        Post(PL, 30, "@C. Renard: should the page of the order say so? I would have missed it."),
    )),
    Talk("isoreva-br", "First container: what the port asks", 9, (
        Post(BR, 0, "Santos asks for the packing list in Portuguese since January, one line a pallet. Your last one has one line a container. Contract {isoreva-br}, order to be shipped on the 20th."),
        Post("direction@isoreva.example", 6, "Nous l'ignorions, merci. Modèle refait ce matin, une ligne par palette. Vous convient-il ?\n\n- numéro de palette\n- poids net et brut\n- code NCM", thanks=(BR,)),
        Post(BR, 3, "Perfect, with the NCM of the product, not of the family: **6806.10.00**."),
        Post("direction@isoreva.example", 2, "C'est noté, sur tous les documents à partir d'aujourd'hui."),
    ), answer=2),
)
