"""Issues to render: plain values, no database. `december` is the twelve-page reference; the others try what it does not."""

from dataclasses import replace
from datetime import date

from content.theme import tokens
from content.typography import fr
from newsletter.bulletin.edition import (
    Addresses,
    Agenda,
    AgendaDay,
    AgendaLine,
    Back,
    Brief,
    Briefs,
    CivilRecords,
    Council,
    Cover,
    Decision,
    Edition,
    Editorial,
    Fact,
    Feature,
    Figure,
    Gallery,
    Ground,
    Groups,
    Interview,
    Milestone,
    News,
    NewsItem,
    Paper,
    Picture,
    Portrait,
    Practical,
    Question,
    Row,
    Snapshot,
    Table,
    Town,
    Voice,
    Votes,
    Way,
    Works,
    WorkSite,
)
from newsletter.bulletin.prose import Prose, from_html, paragraphs

SITE = "https://valombreuse-sur-lise.example"
DAY = date(2026, 11, 20)
SEATS = 19


def page(path: str) -> str:
    return f"{SITE}/{path}"


def rich(html: str) -> Prose:
    return from_html(html, SITE)


def town() -> Town:
    return Town(
        name="Valombreuse-sur-Lise",
        of_name="de Valombreuse-sur-Lise",
        at_name="à Valombreuse-sur-Lise",
        address=("3, place de la Halle", "Valombreuse-sur-Lise"),
        phone="04 65 71 00 42",
        emergency_phone="04 65 71 00 43",
        email="mairie@valombreuse-sur-lise.example",
        site_url=SITE,
    )


def addresses() -> Addresses:
    here = "bulletin/47-la-halle-rouvre/"
    return Addresses(
        page=page(here),
        pdf=page(f"{here}bulletin.pdf"),
        email=page(f"{here}courriel.html"),
        text=page(f"{here}texte.txt"),
        archive=page("bulletin/"),
        agenda=page("agenda/"),
        subscribe=page("recevoir/"),
    )


def engraving(name: str, alternative: str) -> Picture:
    return Picture(url=page(f"gravures/{name}.svg"), alternative=alternative, engraving=name)


def editorial() -> Editorial:
    return Editorial(
        anchor="editorial",
        title="Quatorze mois,|et un toit",
        label="Éditorial",
        entry="Éditorial, en bref",
        on=DAY,
        standfirst=fr(
            "Samedi 5 décembre, à 9 h, la halle rouvre. Elle aura manqué à tout le monde, et d’abord à ceux qui y vendent leurs poireaux."
        ),
        note=fr("Hélène Courtade, maire, reçoit sans rendez-vous le samedi, de 9 h à 11 h 30."),
        signatory="Hélène Courtade",
        body=rich(
            "<p>Pendant quatorze mois, le marché s’est tenu sur le Foirail, en plein vent. Pas un commerçant n’a renoncé. Pas un client "
            "non plus, ou presque. Merci à eux, avant tout discours.</p>"
            "<p>On nous avait conseillé de démolir. Le conseil a préféré réparer : c’était plus long, ce fut un peu moins cher, et la "
            "charpente de 1872 est toujours là, pièce par pièce. Ceux qui l’ont relevée ont signé leur travail, là-haut ; vous les lirez "
            "dans le dossier.</p>"
            "<p>Il reste une question que vous me posez souvent : et le soir ? La halle sera prêtée gratuitement aux associations trois "
            'soirs par semaine. Le règlement est voté : <a href="/actualites/reglement/">le voici</a>.</p>'
            "<p>Décembre est aussi le mois où la Lise monte. Gardez la dernière page : elle dit comment être prévenu, par courriel, "
            "par papier ou par un coup de fil. Et si vous n’avez besoin de rien, pensez à la maison d’à côté.</p>"
        ),
    )


def briefs() -> Briefs:
    items = (
        (
            "Recensement",
            "Trois agents passent chez vous en janvier, carte tricolore à la main. Réponse en ligne ou papier.",
        ),
        ("Froid", "Une voisine âgée, seule ? Le registre du centre d’action sociale veille : 04 65 71 00 46."),
        ("Affouage", "Inscription en mairie avant le 12 décembre. Le stère reste à 9 €."),
    )
    return Briefs(
        anchor="en-bref", title="En bref", label="En bref", items=tuple(Brief(title, fr(text)) for title, text in items)
    )


