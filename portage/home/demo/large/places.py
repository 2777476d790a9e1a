"""Countries of the large demonstration's subsidiaries, with a city and its time zone."""
# fmt: off

PLACES = (
    ("DE", "Frankfurt", "Europe/Berlin"), ("IT", "Turin", "Europe/Rome"), ("ES", "Barcelona", "Europe/Madrid"), ("PL", "Kraków", "Europe/Warsaw"),
    ("CZ", "Brno", "Europe/Prague"), ("HU", "Győr", "Europe/Budapest"), ("BE", "Ghent", "Europe/Brussels"), ("NL", "Utrecht", "Europe/Amsterdam"),
    ("GB", "Leeds", "Europe/London"), ("SE", "Gothenburg", "Europe/Stockholm"), ("DK", "Aarhus", "Europe/Copenhagen"), ("FI", "Tampere", "Europe/Helsinki"),
    ("NO", "Bergen", "Europe/Oslo"), ("AT", "Linz", "Europe/Vienna"), ("CH", "Basel", "Europe/Zurich"), ("PT", "Porto", "Europe/Lisbon"),
    ("GR", "Thessaloniki", "Europe/Athens"), ("RO", "Cluj-Napoca", "Europe/Bucharest"), ("BG", "Plovdiv", "Europe/Sofia"), ("SK", "Košice", "Europe/Bratislava"),
    ("SI", "Maribor", "Europe/Ljubljana"), ("HR", "Split", "Europe/Zagreb"), ("IE", "Cork", "Europe/Dublin"), ("LT", "Kaunas", "Europe/Vilnius"),
    ("TR", "Izmir", "Europe/Istanbul"), ("MA", "Casablanca", "Africa/Casablanca"), ("TN", "Sfax", "Africa/Tunis"), ("DZ", "Oran", "Africa/Algiers"),
    ("EG", "Alexandria", "Africa/Cairo"), ("NG", "Lagos", "Africa/Lagos"), ("KE", "Nairobi", "Africa/Nairobi"), ("ZA", "Durban", "Africa/Johannesburg"),
    ("SA", "Jeddah", "Asia/Riyadh"), ("AE", "Dubai", "Asia/Dubai"), ("JO", "Amman", "Asia/Amman"), ("LB", "Beirut", "Asia/Beirut"),
    ("IN", "Pune", "Asia/Kolkata"), ("PK", "Lahore", "Asia/Karachi"), ("BD", "Dhaka", "Asia/Dhaka"), ("TH", "Rayong", "Asia/Bangkok"),
    ("VN", "Hanoi", "Asia/Ho_Chi_Minh"), ("MY", "Penang", "Asia/Kuala_Lumpur"), ("SG", "Singapore", "Asia/Singapore"), ("ID", "Surabaya", "Asia/Jakarta"),
    ("PH", "Cebu", "Asia/Manila"), ("CN", "Suzhou", "Asia/Shanghai"), ("TW", "Taichung", "Asia/Taipei"), ("KR", "Busan", "Asia/Seoul"),
    ("JP", "Osaka", "Asia/Tokyo"), ("AU", "Melbourne", "Australia/Melbourne"), ("US", "Houston", "America/Chicago"), ("CA", "Calgary", "America/Edmonton"),
    ("MX", "Monterrey", "America/Monterrey"), ("BR", "Campinas", "America/Sao_Paulo"), ("CL", "Santiago", "America/Santiago"),
)

GROUPS = ("Ténor", "Sillage", "Kernéo", "Montbrun", "Arvalis Industrie", "Lorcan")
HEADS = ("Ateliers", "Verres", "Résines", "Tissages", "Fonderies", "Huiles", "Pigments", "Papiers", "Outils", "Filtres", "Pompes", "Arômes")
TAILS = ("du Forez", "de l'Ardre", "Maugein", "du Gapeau", "Cassini", "de Brocas", "du Lignon", "Salvet", "de l'Orbieu", "Vauquelin", "du Cousin", "Estival")
