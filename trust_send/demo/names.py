"""Invented names, as varied as the towns that the schools would stand in.

A background gives forenames, surnames, the census code of ethnicity, the code of a child of this
and a White British parent, and the languages spoken at home with how common each is.
"""

import unicodedata
from dataclasses import dataclass

from trust_send.demo.chance import dice


@dataclass(frozen=True)
class Background:
    ethnicity: str
    mixed: str
    languages: dict[str, int]
    girls: list[str]
    boys: list[str]
    surnames: list[str]


def background(ethnicity, mixed, languages, *, girls, boys, surnames):
    return Background(ethnicity, mixed, languages, listed(girls), listed(boys), listed(surnames))


def listed(names):
    """Names apart by blanks; an underscore stands for a blank within one."""
    return [name.replace("_", " ") for name in names.split()]


BRITISH = background(
    "WBRI", "WBRI", {"ENG": 1},
    girls="""Abigail Ada Alba Alice Amber Amelia Annabel Annie Aoife Arabella Ava Beatrice Bella
    Beth Bonnie Brooke Caitlin Carys Charlotte Chloë Clara Connie Daisy Darcey Dolly Edie
    Eleanor Eliza Ella Ella-Mae Ellie Elodie Elsie Emilia Emily Emma Erin Esme Eva Eve Evie
    Faith Fern Florence Freya Georgia Grace Gracie Hallie Hannah Harriet Hattie Heidi Hettie
    Holly Imogen Iris Isabel Isabelle Isla Ivy Jasmine Jessica Josie Kate Katie Keira Lacey
    Lauren Layla Libby Lila Lilly-Rose Lily Lola Lottie Lowri Lucy Luna Lyra Mabel Maddison
    Maisie Margot Martha Matilda Megan Mia Mila Millie Molly Nancy Neve Niamh Nora Olive Olivia
    Orla Penelope Phoebe Poppy Primrose Robyn Rose Rosie Ruby Saoirse Scarlett Seren Sienna Siân
    Skye Sophia Sophie Summer Tabitha Tilly Violet Willow Winnie Zoë""",
    boys="""Adam Albie Alexander Alfie Alfred Archer Archie Arlo Arthur Ashton Austin Bailey
    Barnaby Ben Benjamin Bertie Billy Blake Bobby Brody Caleb Callum Cameron Charlie Chester
    Connor Dafydd Daniel David Dexter Dylan Edward Elijah Elliot Ellis Ethan Evan Felix Finlay
    Finn Frankie Freddie Frederick Gabriel George Gethin Grayson Harley Harris Harrison Harry
    Harvey Henry Hudson Hugo Hunter Isaac Jack Jackson Jacob Jake James Jamie Jasper Jaxon
    Jenson Joel Joseph Joshua Jude Kai Kian Kit Leo Leon Levi Lewis Liam Logan Louie Louis Luca
    Lucas Luke Mason Matthew Max Michael Miles Nathan Ned Noah Oakley Oliver Ollie Oscar Otis
    Owen Patrick Percy Ralph Reggie Reuben Rhys Riley Robin Ronnie Rory Rowan Rufus Ryan Sam
    Samuel Sebastian Seth Sonny Spencer Stanley Teddy Theo Thomas Toby Tommy-Lee Tyler Wilf
    William Zachary""",
    surnames="""Abbott Ainsworth Alderton Allsop Anstey Appleby Archer Ashby Aspinall Atherton
    Baines Balding Bancroft Barlow Barraclough Bateman Baxter Beckett Bellamy Bennett
    Bickerstaff Birtwistle Blackburn Blythe Boothroyd Bowden Bradbury Bramley Brearley Briggs
    Brook Buckley Burgess Burrows Butterworth Calvert Carr Cartwright Chadwick Chilcott Clegg
    Clough Collier Cooper Cotterill Coulson Crabtree Craven Crompton Crossley Crowther Cuthbert
    Dalton Davies Dawes Dearden Denby Dobson Drummond Duckworth Dyson Eastwood Eccles Edmondson
    Ellison Entwistle Fairhurst Farnworth Fielding Fitzgerald Fletcher Foster Fothergill Garside
    Gibbons Gill Goddard Goodwin Gorman Greaves Greenhalgh Grimshaw Gwynne Haigh Halliwell
    Hampson Hardcastle Hargreaves Harper Hartley Haslam Hawthorne Heap Hebden Hendry Hepworth
    Hesketh Heywood Hindle Hobson Holden Holroyd Hopwood Horrocks Howarth Hughes Huxley Ingham
    Jagger Jenkinson Jessop Jones Kay Kenyon Kershaw Kilburn Kirkham Lamb Langley Latham
    Leadbetter Lees Lightfoot Lister Lomax Longbottom Lowther Lumb Lyons Maddock Makin Marsden
    Mather Mayhew McAllister McBride McGrath McKenna Mellor Metcalfe Middleton Milburn Mills
    Morris Moss Murgatroyd Naylor Nesbitt Newsome Nightingale Nolan Norcross Nuttall O'Connell
    O'Dowd O'Hara O'Keeffe O'Rourke Oakes Ogden Oldroyd Openshaw Orrell Osbaldeston Oxley Page
    Parkin Parr Partington Peel Pennington Pickles Pilkington Pollard Poole Postlethwaite
    Preston Price Pritchard Pugh Quigley Radcliffe Ramsbottom Ramsden Ratcliffe Redfern Reid
    Rhodes Rigby Riley Rimmer Roberts Rosewell Rothwell Rowbotham Rushton Rycroft Saville
    Schofield Seddon Sharples Shaw Shepherd Silverwood Simcock Singleton Slater Smith Speakman
    Spencer-Booth Stead Stocks Stott Sugden Sunderland Sutcliffe Swift Sykes Tattersall Taylor
    Tempest Thackray Thornley Threlfall Tillotson Tordoff Townend Tunnicliffe Turnbull Turner
    Unsworth Varley Vickers Waddington Wadsworth Walmsley Walsh Warburton Ward-Lowe Waring
    Watkinson Whalley Whitaker Whiteley Whittle Wigglesworth Wilkinson Williams Winstanley
    Wolstenholme Womersley Wood Wormald Worsley Wrigley Yates Young-Harris""",
)  # fmt: skip