def gallery() -> Gallery:
    views = (
        (
            "11",
            "Cent quatre-vingt-six convives au repas des aînés. Le menu venait de moins de quinze kilomètres.",
            "repas",
            "huit assiettes dressées sur une nappe à carreaux",
        ),
        (
            "14",
            "Les CM1 plantent 120 arbustes.",
            "haie",
            "des enfants et des adultes plantent une haie le long d’un chemin",
        ),
        (
            "15",
            "L’Harmonie de la Lise, salle des fêtes comble.",
            "concert",
            "un orchestre d’harmonie sur scène sous des projecteurs",
        ),
        (
            "18",
            "La rue des Tanneurs rouvre aux piétons. Illustrations.",
            "rue",
            "la rue des Tanneurs et ses façades de couleur",
        ),
    )
    return Gallery(
        anchor="images",
        title="Novembre en images",
        label="Novembre",
        snapshots=tuple(
            Snapshot(
                day,
                fr(caption),
                Picture(page(f"media/{name}.jpg"), f"Illustration : {what}.", 1600, 1200, asset=f"photos/{name}.jpg"),
            )
            for day, caption, name, what in views
        ),
    )


def feature() -> Feature:
    return Feature(
        anchor="dossier",
        title="La halle|rouvre",
        label="Dossier",
        entry="La halle rouvre",
        picture=engraving(
            "halle",
            "Gravure : le marché sous la charpente de la halle, clients emmitouflés devant les étals, collines enneigées au fond.",
        ),
        standfirst=fr(
            "Après quatorze mois de travaux, le marché retrouve son toit. Visite d’un chantier où l’on a changé trente et une pièces de "
            "bois, et rien d’autre que ce qu’il fallait."
        ),
        body=rich(
            "<p>Le samedi 27 septembre 2025, à l’heure de remballer, un maraîcher lève les yeux et voit le jour. Une tuile, puis trois. "
            "Deux jours plus tard, l’architecte des bâtiments ferme la halle : au-dessus de l’étal des fromages, l’entrait de la troisième "
            "ferme a perdu la moitié de sa section.</p>"
            "<p>Le marché passe le pont et s’installe sur le Foirail. Le conseil, lui, a deux devis sur la table. Démolir et poser une "
            "charpente métallique : 870 000 €. Réparer : 812 000 €, mais six mois de plus. Le vote est acquis à treize voix contre deux, "
            "après une nuit de débat et une visite sur place, lampe au front.</p>"
            "<h2>Greffer plutôt que remplacer</h2>"
            "<p>L’atelier Marsan, à Saint-Aubin, a démonté les fermes une à une. Chaque pièce a été sondée au poinçon. Là où le chêne "
            "tenait, on l’a gardé ; ailleurs, on a taillé une greffe à trait de Jupiter, chevillée, sans aucune vis.</p>"
            "<p>Au sol, chaque assemblage a été monté à blanc dans la cour de l’école, sous les yeux des CE2, qui en ont fait leur cahier "
            "de géométrie. Puis tout est remonté, en six jours, au mois de juin. Les bois retirés n’ont pas été jetés : débités, ils font "
            "le banc.</p>"
            "<h2>De plain-pied</h2><p>Le sol, lui, a changé. Les trois marches du côté de l’église ont disparu : on entre de plain-pied par "
            "les quatre faces. Deux bornes d’eau, des prises à chaque poteau, un banc tout autour.</p>"
            "<h2>Et les autres jours ?</h2><p>Marché le samedi, producteurs le mercredi soir à partir de mars. Le reste du temps, la halle "
            "est ouverte, éclairée jusqu’à 23 h, prêtée aux associations. La clé se retire en mairie, contre une signature et sans caution.</p>"
        ),
        figures=(
            Figure("1872", "année de la charpente, en chêne de la forêt de Brame"),
            Figure("31", "pièces de bois greffées sur 214"),
            Figure(fr("812 000 €"), fr("dont 68 % d’aides")),
            Figure("4 fois", "moins d’électricité pour l’éclairage"),
        ),
        milestones=(
            Milestone("septembre 2025", "Fermeture, marché au Foirail"),
            Milestone("novembre 2025", "Le conseil choisit de réparer"),
            Milestone("février 2026", "Dépose des fermes"),
            Milestone("juin", "La charpente remonte"),
            Milestone("octobre", "Tuiles, lampes, sol de plain-pied"),
            Milestone(fr("samedi 5 décembre"), fr("9 h, ouverture. 11 h 30, soupe. Midi, inauguration")),
        ),
        interview=Interview(
            person=fr("Lucie Marsan, charpentière à Saint-Aubin. Propos recueillis le 9 novembre."),
            quotation=fr("« On n’a jeté que ce qui ne portait plus. »"),
            questions=tuple(
                Question(fr(question), fr(answer))
                for question, answer in (
                    (
                        "Vous attendiez-vous à trouver mieux, ou pire ?",
                        "Mieux. Le chêne était sec comme un os. Ce sont les réparations de 1960 qui avaient pourri, pas le bois d’origine.",
                    ),
                    (
                        "Le plus difficile ?",
                        "Remonter la troisième ferme un jour de vent. Quatre tonnes, deux centimètres de jeu.",
                    ),
                    (
                        "Qu’avez-vous laissé là-haut ?",
                        "Nos noms, sous la panne faîtière, à côté de ceux de 1872. Il y avait la place.",
                    ),
                    ("Pour combien de temps ?", "Si l’on surveille les tuiles : cent ans."),
                )
            ),
        ),
    )


