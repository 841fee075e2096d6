"""The words of a January number, as Odile types them: the same care as for residents, because the guide shows them."""

from tests.journeys.composing import Piece

TITLE = "L’hiver, à plusieurs"
STANDFIRST = "Le sel, le bois, les voisins : qui fait quoi quand il gèle"
ENGRAVING = "la neige"

EDITORIAL = Piece(
    title="Le froid|se partage",
    standfirst="Le gel ne prévient pas. Les voisins, si : c’est notre meilleur service public de l’hiver.",
    paragraphs=(
        "L’an dernier, la déneigeuse est sortie onze fois. Elle est passée partout, mais jamais partout à la fois. Entre deux passages, ce sont des habitants qui ont ouvert les trottoirs, porté du pain, rentré du bois. Personne ne le leur avait demandé.",
        "Cette année, nous avons simplement écrit ce que chacun sait déjà : l’ordre des rues, la place des bacs à sel, le numéro qui répond la nuit. Un agent vous le dira de vive voix si vous préférez.",
        "Si vous avez froid chez vous, dites-le. Le service de l’action sociale ne juge pas, il cherche. Il trouve presque toujours.",
        "Je vous souhaite une bonne année : des matins secs, des soirées longues, et quelqu’un à qui téléphoner.",
    ),
)

BRIEFS = (
    ("Chauffage", "Un appareil qui fume, un mal de tête : sortez, puis appelez le 18."),
    ("Eau", "Purgez le robinet du jardin avant les grands gels."),
    ("Galette", "Les Beaux Jours vous attendent, salle du Préau."),
)

FEATURE = Piece(
    title="Quand il gèle|à Valombreuse",
    standfirst="Vingt-trois kilomètres de rues, une déneigeuse, six agents et beaucoup de pelles. Voici comment la commune traverse l’hiver, et ce que chacun peut faire.",
    paragraphs=(
        "À quatre heures du matin, quelqu’un regarde déjà le thermomètre. C’est l’agent d’astreinte. S’il lit moins un degré et que la route est mouillée, il appelle le chauffeur. La déneigeuse quitte les ateliers une demi-heure plus tard.",
        "Elle commence toujours par la même rue : celle de la maison de soins. Viennent ensuite la montée de l’Église, qui est raide, l’avenue de la Gare, puis le trajet du car scolaire. Les lotissements passent en dernier. Ce n’est pas un oubli, c’est un ordre : il a été voté en public, et il est affiché sous le porche.",
        "Le sel abîme la pierre et brûle les racines. On en met donc peu, et jamais sur le pont Vieux, où le sable le remplace. Deux bacs restent ouverts à tous, rue du Bief et montée de l’Église. Une pelle suffit pour dix mètres de trottoir ; au-delà, c’est du gâchis.",
        "Devant chez soi, chacun dégage un passage de la largeur d’une poussette. La règle est ancienne et souvent oubliée. Elle ne demande pas un trottoir de parade : un chemin, sans verglas, avant huit heures. Si vous ne pouvez pas, prévenez l’accueil. Une liste de bras volontaires existe, et elle n’est pas assez longue.",
        "Le bois se range loin du mur et se brûle sec. Deux ans sous abri, c’est le bon âge. Un bois trop vert encrasse le conduit et chauffe moitié moins. Le ramonage est obligatoire une fois par an ; gardez le certificat, l’assurance le demandera.",
        "Chez les personnes seules, le froid s’installe sans bruit. Quarante-deux sont inscrites au registre de l’action sociale. Elles reçoivent un appel à chaque vague de froid. L’inscription est gratuite, confidentielle, et peut venir d’un voisin, avec l’accord de la personne.",
        "Quand la neige dure, l’école reste ouverte. Le car peut ne pas passer : la mairie l’annonce avant six heures et demie, sur le site, par courriel et par téléphone pour celles et ceux qui l’ont demandé. La cantine prévoit toujours vingt repas de réserve.",
        "Enfin, il y a ce que l’on ne mesure pas. L’hiver dernier, rue des Tanneurs, une famille a vécu trois jours sans chauffage. Le quatrième, il y avait sept radiateurs devant la porte. Le service technique en a rapporté un ; les six autres attendaient leur propriétaire sur le trottoir, avec des prénoms écrits au feutre.",
        "Les numéros utiles tiennent en une ligne : les ateliers au 04 65 71 00 46 le jour, l’astreinte au 04 65 71 00 43 la nuit. Pour une personne en danger, composez le 112. Sourd ou malentendant, écrivez au 114.",
    ),
)
QUOTATION = "« On commence par la rue qui soigne. »"

