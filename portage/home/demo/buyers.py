"""Industrial customers that the subsidiaries visit; all invented."""

# fmt: off
# One row a line.

from .shapes import Buyer

BUYERS = (
    Buyer("rhodia-pl", "Kosmetyka Wisła", "PL", "Toruń", "cosmetics"),
    Buyer("rhodia-pl", "Zakłady Bursztyn", "PL", "Gdańsk", "detergents"),
    Buyer("rhodia-pl", "Mleczarnia Podlasie", "PL", "Białystok", "food"),
    Buyer("rhodia-hu", "Duna Illat", "HU", "Győr", "cosmetics"),
    Buyer("rhodia-cz", "Morava Parfém", "CZ", "Olomouc", "cosmetics"),
    Buyer("rhodia-jo", "Petra Soap Works", "JO", "Amman", "cosmetics"),
    Buyer("rhodia-lb", "Laiteries de la Békaa", "LB", "Zahlé", "food"),
    Buyer("rhodia-iq", "Tigris Foods", "IQ", "Basra", "food"),
    Buyer("rhodia-vn", "Mekong Hương Liệu", "VN", "Can Tho", "cosmetics"),
    Buyer("rhodia-vn", "Nhà máy Sông Hồng", "VN", "Hai Phong", "food"),
    Buyer("rhodia-jp", "Hoshizora Seika", "JP", "Kobe", "food"),
    Buyer("rhodia-jp", "Aozora Pharma", "JP", "Toyama", "pharmacy"),
    Buyer("rhodia-cn", "Pudong Fine Foods", "CN", "Shanghai", "food"),
    Buyer("rhodia-cn", "Jiangnan Pharmaceutical", "CN", "Nanjing", "pharmacy"),
    Buyer("rhodia-br", "Isolar Paulista", "BR", "Campinas", "construction"),
    Buyer("rhodia-br", "Lavanderias Atlântico", "BR", "Santos", "detergents"),
    Buyer("rhodia-de", "Farbwerk Breisgau", "DE", "Freiburg im Breisgau", "paint"),
    Buyer("rhodia-it", "Carrozzerie Lario", "IT", "Lecco", "automotive"),
    Buyer("rhodia-in", "Sahyadri Waterworks", "IN", "Nashik", "water"),
    Buyer("rhodia-kr", "Hanbit Institute", "KR", "Daejeon", "pharmacy"),
    Buyer("pechiney-ru", "Uralskaya Energiya", "RU", "Yekaterinburg", "energy"),
    Buyer("pechiney-de", "Rheinwerk Turbinen", "DE", "Essen", "energy"),
    Buyer("pechiney-gb", "Severn Castings", "GB", "Gloucester", "automotive"),
)