def council() -> Council:
    decisions = (
        ("École : 62 € de fournitures par élève", "Le budget passe de 54 € à 62 €. Les deux classes de maternelle reçoivent en plus 900 € pour la motricité.", (15, 0, 0)),
        ("Le Clos vendu à deux maraîchers", "La parcelle de 1 240 m² est cédée au prix des Domaines, 21 700 €, avec obligation de culture pendant neuf ans. Les premiers légumes sont attendus en juin.", (13, 0, 2)),
        ("Éclairage éteint de 23 h à 5 h 30", "À partir du lundi 4 janvier, sauf place de la Halle et abords de la gare. Économie attendue : 14 500 € par an. Bilan public en juin, avant toute reconduction.", (11, 4, 0)),
        ("Règlement de la halle", "Gratuite pour les associations trois soirs par semaine, 45 € la demi-journée pour les particuliers. Musique jusqu’à 22 h 30.", (14, 0, 1)),
        ("Un poste de garde champêtre, à mi-temps", "Partagé avec Saint-Aubin-des-Lises. Candidatures jusqu’au 15 janvier.", (15, 0, 0)),
    )  # fmt: skip
    return Council(
        anchor="conseil",
        title="Ce qu’a décidé le conseil",
        label="Conseil",
        on=date(2026, 11, 12),
        standfirst="Neuf délibérations, dont cinq qui changent la vie de tous les jours.",
        note="Quinze élus présents sur dix-neuf. Vingt-trois personnes dans le public.",
        decisions=tuple(
            Decision(fr(title), fr(text), Votes(*votes, seats=SEATS), page("conseil/"))
            for title, text, votes in decisions
        ),
        next_session=Fact(
            fr("Vendredi 11 décembre, 20 h,"),
            fr(
                "salle du conseil, de plain-pied. Une question ? Envoyez-la avant le 8. Le procès-verbal complet est affiché sous "
                "le porche."
            ),
        ),
        picture=engraving(
            "council", "Gravure : les dix-neuf élus assis derrière la longue table du conseil, trois mains levées."
        ),
    )