GROWN_UP_WOMEN = listed(
    """Alison Amanda Angela Becky Bev Carol Catherine Claire Dawn Debbie Donna Emma Fiona Gemma
    Gillian Hannah Hayley Heather Helen Jane Jenny Joanne Judith Julie Karen Kate Kelly Kerry Kirsty
    Laura Leanne Linda Lisa Louise Lucy Lynne Mandy Michelle Natalie Nicola Paula Rachel Rebecca
    Ruth Sally Samantha Sarah Sharon Sian Stacey Steph Sue Tina Tracey Vicky Wendy Zoe"""
)
GROWN_UP_MEN = listed(
    """Adrian Alan Andrew Anthony Barry Ben Carl Chris Craig Daniel Darren Dave Dean Derek Gareth
    Gary Gavin Graham Grant Ian James Jason Jonathan Karl Keith Kevin Lee Liam Luke Mark Martin
    Matthew Michael Neil Nick Paul Pete Phil Richard Robert Russell Sean Shaun Simon Stephen Stuart
    Tim Tony Wayne Will"""
)

OTHERS = {
    "irish": background(
        "WIRI", "WBRI", {"ENG": 1},
        girls="""Aisling Aoibheann Ciara Clodagh Éabha Gráinne Méabh Niamh Róisín Sadhbh Saoirse
        Síofra""",
        boys="Cathal Cian Cillian Conor Darragh Fionn Oisín Páidí Rían Ruairí Séamus Tadhg",
        surnames="""Brennan Daly Fahy Gallagher Hanrahan Keane Lynch Mulcahy Ní_Bhriain O'Brien
        O'Shea Quinlan Tierney""",
    ),
    "traveller": background(
        "WIRT", "WBRI", {"ENG": 1},
        girls="Bridget Kathleen Margaret Mary-Ann Shannon Theresa Philomena",
        boys="Francie John-Paul Martin Miley Patrick Simey Tyson",
        surnames="Cash Connors Joyce Maughan McDonagh Stokes",
    ),
    "roma": background(
        "WROM", "WBRI", {"SLO": 4, "CZE": 2, "RMN": 3, "ENG": 1},
        girls="Denisa Esmeralda Kristýna Ľubica Marcela Nikola Patrícia Samanta Vanesa",
        boys="Dominik Gejza Ján Kevin Marián Patrik Rikardo Roman Štefan",
        surnames="Balog Dunka Ferenc Gábor Horváth Kaleja Lakatoš Pompa Žiga",
    ),
    "polish": background(
        "WOTH", "WOTH", {"POL": 9, "ENG": 1},
        girls="""Alicja Antonina Hanna Iga Julia Kinga Lena Maja Małgorzata Oliwia Wiktoria
        Zofia Zuzanna""",
        boys="""Aleksander Antoni Bartosz Borys Filip Igor Jakub Kacper Łukasz Mikołaj Nikodem
        Szymon Tymoteusz Wojciech""",
        surnames="""Baran Czarnecki Dąbrowski Górski Jabłoński Kaczmarek Kowalczyk Krawczyk Lis
        Nowak Pawlak Sikora Stępień Wieczorek Wójcik Zając Zieliński""",
    ),
    "romanian": background(
        "WOTH", "WOTH", {"RMN": 9, "ENG": 1},
        girls="Alexia Anastasia Bianca Daria Ilinca Ioana Maria Mălina Ruxandra Sofia Ștefania",
        boys="Andrei Cristian David Ionuț Luca Matei Mihai Răzvan Ștefan Tudor Vlad",
        surnames="""Albu Ciobanu Dumitrescu Florea Ionescu Lungu Moldoveanu Munteanu Popa Rusu
        Stoica Țurcanu Ungureanu""",
    ),
    "lithuanian": background(
        "WOTH", "WOTH", {"LIT": 6, "RUS": 1, "ENG": 1},
        girls="Austėja Emilija Gabija Kamilė Liepa Ugnė",
        boys="Domas Jokūbas Kajus Lukas Matas Nojus",
        surnames="Balčiūnas Kazlauskas Petrauskas Stankevičius Urbonas Žukauskas",
    ),
    "ukrainian": background(
        "WOTH", "WOTH", {"UKR": 8, "RUS": 1},
        girls="Anastasiia Daryna Kateryna Mariia Oleksandra Polina Solomiia Yeva",
        boys="Artem Bohdan Danylo Maksym Matvii Nazar Oleh Tymofii",
        surnames="""Bondarenko Hrytsenko Kovalchuk Lysenko Marchenko Ponomarenko Shevchuk
        Tkachenko""",
    ),
    "portuguese": background(
        "WOTH", "MOTH", {"POR": 7, "ENG": 2},
        girls="Beatriz Carolina Inês Leonor Luísa Mafalda Margarida",
        boys="Afonso Duarte Gonçalo João José Martim Tomás",
        surnames="Almeida Carvalho Esteves Gonçalves Magalhães Nogueira Simões",
    ),
    "turkish": background(
        "WOTH", "MOTH", {"TUR": 5, "KUR": 3, "ENG": 1},
        girls="Azra Ceren Defne Elif Eylül Nehir Şeyma Zeynep",
        boys="Barış Berat Çağan Emre Kaan Ömer Umut Yiğit",
        surnames="Aydın Çelik Demir Güneş Kılıç Öztürk Şahin Yıldırım",
    ),
    "indian": background(
        "AIND", "MWAS", {"GUJ": 5, "PNJ": 3, "HIN": 2, "ENG": 6},
        girls="""Aanya Anvi Avni Diya Gurleen Ishani Jasleen Kavya Meera Mira Nisha Pooja Prisha
        Riya Simran Tanvi""",
        boys="""Aarav Arjun Aryan Dev Dhruv Harjit Ishaan Jaskaran Kabir Krish Manav Nikhil
        Rohan Samar Veer Vivaan""",
        surnames="""Acharya Bhatt Chauhan D'Souza Desai Dhaliwal Gill Joshi Kaur Mistry Nair
        Pandya Patel Raghunathan Sandhu Sharma Singh Solanki Varma""",
    ),
    "pakistani": background(
        "APKN", "MWAS", {"URD": 6, "PNJ": 3, "PHA": 1, "ENG": 5},
        girls="""Aiza Aleena Amina Anaya Ayesha Fatima Hafsa Hania Inaya Iqra Khadijah Maryam
        Noor Safa Sumayyah Zainab Zara""",
        boys="""Abdullah Ahmed Ali Bilal Daniyal Eesa Hamza Haris Hassan Ibrahim Mohammed
        Muhammad Musa Rayyan Umar Yusuf Zakariya Zayn""",
        surnames="""Ahmed Akhtar Ali Arshad Aziz Bashir Butt Chaudhry Hussain Iqbal Javed Khan
        Mahmood Malik Mirza Parveen Qureshi Rafiq Raza Saleem Shah""",
    ),
    "bangladeshi": background(
        "ABAN", "MWAS", {"BEN": 7, "ENG": 4},
        girls="Afsana Anika Fariha Jannat Maisha Nabila Nusrat Raisa Tahmina Tasnim",
        boys="Adil Ayaan Fahim Imran Junaid Mahir Rafi Sami Tahsin Zayan",
        surnames="Ali Begum Chowdhury Islam Khatun Miah Rahman Sarker Uddin",
    ),
    "tamil": background(
        "AOTH", "MWAS", {"TAM": 6, "ENG": 2},
        girls="Abirami Kavina Nilani Thanuja Yalini",
        boys="Ashwin Kajan Nithilan Piravin Vithushan",
        surnames="Arulanantham Kandasamy Navaratnam Sivakumar Thambirajah Yogeswaran",
    ),
    "filipino": background(
        "AOTH", "MOTH", {"OTH": 3, "ENG": 3},
        girls="Althea Angel Bea Francine Samantha-Joy",
        boys="Gabriel Jericho Joaquín Rafael Sean-Paul",
        surnames="Bautista Dela_Cruz Lacson Mendoza Reyes Santos",
    ),
    "vietnamese": background(
        "AOTH", "MWAS", {"OTH": 5, "ENG": 2},
        girls="Anh Bảo-Châu Linh Mai Thảo",
        boys="Bảo Duy Khang Minh Quân",
        surnames="Đặng Lê Nguyễn Phạm Trần Vũ",
    ),
    "chinese": background(
        "CHNE", "MWAS", {"CHI": 7, "ENG": 3},
        girls="Cheuk-Yan Hoi-Ching Jia-Yi Mei Sum-Yuet Tsz-Ching Wing-Lam Xinyi",
        boys="Chun-Hei Haoran Ho-Yin Jun Pak-Hei Tsz-Hin Yat-Long Zihan",
        surnames="Chan Cheung Ho Lam Leung Li Liu Ng Tsang Wong Wu Yip Zhang",
    ),
    "nigerian": background(
        "BAFR", "MWBA", {"OTH": 3, "ENG": 7},
        girls="""Adaeze Amara Chidinma Damilola Ebunoluwa Ife Morayo Ngozi Oluwaseun Simisola
        Temitope Zikora""",
        boys="""Chidi Chukwuemeka Ayomide Ebuka Emeka Femi Ikenna Kelechi Obinna Oluwatobi
        Tobenna Uchenna""",
        surnames="""Abiodun Adeleke Adeyemi Akinola Balogun Chukwu Eze Ibeh Nwosu Ogunleye
        Okafor Okonkwo Oladipo Onyekachi""",
    ),
    "ghanaian": background(
        "BAFR", "MWBA", {"OTH": 4, "ENG": 6},
        girls="Abena Adwoa Akosua Ama Efua Maame Nana-Yaa",
        boys="Kofi Kojo Kwabena Kwame Kwasi Nana Yaw",
        surnames="Acheampong Agyeman Ansah Asante Boateng Mensah Osei Owusu-Ansah",
    ),
    "somali": background(
        "BAFR", "MWBA", {"SOM": 8, "ENG": 2},
        girls="Aamina Ayaan Hamdi Hodan Ifrah Nasra Sagal Ubah",
        boys="Abdirahman Ayub Bile Guled Khalid Liban Mahad Zakaria",
        surnames="Abdi Aden Farah Hersi Jama Mohamud Warsame Yusuf",
    ),
    "eritrean": background(
        "BAFR", "MWBA", {"OTH": 8, "ARA": 1, "ENG": 1},
        girls="Bethlehem Feven Rahwa Semhar Winta",
        boys="Abel Filmon Natnael Robel Yonas",
        surnames="Berhane Ghebremariam Haile Tesfay Woldu",
    ),
    "zimbabwean": background(
        "BAFR", "MWBA", {"OTH": 2, "ENG": 6},
        girls="Anesu Chiedza Nyasha Ruvimbo Tanatswa",
        boys="Farai Kudzai Munashe Takudzwa Tinashe",
        surnames="Chikwanha Gumbo Mutasa Ncube Sibanda",
    ),
    "caribbean": background(
        "BCRB", "MWBC", {"ENG": 1},
        girls="Aaliyah Amaya Ebony Imani Jada Kezia Nevaeh Shanice Tiana Zaria",
        boys="Dante Isaiah Jaheim Jerome Kymani Malachi Malik Micah Tyrell Zion",
        surnames="""Brathwaite Campbell Dacosta Francis Grant Hinds Joseph Lewin Morgan Palmer
        Samuels Wellington""",
    ),
    "arab": background(
        "OOTH", "MOTH", {"ARA": 8, "ENG": 2},
        girls="Dana Farah Hala Jana Lamar Leen Malak Rahaf Salma Tala",
        boys="Adam Anas Faris Jad Karim Mazen Omar Sami Tarek Zaid",
        surnames="Al-Amin Al-Sayed Barakat Darwish El-Masri Haddad Khoury Mansour Nasser Saleh",
    ),
    "afghan": background(
        "AOTH", "MWAS", {"PHA": 4, "PRS": 5},
        girls="Bahar Freshta Laila Parwana Sahar Zarmina",
        boys="Ahmad Farhad Haroon Jawad Mirwais Shafi",
        surnames="Ahmadzai Hotak Karimi Nazari Popal Rahimi Sultani",
    ),
    "iranian": background(
        "OOTH", "MOTH", {"PRS": 3, "KUR": 5, "ENG": 1},
        girls="Ariana Dilan Hevin Nazanin Roja Shirin",
        boys="Aram Dara Kian Rebaz Siavash Zanyar",
        surnames="Ebrahimi Hosseini Jafari Karimi Mahmoudi Rostami",
    ),
    "latin": background(
        "OOTH", "MOTH", {"SPA": 6, "POR": 3, "ENG": 2},
        girls="Camila Emilia Isabela Lucía Mariana Valentina",
        boys="Alejandro Enzo Joaquín Mateo Santiago Thiago",
        surnames="Arango Castaño Fernández Ibáñez Muñoz Núñez Ribeiro",
    ),
}  # fmt: skip