AT_HOME = Piece(
    title="Chez soi, au chaud",
    standfirst="Dix-neuf degrés dans la pièce où l’on vit, dix-sept dans celle où l’on dort. Le reste est affaire de rideaux.",
    paragraphs=(
        "Fermez les volets dès la nuit tombée : c’est le geste qui coûte le moins et qui rapporte le plus. Un rideau épais devant la porte d’entrée en vaut deux aux fenêtres.",
        "Aérez dix minutes le matin, chauffage baissé. Un air humide se réchauffe mal, et la buée sur les vitres finit en moisissure derrière l’armoire. N’obstruez jamais une grille d’aération, même en plein vent.",
        "Un radiateur caché par un meuble chauffe le meuble. Dégagez-le, dépoussiérez-le, et purgez-le en début de saison. Si l’eau coule noire, prévenez le propriétaire.",
        "Le conseil en énergie vous reçoit en mairie, une fois par mois, sur rendez-vous. Apportez une facture et, si vous l’avez, une photographie de la chaudière. Il regarde aussi les aides : deux foyers sur trois y ont droit sans le savoir.",
        "La facture vous inquiète ? Appelez l’action sociale avant l’échéance, au 04 65 71 00 48. Avant, on étale ; après, on rattrape. Rien n’est coupé pendant l’hiver, mais tout se paie au printemps.",
    ),
)

CLUB = Piece(
    title="Les Beaux Jours|sont en hiver",
    standfirst="Le club des aînés ne ferme pas en janvier. C’est même le mois où l’on y vient le plus.",
    paragraphs=(
        "Le mardi, on joue aux cartes, salle du Préau. On gagne peu, on triche un peu, on boit du café. Le jeudi, on marche, même par temps gris : une heure pour les uns, deux pour les autres, et personne n’attend dans le froid.",
        "Le reste de la semaine, une dizaine d’adhérents rendent visite à celles et ceux qui ne sortent plus. Ils apportent le journal, une tarte, des nouvelles du marché. Ils repartent souvent avec une recette.",
        "« On ne vient pas pour s’occuper, on vient pour être attendu », dit Raymond Caussignac, qui préside. L’adhésion coûte quinze euros par an. La première fois est offerte, et un chauffeur passe vous prendre si la route vous fait peur.",
        "La galette se partage au milieu du mois. Celui qui trouve la fève prépare la suivante. La règle a l’air simple ; elle a déjà donné lieu à trois recours.",
    ),
)
ASSOCIATION = "Les Beaux Jours"

GROUP = (
    "Nous avons voté l’ordre des rues. Il est juste, parce qu’il commence par celles et ceux qui ne peuvent pas attendre, et "
    "parce que chacun peut le lire avant l’hiver. {signature} demandera qu’il soit relu chaque printemps, avec les habitants des "
    "hameaux, quand on se souvient encore de ce qui a manqué. Le sable suffit souvent ; la pelle aussi. Ce que la commune ne peut "
    "pas faire seule, elle peut l’organiser : une liste de bras, un numéro qui répond, un bac de sel au bon endroit. Nous y "
    "veillerons, et nous le redirons au conseil, en public, avec les chiffres."
)
SIGNATURES = ("Gérard Soubeyrac", "Martine Escoubas", "Élodie Farigoule")