def works() -> Works:
    rows = (
        ("Halle", 5, "terminé", "Ouverte dès samedi 5, 9 h", "5 décembre"),
        ("Rue des Tanneurs", 4, "rouverte", "Circulation alternée jusqu’au 11", "avril, plantations"),
        ("Eau, Moulin-Neuf", 3, "en cours", "Coupures annoncées la veille", "janvier"),
        ("Toit de l’école", 2, "en cours", "Bruit pendant les vacances", "mars"),
        ("Pont Vieux", 1, "marché signé", "Fermé aux poids lourds en mars", "septembre"),
        ("Voie verte", 0, "à l’étude", "Réunion le 26 janvier", "2028"),
    )
    return Works(
        anchor="travaux",
        title="Où en sont les travaux",
        label="Travaux",
        entry="Travaux",
        as_of=DAY,
        contact=fr("Services techniques, 04 65 71 00 44"),
        standfirst="La rue des Tanneurs a retrouvé ses piétons mercredi 18. Restent les plantations, au printemps, et le pont Vieux, à partir de mars.",
        sites=tuple(WorkSite(name, steps, state, fr(you), fr(ends)) for name, steps, state, you, ends in rows),
        picture=engraving(
            "snow",
            "Gravure : une rue enneigée, un habitant dégage le trottoir à la pelle, trois bacs attendent la collecte.",
        ),
    )


def tips() -> Briefs:
    items = (
        ("Les sapins", "Déposez-les place du Foirail du 2 au 9 janvier, sans sac ni guirlande."),
        ("Un lampadaire éteint ?", "Relevez le numéro du mât, appelez le 04 65 71 00 44. Réparé en cinq jours."),
        ("Le sel", "Deux bacs sont ouverts à tous, rue du Bief et montée de l’Église. Une pelle fait dix mètres."),
        ("Les haies", "Taille libre jusqu’au 15 mars, puis on laisse nicher."),
    )
    return Briefs(
        anchor="cadre-de-vie",
        title="Cadre de vie",
        label="Cadre de vie",
        items=tuple(Brief(fr(title), fr(text)) for title, text in items),
    )


_AGENDA = (
    (1, "18 h", "Conseil d’école", "salle de motricité", "", ""),
    (2, "10 h", "L’heure du conte", "bibliothèque", "dès 4 ans", ""),
    (3, "14 h", "Café des aidants", "salle du conseil", "", ""),
    (4, "20 h 30", "Ciné-club", "le Préau", "5 €", "Les Toiles du Vendredi"),
    (5, "9 h", "Réouverture de la halle", "", "soupe à 11 h 30, inauguration à midi", ""),
    (5, "14 h", "Tournoi de palets sous la halle", "", "", "Palet club de la Lise"),
    (8, "14 h", "Permanence du conciliateur", "mairie", "jusqu’à 17 h", ""),
    (9, "14 h 30", "Atelier lampions", "foyer rural", "", "Comité des fêtes"),
    (11, "20 h", "Conseil municipal", "", "séance publique", ""),
    (12, "8 h", "Marché", "halle", "jusqu’à 12 h 30", ""),
    (12, "9 h", "Vente des calendriers", "halle", "", "Amicale des sapeurs-pompiers"),
    (13, "17 h", "Concert de l’Avent", "église", "", "Harmonie de la Lise, Voix du Lavoir"),
    (15, "9 h", "Aide aux démarches en ligne", "mairie", "sur rendez-vous", ""),
    (16, "15 h", "Goûter des aînés", "salle des fêtes", "inscription avant le 9", ""),
    (18, "16 h 30", "Dernier jour de classe", "", "chants dans la cour", ""),
    (18, "", "Le bulletin de janvier est dans vos boîtes", "", "", ""),
    (19, "8 h", "Marché de Noël", "halle", "jusqu’à 19 h", ""),
    (19, "10 h", "Collecte de jouets", "halle", "", "Entraide valombreusienne"),
    (20, "16 h", "Veillée des lampions", "départ du lavoir", "", "Comité des fêtes"),
    (22, "15 h", "Jeux de société", "bibliothèque", "de 6 à 99 ans", ""),
    (24, "12 h", "La mairie ferme", "", "jusqu’au lundi 28 au matin", ""),
    (31, "21 h", "Bal du dernier soir", "salle des fêtes", "12 €", "Foyer rural"),
)


def agenda() -> Agenda:
    days: dict[int, list[AgendaLine]] = {}
    for day, hour, title, place, details, organizer in _AGENDA:
        days.setdefault(day, []).append(
            AgendaLine(
                hour=fr(hour),
                title=fr(title),
                url=page(f"agenda/2026/12/{day:02}/"),
                place=place,
                details=fr(details),
                organizer=organizer,
                paper=Paper.COLOURED if organizer else Paper.WHITE,
                highlighted=title.startswith("Réouverture"),
            )
        )
    return Agenda(
        anchor="agenda",
        title="Décembre, jour par jour",
        label="Agenda",
        month=date(2026, 12, 1),
        days=tuple(AgendaDay(date(2026, 12, day), tuple(lines)) for day, lines in days.items()),
        url=page("agenda/"),
    )