# How many in a hundred families are of which background.
COUNTY_TOWN = {
    "irish": 1, "traveller": 0.6, "roma": 0.4, "polish": 4, "romanian": 2.2, "lithuanian": 1,
    "ukrainian": 1.2, "portuguese": 1, "turkish": 0.6, "indian": 2.4, "pakistani": 2, "tamil": 0.4,
    "bangladeshi": 1, "filipino": 1, "vietnamese": 0.3, "chinese": 1.2, "nigerian": 2,
    "ghanaian": 1, "zimbabwean": 1, "caribbean": 1, "arab": 0.6, "afghan": 0.4, "latin": 0.5,
}  # fmt: skip
PORT_CITY = {
    "irish": 1, "traveller": 0.5, "roma": 2, "polish": 3, "romanian": 3.5, "lithuanian": 1,
    "ukrainian": 1, "portuguese": 1.5, "turkish": 1.5, "indian": 4, "pakistani": 12, "tamil": 1,
    "bangladeshi": 5, "filipino": 1, "vietnamese": 1, "chinese": 2, "nigerian": 5, "ghanaian": 2,
    "somali": 4, "eritrean": 1.5, "zimbabwean": 1, "caribbean": 4, "arab": 3.5, "afghan": 2,
    "iranian": 2, "latin": 1,
}  # fmt: skip
ANSWER_REFUSED, ANSWER_MISSING = 0.006, 0.009