def portrait() -> Portrait:
    return Portrait(
        anchor="association",
        title="Il manque une basse|aux Voix du Lavoir",
        label="Association",
        entry="Les Voix du Lavoir",
        picture=engraving(
            "choir", "Gravure : un chœur de vingt-quatre chanteurs sur trois rangs, partitions ouvertes, bouche ronde."
        ),
        facts=(
            Fact("Les Voix du Lavoir", "association, fondée en 1998, vingt-quatre choristes"),
            Fact(fr("le mardi, 20 h"), "salle du Préau, de plain-pied"),
            Fact(fr("45 € l’année"), "premier mois gratuit"),
            Fact(fr("04 65 71 00 63")),
        ),
        standfirst="On n’y demande pas de savoir lire la musique. On demande de venir le mardi, et d’apporter une chaise.",
        body=rich(
            "<p>Le nom vient du premier hiver : la salle des fêtes était fermée, on répétait au lavoir, en manteau. L’écho y rendait tout "
            "le monde juste. Il a fallu apprendre à chanter sans lui.</p>"
            "<p>Elles sont dix-huit, ils sont six. Les basses sont deux, dont une part en mars. « On ne cherche pas une voix, on cherche "
            "quelqu’un », dit Odile Ferrand, qui dirige.</p>"
            "<p>Dimanche 13 décembre, le chœur chante l’Avent avec l’Harmonie : un Noël de Saboly, deux chants du pays et <i>La Nuit</i> "
            "de Rameau, pour finir la lumière éteinte.</p>"
            "<p>Entrée libre, corbeille à la sortie. Les mains froides sont admises au premier rang, près du poêle. On recommence à la "
            "halle, samedi 19, au marché de Noël.</p>"
        ),
    )


def practical() -> Practical:
    def table(caption: str, heads: tuple[str, str], *rows: tuple[str, str]) -> Table:
        return Table(caption, heads, tuple(Row(fr(label), fr(value)) for label, value in rows))

    return Practical(
        anchor="pratique",
        title="À garder sous la main",
        label="Pratique",
        entry="Pratique, état civil",
        emergencies=(
            Row("15", "Samu"),
            Row("17", "Gendarmerie"),
            Row("18", "Pompiers"),
            Row("112", "Urgence, partout en Europe"),
            Row("114", "Par texto"),
            Row("3919", "Violences faites aux femmes"),
        ),
        tables=(
            table("La mairie vous reçoit", ("Jour", "Heures"), ("lundi", "14 h – 17 h"), ("mardi", "9 h – 12 h"), ("mercredi", "9 h – 12 h, 14 h – 17 h"), ("jeudi", "14 h – 18 h 30"), ("vendredi", "9 h – 12 h, 14 h – 17 h"), ("samedi", "9 h – 11 h 30")),
            table("Les bacs de décembre", ("Sortez-le la veille, après 19 h", "Jours"), ("Ordures, bourg", "1, 8, 15, 22, 29"), ("Ordures, hameaux", "2, 9, 16, 23, 30"), ("Bac jaune", "samedis 5 et 19"), ("Encombrants, sur appel", "vendredi 18")),
            table("Téléphones", ("Qui", "Numéro"), ("Mairie", "04 65 71 00 42"), ("Urgence technique, jour et nuit", "04 65 71 00 43"), ("Services techniques", "04 65 71 00 44"), ("Action sociale", "04 65 71 00 46"), ("École", "04 65 71 00 48"), ("Bibliothèque", "04 65 71 00 51")),
            table("Pharmacies de garde", ("Week-end", "Pharmacie"), ("5 et 6", "du Pont, Valombreuse"), ("12 et 13", "centrale, Saint-Aubin"), ("19 et 20", "des Tilleuls, Brame"), ("25 au 27", "du Pont, Valombreuse")),
        ),
        records=CivilRecords(
            (
                ("Naissances", ("Ambre Delorme, le 2", "Sacha Nguyen-Roux, le 9", "Lise Aubertin, le 17")),
                ("Mariage", ("Camille Joubert", "et Inès Falguière, le 7")),
                ("Décès", ("Marcel Peyrat, 91 ans", "Yvonne Castan, 88 ans")),
            ),
            "Novembre 2026, publié avec l’accord des familles. Cette page existe en feuille de frigo, à l’accueil et en ligne.",
        ),
    )  # fmt: skip


def groups() -> Groups:
    return Groups(
        anchor="expression",
        title="La parole aux groupes",
        label="Expression",
        entry="Expression des groupes",
        legal=fr(
            "Article L. 2121-27-1 du code général des collectivités territoriales. Même place, même corps, même longueur. "
            "La mairie ne relit ni ne corrige : chaque texte engage ses auteurs."
        ),
        rule=Fact("Trois groupes, la même place", "650 signes au plus chacun."),
        voices=(
            Voice(
                "Valombreuse ensemble",
                "Majorité, treize élus",
                paragraphs(
                    "La halle rouvre, et avec elle une manière de faire : réparer avant de remplacer, demander avant de décider. Deux cent "
                    "onze d’entre vous ont répondu à l’enquête de février ; le banc, les prises et l’heure de fermeture viennent de là.\n\n"
                    "Le budget de 2027 suivra la même pente. La dette recule pour la quatrième année. L’école aura son toit en mars, sans "
                    "hausse du taux communal.\n\n"
                    "Éteindre la nuit ne plaît pas à tous. Nous avons voté une année d’essai, avec un bilan chiffré en juin : accidents, "
                    "cambriolages, consommation. Si le bilan est mauvais, nous rallumerons. Nous l’écrivons ici pour qu’on nous le rappelle."
                ),
                "Bastien Roquefeuil",
            ),
            Voice(
                "Une autre voix",
                "Opposition, quatre élus",
                paragraphs(
                    "Nous avons voté contre l’extinction de l’éclairage. Non par amour des lampadaires : parce que le passage de la gare, "
                    "lui, reste noir à 21 h, et que la promesse d’y poser trois mâts date de 2023.\n\n"
                    "Nous saluons le chantier de la halle, moins son calendrier. Six mois de retard, ce sont six mois de vent pour "
                    "trente-sept commerçants. L’exonération de droits de place que nous demandions a été refusée deux fois.\n\n"
                    "En janvier, nous proposerons que le compte rendu des commissions soit publié, comme l’est celui du conseil. Cela ne "
                    "coûte rien. Cela éviterait de découvrir les dossiers la veille du vote."
                ),
                "Corinne Estève",
            ),
            Voice(
                "Lise vivante",
                "Opposition, deux élus",
                paragraphs(
                    "La Lise a passé 2,40 m le 20 novembre. C’est la troisième fois en quatre ans. Chaque fois, on ferme le quai, on "
                    "remercie les pompiers, on rouvre le quai.\n\n"
                    "Le syndicat de rivière propose depuis deux ans de rendre quatre hectares à l’eau, au Pré-Neuf. Le terrain est "
                    "communal. Il n’y manque qu’une délibération : nous la déposerons le 11 décembre. Ce n’est pas un grand chantier : on "
                    "recule une digue, on plante des saules, on laisse faire.\n\n"
                    "Nous avons voté la vente du Clos à deux maraîchers, et nous avons demandé une clause : pas de pesticide de synthèse à "
                    "moins de trente mètres de la rivière. Elle n’a pas été retenue."
                ),
                "Maël Kerguen",
            ),
        ),
        closing=Fact(
            fr("avant le 11 décembre"),
            fr(
                "Une réaction, une question à poser au conseil ? Écrivez à conseil@valombreuse-sur-lise.example ou déposez un mot à "
                "l’accueil. Les questions reçues et les réponses sont affichées sous le porche."
            ),
        ),
    )