@dataclass(frozen=True)
class Family:
    """What the children of one home share."""

    surname: str
    background: Background
    ethnicity: str
    language: str


def family(throw, district):
    """A family of the district; one in twelve has parents of two backgrounds."""
    keys = [*district, "british"]
    weights = [*district.values(), 100 - sum(district.values())]
    key = throw.choices(keys, weights)[0]
    of = BRITISH if key == "british" else OTHERS[key]
    mixed = key != "british" and throw.random() < 0.14
    language = "ENG" if mixed and throw.random() < 0.7 else weighted(throw, of.languages)
    ethnicity = of.mixed if mixed else of.ethnicity
    answer = throw.random()
    if answer < ANSWER_REFUSED:
        ethnicity = "REFU"
    elif answer < ANSWER_REFUSED + ANSWER_MISSING:
        ethnicity = "NOBT"
    return Family(throw.choice(of.surnames), BRITISH if mixed else of, ethnicity, language)


def family_of(throw, key, surname):
    """A family of this background and surname."""
    of = OTHERS.get(key, BRITISH)
    return Family(surname, of, of.ethnicity, weighted(throw, of.languages))


def forename(throw, of, sex):
    """A child's forename; now and then a British one in a family of another background."""
    if of.background is not BRITISH and throw.random() < 0.12:
        of = Family(of.surname, BRITISH, of.ethnicity, of.language)
    return throw.choice(of.background.girls if sex == "F" else of.background.boys)


def weighted(throw, weights):
    return throw.choices(list(weights), list(weights.values()))[0]


def adult_name(*about):
    """A forename and surname for a member of staff."""
    throw = dice("adult", *about)
    home = family(throw, COUNTY_TOWN)
    return adult_forename(throw, home, throw.choice("FFM")), home.surname


def adult_forename(throw, of, sex):
    """As for a child, but British names of a generation ago."""
    if of.background is BRITISH:
        return throw.choice(GROWN_UP_WOMEN if sex == "F" else GROWN_UP_MEN)
    return forename(throw, of, sex)


def plain(name):
    """A name as an address can carry it: "Łukasz Ní Bhriain" becomes "lukasz-ni-bhriain"."""
    letters = name.translate(str.maketrans("ŁłĐđıøØ", "LlDdioO"))
    ascii_only = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return ascii_only.casefold().replace(" ", "-").replace("'", "")