def back() -> Back:
    return Back(
        anchor="etre-prevenu",
        title="Ne guettez plus,|on vous prévient.",
        label="Être prévenu",
        entry="Être prévenu",
        ways=(
            Way("Ce numéro", "en ligne, à écouter, à agrandir", page("bulletin/47-la-halle-rouvre/")),
            Way("L’agenda", "à jour, annulations comprises", page("agenda/")),
            Way("Les alertes", "crue, neige, eau coupée", page("recevoir/")),
        ),
        offline=fr(
            "demandez l’appel automatique au 04 65 71 00 42, ou passez en mairie, 3, place de la Halle. Le bulletin est déposé le "
            "troisième vendredi du mois dans toutes les boîtes. Pas reçu ? Même numéro."
        ),
        picture=engraving("night", "Gravure : le bourg la nuit sous la neige, la lune au-dessus du pont."),
    )


def news() -> News:
    return News(
        anchor="nouvelles",
        title="Les nouvelles du mois",
        label="Nouvelles",
        items=(
            NewsItem(
                title=fr("La halle rouvre samedi 5 décembre"),
                url=page("actualites/la-halle-rouvre/"),
                on=date(2026, 11, 19),
                standfirst=fr(
                    "Après quatorze mois de travaux, le marché du samedi retrouve son toit. Visite libre dès 9 h, soupe offerte à 11 h 30, "
                    "inauguration à midi sous la charpente neuve."
                ),
                signatory="La mairie",
                picture=engraving("halle", "Gravure : la halle, un jour de marché."),
                excerpt=rich(
                    "<p>Fermée depuis le 29 septembre 2025, la halle de la place du Foirail rouvre avec une charpente consolidée, un sol "
                    "enfin de plain-pied et vingt-deux emplacements au lieu de dix-huit. Le marché du samedi s’y réinstalle le jour même, "
                    "de 8 h à 12 h 30.</p>"
                ),
            ),
            NewsItem(
                title=fr("Trois agents pour le recensement"),
                url=page("actualites/recensement-trois-agents/"),
                on=date(2026, 11, 16),
                standfirst=fr(
                    "La commune recrute trois personnes, de mi-janvier à mi-février. Candidatures jusqu’au 4 décembre."
                ),
                signatory="La mairie",
            ),
            NewsItem(
                title=fr("Le chœur cherche des basses, et un pupitre"),
                url=page("actualites/le-choeur-cherche-des-basses/"),
                on=date(2026, 11, 17),
                standfirst=fr(
                    "Répétitions le mardi, 20 h, salle du Préau. Venez écouter une fois avant de vous inscrire."
                ),
                signatory="Les Voix du Lavoir",
                paper=Paper.COLOURED,
            ),
            NewsItem(
                title=fr("Rue des Tanneurs : circulation alternée jusqu’au 11 décembre"),
                url=page("actualites/rue-des-tanneurs-circulation-alternee/"),
                on=date(2026, 11, 13),
                standfirst="Le syndicat remplace la conduite d’eau. Le passage reste ouvert aux piétons et aux secours.",
                signatory="Le syndicat des eaux de la Lise",
            ),
        ),
    )


def december() -> Edition:
    return Edition(
        masthead="Avis à la population",
        number=47,
        month=date(2026, 12, 1),
        headline=fr("La halle rouvre samedi 5 décembre"),
        detail=fr("Soupe à 11 h 30, inauguration à midi"),
        issued_on=DAY,
        town=town(),
        theme=tokens("#0e4a3a", "#f3a49b"),
        addresses=addresses(),
        cover=Cover(
            Ground.COLOURED,
            engraving("halle", "Gravure : la halle sous la neige, le mot « population » peint sur son toit."),
        ),
        sections=(
            editorial(),
            briefs(),
            gallery(),
            feature(),
            council(),
            works(),
            tips(),
            agenda(),
            portrait(),
            practical(),
            groups(),
            back(),
        ),
        colophon=(
            fr(
                "Avis à la population, bulletin de la commune de Valombreuse-sur-Lise. Directrice de la publication : Hélène Courtade. "
                "Rédaction : secrétariat et commission information. 1 150 exemplaires, imprimés en mairie."
            ),
            fr(
                "Dépôt légal à parution. Gravures : Tambour. Existe en gros caractères et en version économe, sur demande au 04 65 71 00 42. "
                "Numéro de janvier : textes avant le 11 décembre."
            ),
        ),
    )


def with_sections(*sections: object) -> Edition:
    return replace(december(), sections=sections)  # type: ignore[arg-type]
